/** What is taken as a photograph or a recording, by its own headers. */
import { describe, expect, it } from 'vitest';
import { takenPicture, takenSound } from './file-kinds.ts';

const hex = (text: string) => Buffer.from(text.replace(/\s/gu, ''), 'hex');
const POINTS = Buffer.from('纸上的字迹'.repeat(20));
const SCAN = Buffer.concat([hex('ffda 0008 0101 0000 3f00'), POINTS]);
const END = hex('ffd9');

function frame(width: number, height: number, marker = 'c0'): Buffer {
	const body = hex(`ff${marker} 000b 08 0000 0000 01 01 11 00`);
	body.writeUInt16BE(height, 5);
	body.writeUInt16BE(width, 7);
	return body;
}
const jpeg = (...parts: Buffer[]) => Buffer.concat([hex('ffd8 ffe0 0004 4a46'), ...parts]);
const whole = (width: number, height: number, marker?: string) =>
	jpeg(frame(width, height, marker), SCAN, END);

function webp(...chunks: [kind: string, body: Buffer][]): Buffer {
	const parts = chunks.map(([kind, body]) => {
		const head = Buffer.from(`${kind}____`, 'latin1');
		head.writeUInt32LE(body.length, 4);
		return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
	});
	return Buffer.concat([Buffer.from('RIFF____WEBP', 'latin1'), ...parts]);
}
const vp8 = (width: number, height: number) => {
	const body = Buffer.concat([hex('100200 9d012a 0000 0000'), POINTS]);
	body.writeUInt16LE(width, 6);
	body.writeUInt16LE(height, 8);
	return body;
};
const vp8x = (width: number, height: number) => {
	const body = Buffer.alloc(10);
	body.writeUIntLE(width - 1, 4, 3);
	body.writeUIntLE(height - 1, 7, 3);
	return body;
};

describe('a photograph', () => {
	it.each([
		['baseline', whole(1600, 1200)],
		['progressive', whole(1200, 1600, 'c2')],
		['ten scans', jpeg(frame(800, 600, 'c2'), ...Array<Buffer>(10).fill(SCAN), END)],
		['as large as may be', whole(4096, 4096)],
		['filled before a marker', jpeg(hex('ffff'), frame(800, 600).subarray(1), SCAN, END)],
		['cut off at its end', jpeg(frame(800, 600), SCAN)]
	])('%s is taken', (_, bytes) => expect(takenPicture(bytes)).toBe('image/jpeg'));

	it.each([
		['65,535 × 65,535', whole(65_535, 65_535)],
		['one side too long', whole(4097, 10)],
		['no height', whole(800, 0)],
		['no width', whole(0, 600)],
		['a second size after the first', jpeg(frame(800, 600), frame(65_535, 65_535), SCAN, END)],
		['a size after the points', jpeg(frame(800, 600), SCAN, frame(65_535, 65_535), SCAN, END)],
		['a height that comes later', jpeg(frame(800, 600), SCAN, hex('ffdc 0004 ffff'), END)],
		['no size', jpeg(SCAN, END)],
		['no points', jpeg(frame(800, 600), END)],
		['a thousand scans', jpeg(frame(800, 600, 'c2'), ...Array<Buffer>(1000).fill(SCAN), END)],
		['a kind that no browser draws', whole(800, 600, 'c3')],
		['a length past the end', jpeg(hex('ffe1 ffff 00'))],
		['a length of nothing', jpeg(hex('ffe1 0000'), frame(800, 600), SCAN)],
		['a size hidden in a comment', jpeg(hex('fffe 000d'), frame(800, 600).subarray(0, 11), SCAN)],
		['bytes of no marker', jpeg(hex('00'), frame(800, 600), SCAN)],
		['nothing but its first bytes', hex('ffd8ffe0')],
		['nothing', Buffer.alloc(0)]
	])('%s is none', (_, bytes) => expect(takenPicture(bytes)).toBeNull());

	it.each([
		['a small WebP', webp(['VP8 ', vp8(1600, 1200)]), 'image/webp'],
		['an extended one', webp(['VP8X', vp8x(800, 600)], ['VP8 ', vp8(800, 600)]), 'image/webp'],
		['without loss', webp(['VP8L', hex('2f 1f43c512 00000000')]), 'image/webp'],
		['16,383 wide', webp(['VP8 ', vp8(16_383, 16_383)]), null],
		['a canvas of 16 million', webp(['VP8X', vp8x(2 ** 24, 2 ** 24)], ['VP8 ', vp8(8, 8)]), null],
		['without loss, too large', webp(['VP8L', hex('2f ffffffff 00000000')]), null],
		['moving', webp(['VP8X', vp8x(8, 8)], ['ANIM', Buffer.alloc(6)], ['VP8 ', vp8(8, 8)]), null],
		['two pictures', webp(['VP8 ', vp8(8, 8)], ['VP8 ', vp8(8, 8)]), null],
		['no picture', webp(['EXIF', POINTS]), null]
	])('%s', (_, bytes, kind) => expect(takenPicture(bytes)).toBe(kind));
});

describe('a recording', () => {
	const ogg = (samples: bigint) => {
		const page = Buffer.concat([Buffer.from('OggS\0\0'), Buffer.alloc(22), POINTS]);
		page.writeBigInt64LE(samples, 6);
		return page;
	};
	const mp4 = (scale: number, length: number) => {
		const box = Buffer.alloc(60);
		box.write('\0\0\0\x20ftypM4A ', 'latin1');
		box.write('mvhd', 20, 'latin1');
		box.writeUInt32BE(scale, 36);
		box.writeUInt32BE(length, 40);
		return box;
	};
	const webm = (ms: number) => {
		const length = Buffer.alloc(8);
		length.writeDoubleBE(ms);
		const info = Buffer.concat([hex('2ad7b1 83 0f4240 4489 88'), length]);
		return Buffer.concat([
			hex('1a45dfa3 80 18538067 01ffffffffffffff 1549a966'),
			Buffer.from([0x80 | info.length]),
			info,
			POINTS
		]);
	};
	it.each([
		['Ogg of 30 s', ogg(30n * 48_000n), 'audio/ogg'],
		['Ogg that does not say', ogg(-1n), 'audio/ogg'],
		['Ogg of ten hours', ogg(36_000n * 48_000n), null],
		['MP4 of 30 s', mp4(1000, 30_000), 'audio/mp4'],
		['MP4 in parts, which does not say', mp4(1000, 0), 'audio/mp4'],
		['MP4 of ten hours', mp4(1000, 36_000_000), null],
		['MP4 without a clock', mp4(0, 1), null],
		['WebM of 30 s', webm(30_000), 'audio/webm'],
		['WebM of ten hours', webm(36_000_000), null],
		['WebM for ever', webm(Infinity), null],
		['WebM of no number', webm(NaN), null],
		[
			'WebM as browsers record it, which does not say',
			hex(`1a45dfa3 80 18538067 ${'00'.repeat(20)}`),
			'audio/webm'
		]
	])('%s', (_, bytes, kind) => expect(takenSound(bytes)).toBe(kind));
});
