/** What a camera writes beside a picture does not stay. */
import { expect, it } from 'vitest';
import { jpegFits } from './picture-size.ts';
import { bareJpeg } from './picture-metadata.ts';

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
