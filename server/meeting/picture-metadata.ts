/**
 * What a camera writes beside a picture, the place above all, is taken out before it is kept. Browsers draw photographs
 * anew and leave none of it; who sends one by another way is not believed. Sources: ITU T.81, annex B; RFC 9649.
 */
import { pictureKind } from './file-kinds.ts';
import { endOfScan } from './picture-size.ts';

/** A picture that `takenPicture` has taken, as it is kept. */
export function barePicture(bytes: Uint8Array): Buffer {
	return pictureKind(bytes) === 'image/webp' ? bareWebp(bytes) : bareJpeg(bytes);
}

/**
 * A JPEG that `jpegFits` has taken, without its comments and application segments but for the two that say how its
 * colours are read (APP0, APP14), and without whatever stands behind its end: a second picture, a film.
 */
export function bareJpeg(bytes: Uint8Array): Buffer {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const kept: Buffer[] = [file.subarray(0, 2)];
	for (let at = 2; at + 3 < file.length;) {
		const marker = file[at + 1]!;
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker === 0xd9) break;
		const end = at + 2 + file.readUInt16BE(at + 2);
		const next = marker === 0xda ? endOfScan(file, end) : end;
		if (!isMetadata(marker)) kept.push(file.subarray(at, next));
		at = next;
	}
	return Buffer.concat([...kept, Buffer.from([0xff, 0xd9])]);
}

function isMetadata(marker: number): boolean {
	return marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee);
}

/** What a WebP is drawn from: its frame, its transparency, the way its colours are read. */
const DRAWN = ['VP8X', 'ICCP', 'ALPH', 'VP8 ', 'VP8L'];
/** Bits of VP8X that promise Exif and XMP. */
const PROMISED = 0x08 | 0x04;

/** A WebP that `webpFits` has taken, without what it is not drawn from. */
export function bareWebp(bytes: Uint8Array): Buffer {
	const file = Buffer.from(bytes);
	const kept: Buffer[] = [];
	for (let at = 12; at + 8 <= file.length;) {
		const length = file.readUInt32LE(at + 4);
		const next = at + 8 + length + (length % 2);
		const kind = file.toString('latin1', at, at + 4);
		if (kind === 'VP8X') file[at + 8]! &= ~PROMISED;
		if (DRAWN.includes(kind)) kept.push(file.subarray(at, next));
		at = next;
	}
	const body = Buffer.concat([Buffer.from('WEBP'), ...kept]);
	const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
	head.writeUInt32LE(body.length, 4);
	return Buffer.concat([head, body]);
}
