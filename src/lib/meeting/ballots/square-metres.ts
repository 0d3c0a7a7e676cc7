/** Areas: whole numbers of 0.01 ㎡, read and written as square metres. */
import { plainDigits } from '../parse-text.ts';

/** 82.50: an area in 0.01 ㎡ as people write it. */
export function metres(area: number): string {
	const whole = Math.trunc(area / 100);
	return `${whole}.${`${Math.abs(area % 100)}`.padStart(2, '0')}`;
}

/** What somebody wrote as square metres, in 0.01 ㎡; null for everything else, three decimals too. */
export function areaIn(raw: string): number | null {
	// 1,082.50 as spreadsheets group it.
	const plain = plainDigits(raw)
		.trim()
		.replace(/^(\d{1,3}),(\d{3})(?=\.|$)/u, '$1$2');
	const found = /^(\d{1,7})(?:\.(\d{1,2}))?$/u.exec(plain);
	if (!found) return null;
	return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
}
