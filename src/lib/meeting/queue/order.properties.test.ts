/** What holds of the order after any history: hands, calls, moves, lost lines, undone steps. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../evolve.ts';
import { emptyMeeting } from '../meeting.ts';
import type { TestRoom } from '../test-room.ts';
import type { Place } from './order.ts';
import { presetOf, PRESETS, type RulePreset } from './presets.ts';
import { STANCES } from './queue.ts';
import { call, discussion, end, places, start, waiting } from './test-discussion.ts';
import { myPlace } from './view.ts';
import { rulesOf } from './waiting.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const RULES: RulePreset[] = [
	...PRESETS,
	{ ...presetOf('twelve-rules')!, residentsFirst: true },
	{ ...presetOf('mediation')!, firstSpeakersFirst: true, maxTurns: null }
];

const someone = fc.constantFrom(...IDS);
const step = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.record({
			do: fc.constant('raise'),
			seat: someone,
			stance: fc.constantFrom(...STANCES)
		})
	},
	{ weight: 3, arbitrary: fc.record({ do: fc.constantFrom('speak', 'call'), seat: someone }) },
	{
		weight: 1,
		arbitrary: fc.record({
			do: fc.constantFrom('withdraw', 'move', 'away', 'back', 'undo', 'round', 'pass', 'wait'),
			seat: someone,
			place: fc.nat(9)
		})
	}
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
const history = fc.record({
	rules: fc.constantFrom(...RULES),
	steps: fc.array(step, { maxLength: 40 })
});

function lived(rules: RulePreset, steps: readonly Step[], moves = true): TestRoom {
	const world = discussion(
		IDS.map((id, i) => ({
			id,
			channel: i % 2 ? 'online' : 'hall',
			official: i % 3 === 0,
			...(i < 6 ? { side: i % 2 ? 'b' : 'a' } : {})
		})),
		rules
	);
	for (const one of steps) {
		if (moves || one.do !== 'move') live(world, one);
		// Every history is honest about its own rules: nobody stands twice.
		const hands = world.state.queue.entries.map((e) => `${e.seat} ${e.stance === 'order'}`);
		expect(new Set(hands).size).toBe(hands.length);
	}
	return world;
}

/** One step; a refusal is a step too. */
function live(world: TestRoom, one: Step): void {
	const { seat } = one;
	const first = places(world)[0];
	const speaker = world.state.queue.speaker?.entry.id ?? 'nobody';
	switch (one.do) {
		case 'raise':
			// Some hands go up in the same millisecond.
			if (world.events.length % 3) world.pass(1000);
			if ('stance' in one)
				world.send(seat, { type: 'queue.join', seat, item: 'i1', stance: one.stance });
			return;
		case 'call':
		case 'speak':
			if (!first || first.before === null) return;
			call(world);
			if (one.do === 'call') return;
			start(world);
			world.pass(5000);
			end(world);
			return;
		case 'withdraw':
			world.send(seat, { type: 'queue.withdraw', seat, item: 'i1' });
			return;
		case 'move': {
			const mine = places(world).find(({ entry }) => entry.seat === seat);
			if (mine && 'place' in one)
				world.send('chair', { type: 'queue.move', entry: mine.entry.id, place: one.place });
			return;
		}
		case 'away':
			world.send('clock', { type: 'queue.away', seat });
			return;
		case 'back':
			world.send('clock', { type: 'queue.back', seat });
			return;
		case 'undo':
			world.send('chair', { type: 'queue.undo', at: world.state.queue.undo?.at ?? 0 });
			return;
		case 'round':
			world.send('chair', {
				type: 'queue.next-round',
				item: 'i1',
				round: world.state.queue.round + 1
			});
			return;
		case 'pass':
			world.send('chair', { type: 'queue.pass', entry: speaker });
			return;
		case 'wait':
			world.pass(20_000);
	}
}

function check(property: (world: TestRoom) => void, moves = true): void {
	fc.assert(
		fc.property(history, ({ rules, steps }) => property(lived(rules, steps, moves))),
		{ numRuns: 150 }
	);
}

const callable = (world: TestRoom): Place[] =>
	places(world).filter(({ before }) => before !== null);

