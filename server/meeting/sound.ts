/** What a recording is, by its first bytes; what a phone says of it is not believed. */

/** Larger is no half minute of speech. */
export const MOST_SOUND = 512 * 1024;

/** The kind a browser can play, or null where these are no such bytes. */
export function soundKind(bytes: Uint8Array): 'audio/webm' | 'audio/ogg' | 'audio/mp4' | null {
	const signs = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 12));
	if (signs.length < 12) return null;
	if (signs.readUInt32BE(0) === 0x1a45dfa3) return 'audio/webm';
	if (signs.toString('latin1', 0, 4) === 'OggS') return 'audio/ogg';
	return signs.toString('latin1', 4, 8) === 'ftyp' ? 'audio/mp4' : null;
}
