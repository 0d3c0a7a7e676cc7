/** Times in words, in the language now shown and the reader's own time zone. */
import { getLocale } from './paraglide/runtime.js';

const TAGS = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-GB' } as const;

/** Day and time: 4月11日 星期六 14:30. The year only where it is not `now`'s. */
export function sayWhen(at: number, now = Date.now()): string {
	const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
	return format(at, {
		...(sameYear ? {} : { year: 'numeric' }),
		month: getLocale() === 'en' ? 'short' : 'long',
		day: 'numeric',
		weekday: getLocale() === 'en' ? 'short' : 'long',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	});
}

/** Only the time: 14:30. */
export function sayTime(at: number): string {
	return format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** `2026-04-11T14:30` for `<input type="datetime-local">`. */
export function inputTime(at: number): string {
	const local = new Date(at);
	const two = (n: number) => String(n).padStart(2, '0');
	const day = [local.getFullYear(), two(local.getMonth() + 1), two(local.getDate())].join('-');
	return `${day}T${two(local.getHours())}:${two(local.getMinutes())}`;
}

function format(at: number, how: Intl.DateTimeFormatOptions): string {
	return new Intl.DateTimeFormat(TAGS[getLocale()], how).format(at);
}
