/**
 * Areas, money and factors: whole numbers of a hundredth (0.01 ㎡, 0.01 元, 0.01), read and written with two
 * decimals. Nothing is ever rounded.
 */
import { plainDigits } from '../parse-text.ts';

/** 82.50: an area in 0.01 ㎡ as people write it. */
export function metres(area: number): string {
	return `${Math.trunc(area / 100)}.${decimals(area)}`;
}

/** 26,000, or 26,000.50: money in 0.01 元 as people write it. */
export function yuan(amount: number): string {
	const whole = Math.trunc(amount / 100).toLocaleString('en');
	return amount % 100 === 0 ? whole : `${whole}.${decimals(amount)}`;
}

/** What somebody wrote as square metres, in 0.01 ㎡; null for everything else, three decimals too. */
export function areaIn(raw: string): number | null {
	return hundredthsIn(raw, 7);
}

/** What somebody wrote as yuan, in 0.01 元; null for everything else. */
export function yuanIn(raw: string): number | null {
	return hundredthsIn(raw.replace(/^\s*[¥￥]|元\s*$/gu, ''), 9);
}

/** What somebody wrote as the factor of a floor, in hundredths; null for everything else. */
export function factorIn(raw: string): number | null {
	return hundredthsIn(raw, 4);
}

function decimals(hundredths: number): string {
	return `${Math.abs(hundredths % 100)}`.padStart(2, '0');
}

/** `digits`: at most so many before the point. */
function hundredthsIn(raw: string, digits: number): number | null {
	// 1,082.50 as spreadsheets group it.
	const typed = plainDigits(raw).trim();
	const plain = /^\d{1,3}(?:,\d{3})+(?:\.|$)/u.test(typed) ? typed.replaceAll(',', '') : typed;
	const found = /^(\d+)(?:\.(\d{1,2}))?$/u.exec(plain);
	if (!found || found[1]!.length > digits) return null;
	return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
}
