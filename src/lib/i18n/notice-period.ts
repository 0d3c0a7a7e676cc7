/** The usual days of a notice, by the calendar of the place. */
import type { NoticePeriod } from '#lib/meeting/outcomes/outcomes.ts';
import { dayInstant } from './typed-time.ts';
import { inputDay } from './when.ts';

const DAY = 24 * 3_600_000;

/** From the day after `at` on, so many days (S1.31). Noon is on the same day in every zone that has summer time. */
export function usualPeriod(at: number, days: number): NoticePeriod {
	const noon = dayInstant(inputDay(at), '12:00')!;
	const day = (n: number, time: string) => dayInstant(inputDay(noon + n * DAY), time)!;
	return { from: day(1, '00:00'), until: day(days, '23:59') };
}
