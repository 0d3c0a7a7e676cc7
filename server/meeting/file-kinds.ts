/** What a file that was handed in is, by its first bytes; what a browser says of it is not believed. */

import { jpegFits, webpFits } from './picture-size.ts';
import { soundFits } from './sound-length.ts';

/** Larger is no half minute of speech, bytes. */
export const MOST_SOUND = 512 * 1024;
/** Larger is no photograph that a browser made smaller, bytes. */
export const MOST_PICTURE = 400 * 1024;

/** The kind of sound a browser can play, or null where these are no such bytes. */
export function soundKind(bytes: Uint8Array): 'audio/webm' | 'audio/ogg' | 'audio/mp4' | null {
	const signs = firstOf(bytes);
	if (signs.length < 12) return null;
	if (signs.readUInt32BE(0) === 0x1a45dfa3) return 'audio/webm';
	if (signs.toString('latin1', 0, 4) === 'OggS') return 'audio/ogg';
	return signs.toString('latin1', 4, 8) === 'ftyp' ? 'audio/mp4' : null;
}

/** The kind of picture that is taken, or null where these are no such bytes. */
export function pictureKind(bytes: Uint8Array): 'image/jpeg' | 'image/webp' | null {
	const signs = firstOf(bytes);
	if (signs.length < 12) return null;
	if (signs.readUIntBE(0, 3) === 0xffd8ff) return 'image/jpeg';
	const container = signs.toString('latin1', 0, 4) + signs.toString('latin1', 8, 12);
	return container === 'RIFFWEBP' ? 'image/webp' : null;
}

function firstOf(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 12));
}

/** The kind of a recording that may be kept; null for what is none, or claims to last longer. */
export function takenSound(bytes: Uint8Array): ReturnType<typeof soundKind> {
	const kind = soundKind(bytes);
	return kind && soundFits(bytes, kind) ? kind : null;
}

/** The kind of a photograph that may be kept; null for what is none, or would be drawn too large. */
export function takenPicture(bytes: Uint8Array): ReturnType<typeof pictureKind> {
	const kind = pictureKind(bytes);
	const fits = kind === 'image/jpeg' ? jpegFits(bytes) : kind !== null && webpFits(bytes);
	return fits ? kind : null;
}
