/** 会场检查: who is counted, and for how long. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Links } from './auth/links.ts';
import { VenueChecks } from './venue-checks.ts';

const TIMES = { openMs: 800, thereAndBackMs: 30 };

const dir = mkdtempSync(join(tmpdir(), 'yitang-venue-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function checks() {
	const clock = { now: 1_000_000_000_000 };
	const links = new Links(dir);
	return { clock, venue: new VenueChecks({ links, now: () => clock.now }) };
}

test('each phone is counted once, however often it tells; the key opens nothing else', () => {
	const { venue } = checks();
	const key = venue.open('m1');
	expect(venue.open('m1'), 'the page is loaded again').toBe(key);
	expect(venue.open('m2')).not.toBe(key);
	expect([venue.tell(key, 'a', TIMES), venue.tell(key, 'b', TIMES)]).toEqual([1, 2]);
	expect(venue.tell(key, 'a', { ...TIMES, openMs: 400 })).toBe(1);
	expect(venue.phones(key)).toEqual([{ ...TIMES, openMs: 400 }, TIMES]);
	expect([venue.isOpen('made-up'), venue.tell('made-up', 'a', TIMES)]).toEqual([false, null]);
	venue.clear(key);
	expect(venue.phones(key)).toEqual([]);
});

test('a check ends after a day; of many the last ones stay, and a flood is not counted', () => {
	const { clock, venue } = checks();
	const key = venue.open('m1');
	for (let n = 0; n < 400; n += 1) venue.tell(key, `phone ${n}`, TIMES);
	expect(venue.phones(key)).toHaveLength(300);
	for (let n = 0; n < 60; n += 1) venue.open(`other ${n}`);
	expect(venue.isOpen(key)).toBe(false);
	const again = venue.open('m1');
	clock.now += 24 * 3_600_000;
	expect(venue.isOpen(again)).toBe(false);
});
