/**
 * Times in words, in the language now shown. On a screen in the reader's own time zone; on the server in
 * that of the place (TIME_ZONE, which the process takes on before it writes anything). What one writes
 * for others to read elsewhere says which zone (`inZone`). A date without a time is one of the place's
 * calendar wherever it is read: a deadline is the same day for everybody [Q14].
 */
import { getLocale } from './paraglide/runtime.js';

const TAGS = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-GB' } as const;

let zone: string | undefined;

/** Writes times of one zone (IANA name) while `write` runs, which must not wait for anything. */
export function inZone<T>(name: string, write: () => T): T {
	const before = zone;
	zone = name;
	try {
		return write();
	} finally {
		zone = before;
	}
}

/** The zone of the place where meetings are held (IANA name): a page has it from the server that wrote it. */
export function placeZone(): string {
	return writtenZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** What the page says; undefined where this process is the place's own. */
function writtenZone(): string | undefined {
	if (typeof document === 'undefined') return undefined;
	return document.documentElement.dataset.zone || undefined;
}

/** Day and time: 4月11日 星期六 14:30. The year only where it is not `now`'s. */
export function formatWhen(at: number, now = Date.now()): string {
	const sameYear = format(at, { year: 'numeric' }) === format(now, { year: 'numeric' });
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

/** The day with its year and weekday: 2026年4月11日星期六. */
export function formatDay(at: number): string {
	return format(at, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' });
}

/** The day with its year alone, of the place's calendar: 2026年4月11日. */
export function formatDate(at: number): string {
	return format(
		at,
		{ year: 'numeric', month: getLocale() === 'en' ? 'short' : 'long', day: 'numeric' },
		zone ?? writtenZone()
	);
}

/** Only the day of the year: 4月11日. */
export function formatMonthDay(at: number): string {
	return format(at, { month: getLocale() === 'en' ? 'short' : 'long', day: 'numeric' });
}

/** Only the time: 14:30. */
export function formatTime(at: number): string {
	return format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** `2026-04-11 14:30:05`, the same in every language, for lists that programs sort. */
export function formatStamp(at: number): string {
	const parts = new Intl.DateTimeFormat('sv-SE', {
		...{ year: 'numeric', month: '2-digit', day: '2-digit' },
		...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
		...(zone === undefined ? {} : { timeZone: zone })
	} as Intl.DateTimeFormatOptions);
	return parts.format(at);
}

/** `2026-04-11T14:30` for `<input type="datetime-local">`. */
export function inputTime(at: number): string {
	const local = new Date(at);
	const two = (n: number) => String(n).padStart(2, '0');
	const day = [local.getFullYear(), two(local.getMonth() + 1), two(local.getDate())].join('-');
	return `${day}T${two(local.getHours())}:${two(local.getMinutes())}`;
}

/** `2026-04-11` for `<input type="date">`, of the place's calendar. */
export function inputDay(at: number): string {
	const parts = {
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		timeZone: placeZone()
	} as const;
	return new Intl.DateTimeFormat('sv-SE', parts).format(at);
}

/** Making one takes longer than writing a hundred times with it. */
const formats = new Map<string, Intl.DateTimeFormat>();
/** And writing takes longer than the line it stands in: a long record says the same minute many times. */
const written = new Map<string, string>();
const KEPT = 2000;
const MINUTE = 60_000;

/** `how` tells no seconds. */
function format(at: number, how: Intl.DateTimeFormatOptions, timeZone = zone): string {
	const tag = TAGS[getLocale()];
	const key = `${tag} ${timeZone} ${JSON.stringify(how)}`;
	const moment = `${key} ${Math.floor(at / MINUTE)}`;
	const known = written.get(moment);
	if (known !== undefined) return known;
	let made = formats.get(key);
	if (!made) formats.set(key, (made = new Intl.DateTimeFormat(tag, { timeZone, ...how })));
	const text = made.format(at);
	if (written.size >= KEPT) written.clear();
	written.set(moment, text);
	return text;
}
