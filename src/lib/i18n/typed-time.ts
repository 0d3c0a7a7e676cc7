/**
 * Days and times that people type: with a time of day on the wall clock of the machine that reads them, a day
 * alone by the calendar of the place where meetings are held [Q14].
 */
import { plainDigits, wholeNumberIn } from '#lib/meeting/parse-text.ts';
import { placeZone } from './when.ts';

/** What `<input type="datetime-local">` sends, and what people type where a browser has no such field. */
const WALL_CLOCK =
	/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T|\s{1,3})(\d{1,2})[:：](\d{2})(?:[:：]00(?:\.0{1,3})?)?$/u;

/** Years that a time may lie in. */
const [FIRST_YEAR, LAST_YEAR] = [2000, 2099];

/**
 * The instant at which a wall clock shows this day and time (ms since 1970), in `zone` (IANA name) or this machine's;
 * null where there is no such day or time: 31 February would else become 3 March.
 */
export function wallClockInstant(raw: string, zone?: string): number | null {
	const parts = WALL_CLOCK.exec(plainDigits(raw).trim())?.slice(1).map(Number);
	if (!parts) return null;
	const [year, month, day, hour, minute] = parts as [number, number, number, number, number];
	if (year < FIRST_YEAR || year > LAST_YEAR || hour > 23 || minute > 59) return null;
	const known = new Date(Date.UTC(year, month - 1, day));
	if (known.getUTCMonth() !== month - 1 || known.getUTCDate() !== day) return null;
	if (zone === undefined) return new Date(year, month - 1, day, hour, minute).getTime();
	const shown = Date.UTC(year, month - 1, day, hour, minute);
	// What clocks there show depends on the instant sought: the second look is right beside a change of summer time.
	return shown - aheadOfUtc(shown - aheadOfUtc(shown, zone), zone);
}

/** The instant of a typed day of the place's calendar at `time` (`23:59`), ms since 1970; null where it is none. */
export function dayInstant(day: string, time: string): number | null {
	return wallClockInstant(`${day} ${time}`, placeZone());
}

/** By how many ms the wall clocks of `zone` are ahead of UTC at `instant`. */
function aheadOfUtc(instant: number, zone: string): number {
	const format = new Intl.DateTimeFormat('en-GB', {
		...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
		...({ second: '2-digit', hourCycle: 'h23', timeZone: zone } as const)
	} as Intl.DateTimeFormatOptions);
	const part = Object.fromEntries(
		format.formatToParts(instant).map(({ type, value }) => [type, Number(value)])
	);
	const { year, month, day, hour, minute, second } = part as Record<string, number>;
	return Date.UTC(year!, month! - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}

/** The instant that a script of ours wrote, within the same years; null for anything else. */
export function exactInstant(raw: string): number | null {
	return wholeNumberIn(raw, Date.UTC(FIRST_YEAR, 0), Date.UTC(LAST_YEAR + 1, 0) - 1);
}
