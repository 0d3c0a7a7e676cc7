/**
 * How large a picture is when it is drawn, by its own headers: a few hundred bytes can claim four thousand
 * million points. Anything that is not plainly a small photograph is none.
 */

/** A photograph that a browser made smaller has no longer side than this, points. */
export const LONGEST_SIDE = 4096;
/** Passes over a whole picture; cameras and browsers make about ten. */
const MOST_SCANS = 40;

/** True when a JPEG is one picture of sane size. Source: ITU T.81, annex B. */
export function jpegFits(bytes: Uint8Array): boolean {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let frames = 0;
	let scans = 0;
	for (let at = 2; at + 3 < file.length;) {
		if (file[at] !== 0xff) return false;
		const marker = file[at + 1]!;
		if (marker === 0xff) {
			at += 1;
			continue;
		}
		if (marker === 0xd9) break;
		const length = file.readUInt16BE(at + 2);
		if (length < 2 || at + 2 + length > file.length) return false;
		if (isFrame(marker)) {
			frames += 1;
			// Baseline, extended and progressive; the others no browser draws.
			if (frames > 1 || scans > 0 || marker > 0xc2 || length < 11) return false;
			if (!sane(file.readUInt16BE(at + 7), file.readUInt16BE(at + 5))) return false;
		}
		// Says the height afterwards.
		if (marker === 0xdc) return false;
		at += 2 + length;
		if (marker === 0xda) {
			scans += 1;
			if (frames !== 1 || scans > MOST_SCANS) return false;
			at = endOfScan(file, at);
		}
	}
	return frames === 1 && scans > 0;
}

/** How large a JPEG is drawn that `jpegFits` has taken, points. */
export function jpegSize(bytes: Uint8Array): { width: number; height: number } {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let at = 2;
	while (at + 9 <= file.length && !isFrame(file[at + 1]!))
		at += file[at + 1] === 0xff ? 1 : 2 + file.readUInt16BE(at + 2);
	return { width: file.readUInt16BE(at + 7), height: file.readUInt16BE(at + 5) };
}

function isFrame(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Where the next marker is after the points of a scan. */
export function endOfScan(file: Buffer, from: number): number {
	for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
		const next = file[at + 1];
		if (next === undefined) return file.length;
		if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
	}
	return file.length;
}

/** True when a WebP is one still picture of sane size. Source: RFC 9649. */
export function webpFits(bytes: Uint8Array): boolean {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let pictures = 0;
	for (let at = 12; at + 8 <= file.length;) {
		const kind = file.toString('latin1', at, at + 4);
		const length = file.readUInt32LE(at + 4);
		const body = file.subarray(at + 8, at + 8 + length);
		if (kind === 'ANIM' || kind === 'ANMF') return false;
		if (kind === 'VP8X') {
			if (body.length < 10) return false;
			if (!sane(body.readUIntLE(4, 3) + 1, body.readUIntLE(7, 3) + 1)) return false;
		}
		if (kind === 'VP8 ') {
			if (body.length < 10) return false;
			if (!sane(body.readUInt16LE(6) & 0x3fff, body.readUInt16LE(8) & 0x3fff)) return false;
			pictures += 1;
		}
		if (kind === 'VP8L') {
			if (body.length < 5 || body[0] !== 0x2f) return false;
			const bits = body.readUInt32LE(1);
			if (!sane((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1)) return false;
			pictures += 1;
		}
		at += 8 + length + (length % 2);
	}
	return pictures === 1;
}

function sane(width: number, height: number): boolean {
	return width > 0 && height > 0 && width <= LONGEST_SIDE && height <= LONGEST_SIDE;
}
