/**
 * What a camera writes beside a picture, the place above all, is taken out before it is kept. Browsers draw photographs
 * anew and leave none of it; who sends one by another way is not believed. Source: ITU T.81, annex B.
 */
import { endOfScan } from './picture-size.ts';

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
