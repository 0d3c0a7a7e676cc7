/** Times say the zone they are asked in, else the one the process has taken on. */
import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from './paraglide/runtime.js';

/** 2026-04-11, half past two in the afternoon in Shanghai. */
const AT = Date.UTC(2026, 3, 11, 6, 30);
/** A second before the new year there; Berlin has seven hours to go. */
const SILVESTER = Date.UTC(2026, 11, 31, 15, 59, 59);
const { TZ } = process.env;
let starts = 0;

afterEach(() => {
	if (TZ === undefined) delete process.env.TZ;
	else process.env.TZ = TZ;
});

/** The words as a process of that zone, or somebody's browser, says them. */
async function started(
	locale: 'en' | 'zh-Hans',
	timeZone: string
): Promise<typeof import('./when.ts')> {
	process.env.TZ = timeZone;
	overwriteGetLocale(() => locale);
	return import(`./when.ts?${(starts += 1)}`);
}

describe('a process says the time of its own zone', () => {
	it.each([
		['UTC', '06:30', '2026-04-11T06:30'],
		['Asia/Shanghai', '14:30', '2026-04-11T14:30']
	])('in %s', async (timeZone, time, input) => {
		const { inputTime, formatTime, formatWhen } = await started('zh-Hans', timeZone);
		expect(formatTime(AT)).toBe(time);
		expect(formatWhen(AT, AT)).toBe(`4月11日星期六 ${time}`);
		expect(inputTime(AT)).toBe(input);
	});

	it('and of another where it is asked to, the year by the calendar there', async () => {
		const { inZone, formatWhen } = await started('en', 'UTC');
		const later = SILVESTER + 1000;
		const said = (zone: string) => inZone(zone, () => formatWhen(later, SILVESTER));
		expect(said('Asia/Shanghai')).toMatch(/2027.*00:00/);
		expect(said('Europe/Berlin')).not.toMatch(/2026|2027/);
	});
});
