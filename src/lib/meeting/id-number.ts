/** Numbers of identity cards, which are kept nowhere, wherever somebody types one [S3]. */
import { normalized } from './words.ts';

/** 18 or 15 digits of an identity card, in whatever width and grouping. */
export function hasIdNumber(cell: string): boolean {
	const digits = plainDigits(normalized(cell, 'NFKC')).replace(/(\d)[\s\-–—.·]+(?=[\dXx])/gu, '$1');
	if (/(?:^|\D)\d{17}[\dXx](?!\d)/u.test(digits)) return true;
	const short = /(?:^|\D)[1-8]\d{5}\d{2}(\d{2})(\d{2})\d{3}(?!\d)/u.exec(digits);
	if (!short) return false;
	const [month, day] = [Number(short[1]), Number(short[2])];
	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** A long run of 三七〇一 is 3701; alone such a sign is part of a name. */
function plainDigits(text: string): string {
	return text.replace(/[〇零一二三四五六七八九]{15,}/gu, (run) =>
		run.replaceAll('零', '〇').replace(/./gu, (sign) => `${CHINESE_DIGITS.indexOf(sign)}`)
	);
}
const CHINESE_DIGITS = '〇一二三四五六七八九';
