/** A day that is typed is the same day for everybody; a time of day is one of whoever typed it. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { usualPeriod } from './notice-period.ts';
import { overwriteGetLocale } from './paraglide/runtime.js';
import { dayInstant, wallClockInstant } from './typed-time.ts';
import { formatDate, inputDay, placeZone } from './when.ts';

const SHANGHAI = 'Asia/Shanghai';

/** As on a page that a server there has written. */
function pageOf(zone: string): void {
	vi.stubGlobal('document', { documentElement: { dataset: { zone } } });
	overwriteGetLocale(() => 'zh-Hans');
}

afterEach(() => vi.unstubAllGlobals());

describe('a date without a time is one of the place’s calendar', () => {
	it('[Q14] what is typed in another zone is read as the same day, by whoever reads it', () => {
		pageOf(SHANGHAI);
		const due = dayInstant('2027-05-11', '23:59')!;
		expect(due).toBe(Date.UTC(2027, 4, 11, 15, 59));
		expect([inputDay(due), formatDate(due)]).toEqual(['2027-05-11', '2027年5月11日']);
	});

	it.each([
		['Pacific/Kiritimati', Date.UTC(2027, 4, 10, 10, 0)],
		['Pacific/Pago_Pago', Date.UTC(2027, 4, 11, 11, 0)],
		['Asia/Kathmandu', Date.UTC(2027, 4, 10, 18, 15)]
	])('[Q14] the first minute of a day in %s', (zone, instant) => {
		pageOf(zone);
		expect(placeZone()).toBe(zone);
		expect(dayInstant('2027-05-11', '00:00')).toBe(instant);
		expect(inputDay(instant)).toBe('2027-05-11');
	});

	it('[Q14] days in which clocks change have their first and last minute', () => {
		pageOf('Europe/Berlin');
		for (const day of ['2027-03-28', '2027-10-31'])
			for (const time of ['00:00', '23:59'])
				expect(inputDay(dayInstant(day, time)!), `${day} ${time}`).toBe(day);
		// An hour that clocks leave out is none that they show; it is told as the one they go on with.
		expect(wallClockInstant('2027-03-28 02:30', 'Europe/Berlin')).toBe(
			Date.UTC(2027, 2, 28, 1, 30)
		);
	});

	it('[Q14] the usual days of a notice begin the day after, there', () => {
		pageOf(SHANGHAI);
		// Past midnight in Shanghai, still the tenth in UTC.
		const { from, until } = usualPeriod(Date.UTC(2027, 4, 10, 17, 0), 7);
		expect([from, until]).toEqual([Date.UTC(2027, 4, 11, 16), Date.UTC(2027, 4, 18, 15, 59)]);
	});

	it('a day that is none is none in any zone', () => {
		pageOf(SHANGHAI);
		for (const day of ['2027-02-31', '', '1999-12-31', 'abc'])
			expect(dayInstant(day, '23:59')).toBeNull();
	});
});
