/** Numbers in words where a language says them so: 第五项, not 第5项. */
import { getLocale } from './paraglide/runtime.js';

const HAN = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** The number of an agenda item as people say it: 第二项, but 第2.1项. */
export function itemOrdinal(number: string): string {
	return /^\d+$/.test(number) ? ordinal(Number(number)) : number;
}

/** 1 to 99 as a word in Chinese; digits elsewhere and beyond. */
export function ordinal(n: number): string {
	if (getLocale() === 'en' || n < 1 || n > 99) return String(n);
	const tens = Math.floor(n / 10);
	const head = tens === 0 ? '' : tens === 1 ? '十' : HAN[tens]! + '十';
	return head + HAN[n % 10]!;
}
