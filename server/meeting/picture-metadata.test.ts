/** What a camera writes beside a picture does not stay. */
import { expect, it } from 'vitest';
import { takenPicture } from './file-kinds.ts';
import { jpegFits } from './picture-size.ts';
import { bareJpeg, barePicture } from './picture-metadata.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const segment = (marker: number, body: Buffer | string) => {
	const bytes = Buffer.from(body);
	const head = Buffer.from([0xff, marker, 0, 0]);
	head.writeUInt16BE(bytes.length + 2, 2);
	return Buffer.concat([head, bytes]);
};
const JFIF = segment(0xe0, 'JFIF\0');
const FRAME = segment(0xc2, hex('08 04b0 0640 01 011100'));
/** A table between two scans, in which two bytes look like the end. */
const TABLE = segment(0xc4, hex('10 ff d9 00'));
const SCAN = Buffer.concat([segment(0xda, hex('01 0100 003f00')), hex('3f ff00 d9 ffd0 11')]);
const END = hex('ffd9');

it('[AG11] takes the place, comments and what stands behind the picture out, and nothing of the picture', () => {
	const bare = Buffer.concat([hex('ffd8'), JFIF, FRAME, SCAN, TABLE, SCAN, END]);
	const carried = Buffer.concat([
		...[
			hex('ffd8'),
			JFIF,
			segment(0xe1, 'Exif\0\0GPS 41.1N'),
			segment(0xfe, '布和家'),
			FRAME,
			SCAN
		],
		...[TABLE, segment(0xe2, 'MPF'), SCAN, END, Buffer.from('a film behind it'), END]
	]);
	expect(jpegFits(carried)).toBe(true);
	expect(bareJpeg(carried).equals(bare)).toBe(true);
	expect(bareJpeg(bare).equals(bare)).toBe(true);
	expect(jpegFits(bareJpeg(carried))).toBe(true);
});

it('[K37] and out of a WebP, which then promises none', () => {
	const chunk = (kind: string, body: Buffer | string) => {
		const bytes = Buffer.from(body);
		const head = Buffer.concat([Buffer.from(kind), Buffer.alloc(4)]);
		head.writeUInt32LE(bytes.length, 4);
		return Buffer.concat([head, bytes, Buffer.alloc(bytes.length % 2)]);
	};
	const riff = (...chunks: Buffer[]) => {
		const body = Buffer.concat([Buffer.from('WEBP'), ...chunks]);
		const head = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(4)]);
		head.writeUInt32LE(body.length, 4);
		return Buffer.concat([head, body]);
	};
	const frame = chunk('VP8 ', hex('000000 9d012a 4006 b004 11'));
	const colours = chunk('ICCP', 'colours');
	const canvas = (flags: string) => chunk('VP8X', hex(`${flags} 000000 3f0600 af0400`));
	const carried = riff(
		...[canvas('2c'), colours, frame],
		...[chunk('EXIF', 'GPS 41.1N'), chunk('XMP ', '<布和家>')]
	);
	expect(takenPicture(carried)).toBe('image/webp');
	const bare = barePicture(carried);
	expect(bare.equals(riff(canvas('20'), colours, frame))).toBe(true);
	expect(takenPicture(bare)).toBe('image/webp');
	expect(barePicture(bare).equals(bare)).toBe(true);
});
