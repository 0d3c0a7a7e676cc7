/** The usual days of a notice, on the wall clock of whoever publishes it. */
import type { NoticePeriod } from '#lib/meeting/outcomes/outcomes.ts';
import { wallClockInstant } from './typed-time.ts';
import { inputTime } from './when.ts';

const DAY = 24 * 3_600_000;

/** From the day after `at` on, so many days (S1.31). Noon is on the same day in every zone that has summer time. */
export function usualPeriod(at: number, days: number): NoticePeriod {
	const noon = wallClockInstant(`${inputTime(at).slice(0, 10)} 12:00`)!;
	const day = (n: number, time: string) =>
		wallClockInstant(`${inputTime(noon + n * DAY).slice(0, 10)} ${time}`)!;
	return { from: day(1, '00:00'), until: day(days, '23:59') };
}
