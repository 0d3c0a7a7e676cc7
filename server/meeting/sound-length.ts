/** How long a recording says it is: half a minute is taken, and no file that claims hours. */

/** Seconds that a recording of half a minute may claim, with what encoders add. */
const MOST_SECONDS = 60;

/** True when a file of this kind claims no longer time; many recorders claim none. */
export function soundFits(
	bytes: Uint8Array,
	kind: 'audio/webm' | 'audio/ogg' | 'audio/mp4'
): boolean {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const claimed =
		kind === 'audio/ogg'
			? oggSeconds(file)
			: kind === 'audio/mp4'
				? mp4Seconds(file)
				: webmSeconds(file);
	return claimed <= MOST_SECONDS;
}

/** The last sample that a page ends with; Opus counts 48,000 a second (RFC 7845, 4). */
function oggSeconds(file: Buffer): number {
	let most = 0n;
	for (
		let at = file.indexOf('OggS');
		at >= 0 && at + 14 <= file.length;
		at = file.indexOf('OggS', at + 4)
	) {
		const ends = file.readBigInt64LE(at + 6);
		if (ends > most) most = ends;
	}
	return Number(most) / 48_000;
}

/** `mvhd` and every `mdhd` (ISO 14496-12, 8.2.2). */
function mp4Seconds(file: Buffer): number {
	let most = 0;
	for (const box of ['mvhd', 'mdhd'])
		for (let at = file.indexOf(box); at >= 0; at = file.indexOf(box, at + 4)) {
			if (at + 36 > file.length) continue;
			const long = file[at + 4] === 1;
			const scale = file.readUInt32BE(at + (long ? 24 : 16));
			const length = long ? Number(file.readBigUInt64BE(at + 28)) : file.readUInt32BE(at + 20);
			const unknown = length === 0 || length === 0xffffffff || length >= 2 ** 63;
			if (!unknown) most = Math.max(most, scale === 0 ? Infinity : length / scale);
		}
	return most;
}

/** `Duration` in `Info`, times its scale in ns (RFC 9559, 5.1.2). */
function webmSeconds(file: Buffer): number {
	const info = file.indexOf(Buffer.from('1549a966', 'hex'));
	if (info < 0) return 0;
	const body = elementAt(file, info + 4);
	if (!body) return 0;
	let scale = 1_000_000;
	let length = 0;
	for (let at = body.from; at < body.to;) {
		const idLength = widthOf(file[at]);
		const child = idLength === 0 ? null : elementAt(file, at + idLength);
		if (!child) break;
		const id = file.toString('hex', at, at + idLength);
		const size = child.to - child.from;
		if (id === '2ad7b1' && size >= 1 && size <= 6) scale = file.readUIntBE(child.from, size);
		if (id === '4489' && size === 4) length = file.readFloatBE(child.from);
		if (id === '4489' && size === 8) length = file.readDoubleBE(child.from);
		at = child.to;
	}
	return Number.isNaN(length) ? Infinity : (length * scale) / 1e9;
}

/** The body of an element whose size stands here, within the file. */
function elementAt(file: Buffer, at: number): { from: number; to: number } | null {
	const width = widthOf(file[at]);
	if (width === 0 || width > 6 || at + width > file.length) return null;
	const size = file.readUIntBE(at, width) - 2 ** (7 * width);
	return { from: at + width, to: Math.min(file.length, at + width + size) };
}

function widthOf(first: number | undefined): number {
	return first ? Math.clz32(first) - 23 : 0;
}
