/** WebSocket frames as servers send them: whole and unmasked (RFC 6455, 5.2), made once for many sockets. */

/** What a frame carries. */
export const FRAME = { text: 0x1, binary: 0x2 } as const;

/** A frame with its header, and the place where its body of `length` bytes begins. */
export function frameFor(kind: number, length: number): { frame: Buffer; at: number } {
	const at = length < 126 ? 2 : length < 65_536 ? 4 : 10;
	const frame = Buffer.allocUnsafeSlow(at + length);
	frame[0] = 0x80 | kind;
	if (at === 2) frame[1] = length;
	else if (at === 4) {
		frame[1] = 126;
		frame.writeUInt16BE(length, 2);
	} else {
		frame[1] = 127;
		frame.writeBigUInt64BE(BigInt(length), 2);
	}
	return { frame, at };
}
