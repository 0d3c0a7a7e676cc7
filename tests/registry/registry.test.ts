/** What a slice costs: one line in each list, and the compiler says what it lacks. */
import { describe, expect, it } from 'vitest';
import { faults, read, SHARED, withBell } from './overlay.ts';

const BELL = 'src/lib/meeting/bell';
const PAPER = 'server/export/papers/bell.ts';
const LISTED = 'src/lib/i18n/listed';
const LISTS = Object.keys(SHARED);

/** The first to come reads and checks the whole meeting, on a machine that does other things too, ms. */
const WHOLE = 180_000;

it(
	'a slice with all that a slice may have is one line more in each list',
	() => {
		const whole = withBell();
		expect(faults(whole)).toEqual([]);
		for (const path of LISTS) {
			const more = whole[path]!.split('\n').length - read(path).split('\n').length;
			// The line itself, and its import.
			expect(more, path).toBe(2);
		}
	},
	WHOLE
);

it(
	'the compiler misses it where it stands in no list',
	() => {
		const overlay = {
			...withBell(),
			...Object.fromEntries(LISTS.map((path) => [path, read(path)]))
		};
		const found = faults(overlay, LISTS);
		for (const path of LISTS) {
			const here = found.filter((fault) => fault.startsWith(`${path}: `)).join('\n');
			expect(here, path).toContain("Property 'bell' is missing");
		}
	},
	WHOLE
);

describe('does not compile', () => {
	/** The slice with everything wrong at once: each is found in a place of its own. */
	const overlay = withBell();
	const spoil = (path: string, before: string, after: string) => {
		expect(overlay[path]).toContain(before);
		overlay[path] = overlay[path]!.replace(before, after);
	};
	spoil(`${BELL}/rules.ts`, "'bell.ring': { self: SPEAKERS, helped: true }", '');
	spoil(`${BELL}/bell.ts`, "{ type: 'bell.rung'; body", "{ type: 'ring.rung'; body");
	spoil(`${BELL}/bell.ts`, 'rung: number;', 'rung: number; by?: SeatId;');
	for (const file of ['refusals.js', 'facts.js'])
		overlay[`${LISTED}/${file}`] = read(`${LISTED}/${file}`);
	spoil(`${BELL}/panels.ts`, "at: 'phone-action'", "at: 'phone-somewhere'");
	spoil(`${BELL}/record-page.ts`, 'bell: { spoken', 'rung: { spoken');
	spoil(PAPER, 'told: ({ bell }) => bell,', '');
	const files = [
		...['rules', 'bell', 'panels', 'record-page'].map((name) => `${BELL}/${name}.ts`),
		PAPER
	];
	const found = faults(overlay, [...files, 'src/lib/i18n/refusal.ts', 'src/lib/i18n/fact.ts']);

	it.each([
		['a missing permission', `${BELL}/rules.ts`, /bell\.ring"?' is missing/],
		['a misnamed event', `${BELL}/bell.ts`, /must begin with the name of its slice/],
		['a field nobody decided about', `${BELL}/rules.ts`, /'by' is missing/],
		['a refusal without words', 'src/lib/i18n/refusal.ts', /'refusal_bell_broken' is missing/],
		['a fact without words', 'src/lib/i18n/fact.ts', /'bell' is missing/],
		['a panel at no place', `${BELL}/panels.ts`, /'"phone-somewhere"' is not assignable/],
		['a fact on the page that is none', `${BELL}/record-page.ts`, /'rung' does not exist/],
		['data that nobody gives', PAPER, /'told' is missing/]
	])('%s', (_what, path, fault) => {
		expect(found.filter((one) => one.startsWith(path)).join('\n')).toMatch(fault);
	});
});
