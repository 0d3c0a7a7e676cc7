/**
 * What a camera writes beside a picture, the place above all, is taken out before it is kept. Browsers draw photographs
 * anew and leave none of it; who sends one by another way is not believed.
 */

/** A JPEG without its comments and application segments, but for the two that say how its colours are read (APP0, APP14). */
export function bareJpeg(bytes: Uint8Array): Buffer {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const kept: Buffer[] = [file.subarray(0, 2)];
	let at = 2;
	while (at + 3 < file.length) {
		const marker = file[at + 1]!;
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		// From the first scan on there are only points and what they need.
		if (marker === 0xda) break;
		const end = at + 2 + file.readUInt16BE(at + 2);
		if (!isMetadata(marker)) kept.push(file.subarray(at, end));
		at = end;
	}
	// Whatever stands behind the end of the picture (a second one, a film, where it was made) goes too.
	const last = file.lastIndexOf(Buffer.from([0xff, 0xd9]));
	kept.push(file.subarray(at, last > at ? endOfPicture(file, at) : file.length));
	return Buffer.concat(kept);
}

function isMetadata(marker: number): boolean {
	return marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee);
}

/** Behind the first end marker that is one: in points an 0xff is followed by 0 or a restart. */
function endOfPicture(file: Buffer, from: number): number {
	const end = file.indexOf(Buffer.from([0xff, 0xd9]), from);
	return end < 0 ? file.length : end + 2;
}