describe('after any history', () => {
	it('[Q18] everybody waiting has one place and a reason for it', () => {
		check((world) => {
			const all = places(world);
			const { entries } = world.state.queue;
			expect(all.map(({ entry }) => entry.id).sort()).toEqual(entries.map(({ id }) => id).sort());
			expect(callable(world).map(({ before }) => before)).toEqual(callable(world).map((_, i) => i));
			for (const { reasons } of all) expect(reasons.length).toBeGreaterThan(0);
		});
	});

	it('[Q18] [Q19] the place shown is the number of calls until one’s own, and nobody starves', () => {
		check((world) => {
			// Whoever was called but never starts would change what was counted on.
			if (world.state.queue.speaker) {
				if (world.state.queue.speaker.startedAt === null) start(world);
				end(world);
			}
			const expected = waiting(world);
			for (const [before, seat] of expected.entries()) {
				const mine = myPlace(world.state, seat);
				if (mine.at === 'waiting') expect(mine.before).toBeLessThanOrEqual(before);
			}
			const called: string[] = [];
			while (callable(world).length > 0) {
				called.push(call(world));
				start(world);
				world.pass(1000);
				end(world);
			}
			expect(called).toEqual(expected);
		});
	});

	it('[Q18] what is shown while somebody speaks holds when they have spoken', () => {
		check((world) => {
			if (!world.state.queue.speaker) return;
			const shown = places(world);
			if (world.state.queue.speaker.startedAt === null) start(world);
			end(world);
			expect(places(world)).toEqual(shown);
		});
	});

	it('[Q13] never two of one side in a row while the other waits in the same tier', () => {
		check((world) => {
			const rules = rulesOf(world.state);
			if (rules.alternate === 'no') return;
			const { lastSide, lastStance, speaker } = world.state.queue;
			const strict = rules.alternate === 'strict';
			const sideOf = ({ entry }: Pick<Place, 'entry'>): string | null => {
				if (strict) return entry.stance === 'side' ? entry.side : null;
				return entry.stance === 'for' || entry.stance === 'against' ? entry.stance : null;
			};
			const tier = ({ entry, turn }: Place): string => {
				const official = rules.residentsFirst && world.state.roll.seats[entry.seat]!.official;
				return strict ? '' : `${official} ${rules.firstSpeakersFirst && turn > 1}`;
			};
			let last: string | null = strict ? lastSide : lastStance;
			if (speaker && !speaker.response) last = sideOf(speaker) ?? last;
			const all = callable(world);
			all.forEach((place, i) => {
				const side = sideOf(place);
				if (side === null) return;
				const other = all
					.slice(i + 1)
					.some((later) => (sideOf(later) ?? side) !== side && tier(later) === tier(place));
				expect(side === last && other).toBe(false);
				last = side;
			});
		}, false);
	});

	it('[Q10] of two with the same stance in the same tier, who came first goes first', () => {
		check((world) => {
			const rules = rulesOf(world.state);
			const joined = world.state.queue.entries.map(({ id }) => id);
			const kind = ({ entry, turn }: Place): string => {
				const official = rules.residentsFirst && world.state.roll.seats[entry.seat]!.official;
				const later = rules.firstSpeakersFirst && turn > 1;
				return `${entry.stance} ${entry.side} ${official} ${later}`;
			};
			const by = new Map<string, Place[]>();
			for (const place of callable(world))
				by.set(kind(place), [...(by.get(kind(place)) ?? []), place]);
			for (const [, same] of by) {
				const byArrival = [...same].sort(
					(a, b) =>
						a.entry.requestedAt - b.entry.requestedAt ||
						joined.indexOf(a.entry.id) - joined.indexOf(b.entry.id)
				);
				expect(same).toEqual(byArrival);
			}
		}, false);
	});

	it('[Q11] points of order that the chair has not moved come first', () => {
		check((world) => {
			const points = callable(world).map(({ entry }) => entry.stance === 'order');
			expect(points.lastIndexOf(true)).toBe(points.filter(Boolean).length - 1);
		}, false);
	});

	it('[Q33] replay gives the same queue and the same order', () => {
		check((world) => {
			const events = JSON.parse(JSON.stringify(world.events)) as TestRoom['events'];
			const again = fold(emptyMeeting(), events);
			expect(again).toEqual(world.state);
			expect(waiting({ ...world, state: again } as TestRoom)).toEqual(waiting(world));
		});
	});

	it('[Q16] the order that the chair’s move writes down is the order that comes', () => {
		check((world) => {
			const first = places(world)[0];
			if (!first || first.before === null) return;
			const move = { type: 'queue.move', entry: first.entry.id, place: 2 } as const;
			const [fact] = world.do('chair', move);
			if (fact?.type !== 'queue.moved') throw new Error(fact?.type);
			expect(callable(world).map(({ entry }) => entry.id)).toEqual(fact.body.order);
			expect(fact.body.order[fact.body.place]).toBe(first.entry.id);
		});
	});
});
