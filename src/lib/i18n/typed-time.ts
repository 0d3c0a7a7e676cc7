/** Days and times that people type, on the wall clock of the machine that reads them. */
import { plainDigits, wholeNumberIn } from '#lib/meeting/parse-text.ts';

/** What `<input type="datetime-local">` sends, and what people type where a browser has no such field. */
const WALL_CLOCK =
	/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:T|\s{1,3})(\d{1,2})[:：](\d{2})(?:[:：]00(?:\.0{1,3})?)?$/u;

/** Years that a time may lie in. */
const [FIRST_YEAR, LAST_YEAR] = [2000, 2099];

/**
 * The instant at which the wall clock shows this day and time, in this machine's zone (ms since 1970); null
 * where there is no such day or time: 31 February would else become 3 March.
 */
export function wallClockInstant(raw: string): number | null {
	const parts = WALL_CLOCK.exec(plainDigits(raw).trim())?.slice(1).map(Number);
	if (!parts) return null;
	const [year, month, day, hour, minute] = parts as [number, number, number, number, number];
	if (year < FIRST_YEAR || year > LAST_YEAR || hour > 23 || minute > 59) return null;
	const known = new Date(Date.UTC(year, month - 1, day));
	if (known.getUTCMonth() !== month - 1 || known.getUTCDate() !== day) return null;
	return new Date(year, month - 1, day, hour, minute).getTime();
}

/** The instant that a script of ours wrote, within the same years; null for anything else. */
export function exactInstant(raw: string): number | null {
	return wholeNumberIn(raw, Date.UTC(FIRST_YEAR, 0), Date.UTC(LAST_YEAR + 1, 0) - 1);
}
