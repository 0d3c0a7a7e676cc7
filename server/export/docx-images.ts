/** Pictures in the Word document: boards, names as they were written, photographs of signed sheets. */
import { ImageRun, LineRuleType, Paragraph } from 'docx';
import { twips } from './docx-styles.ts';
import type { Block } from './paper.ts';
import type { Png } from './picture/png.ts';

export type PhotoBlock = Extract<Block, { is: 'photo' }>;
/** What is drawn as pixels first. */
export type PictureBlock = Extract<Block, { is: 'picture' | 'qr' | 'signature' }>;

/** The text of a page, pixels at 96 an inch. */
const WIDE = (twips(156) / 1440) * 96;

/** The board as wide as the text, at what printers show of it. */
export function picture(
	{ alt }: PictureBlock & { is: 'picture' },
	{ bytes, width, height }: Png
): Paragraph {
	const transformation = { width: WIDE, height: (WIDE * height) / width };
	return imageOf(alt, { type: 'png', data: bytes, transformation });
}

/** On paper, pixels at 96 an inch: 53 by 21 mm. */
const SIGNED = { width: 200, height: 80 };

/** The name as it was written. */
export function signature({ alt }: PictureBlock & { is: 'signature' }, { bytes }: Png): Paragraph {
	return imageOf(alt, { type: 'png', data: bytes, transformation: SIGNED });
}

/** A photograph as wide as the text, and no higher than two thirds of the page. */
export function photo({ alt, jpeg, width, height }: PhotoBlock): Paragraph {
	const scale = Math.min(WIDE / width, 640 / height);
	const transformation = { width: width * scale, height: height * scale };
	return imageOf(alt, { type: 'jpg', data: Buffer.from(jpeg, 'base64'), transformation });
}

function imageOf(
	alt: string,
	image: {
		type: 'png' | 'jpg';
		data: Uint8Array;
		transformation: { width: number; height: number };
	}
): Paragraph {
	return new Paragraph({
		style: 'Gap',
		spacing: { line: 240, lineRule: LineRuleType.AUTO, before: 120, after: 160 },
		children: [new ImageRun({ ...image, altText: { name: alt, title: alt, description: alt } })]
	});
}
