/** What holds of the order after any history: hands, calls, moves, lost lines, undone steps. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../evolve.ts';
import { getOwn } from '../get-own.ts';
import { emptyMeeting } from '../meeting.ts';
import type { TestRoom } from '../test-room.ts';
import type { Place } from './speaking-order.ts';
import { presetOf, PRESETS, type RulePreset } from './presets.ts';
import { isOfRound, STANCES, type Entry, type ReasonCode } from './queue.ts';
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
	{
		weight: 3,
		arbitrary: fc.record({ do: fc.constantFrom('speak', 'call', 'interrupt'), seat: someone })
	},
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
			// Whoever was interrupted goes on before another is called.
			if (world.state.queue.interrupted && first.entry.stance !== 'order') return;
			call(world);
			if (one.do === 'call') return;
			start(world);
			world.pass(5000);
			end(world);
			return;
		case 'interrupt':
			if (first)
				world.send('chair', { type: 'queue.interrupt', item: 'i1', expect: first.entry.id });
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

/** What is known of a place: who stands before and after it by the rules, and what was heard before. */
interface Around {
	world: TestRoom;
	place: Place;
	before: Place[];
	after: Place[];
	/** The side or view that was called or heard last before this place. */
	last: string | null;
}

const ruled = ({ reasons }: Place): boolean =>
	!reasons.some(({ code }) => code === 'moved-by-chair' || code === 'point-of-order');
const earlier = (one: Place, other: Place, { world }: Around): boolean => {
	const joined = world.state.queue.entries.map(({ id }) => id);
	const byTime = one.entry.requestedAt - other.entry.requestedAt;
	return (byTime || joined.indexOf(one.entry.id) - joined.indexOf(other.entry.id)) < 0;
};
const official = ({ entry }: Place, { world }: Around): boolean =>
	world.state.roll.seats[entry.seat]!.official;

function sideOf(world: TestRoom, { stance, side }: Entry): string | null {
	if (rulesOf(world.state).alternate === 'strict') return stance === 'side' ? side : null;
	return stance === 'for' || stance === 'against' ? stance : null;
}
const opposite = (one: Place, other: Place, { world }: Around): boolean => {
	const [a, b] = [sideOf(world, one.entry), sideOf(world, other.entry)];
	return a !== null && b !== null && a !== b;
};
/** Turns that count, on this item; in a round of the table, in that round. Who speaks now has had one. */
function turns({ world, place: { entry } }: Around): number {
	const { queue } = world.state;
	const now = queue.interrupted ?? queue.speaker;
	const speaks =
		now && now.entry.seat === entry.seat && now.entry.stance !== 'order' && !now.response;
	return (getOwn(queue.counts, entry.seat) ?? 0) + (speaks ? 1 : 0);
}

/** What each reason claims; the compiler asks for every one. */
const CLAIMS: Record<ReasonCode, (around: Around) => boolean> = {
	'point-of-order': ({ place, before }) =>
		place.entry.stance === 'order' && before.every(({ entry }) => entry.stance === 'order'),
	'moved-by-chair': ({ place }) => place.entry.moved !== null,
	alternation: (around) => {
		const { world, place, after, last } = around;
		return (
			last !== null &&
			last !== sideOf(world, place.entry) &&
			after.some((one) => opposite(one, place, around) && earlier(one, place, around))
		);
	},
	'gave-way': (around) =>
		around.before.some(
			(one) => opposite(one, around.place, around) && earlier(around.place, one, around)
		),
	'side-turn': ({ world, place, last }) => last !== null && last !== sideOf(world, place.entry),
	'other-side-passes': (around) => {
		const { world, place, after, last } = around;
		return (
			last === sideOf(world, place.entry) && !after.some((one) => opposite(one, place, around))
		);
	},
	'residents-first': (around) =>
		!official(around.place, around) &&
		around.after.some((one) => official(one, around) && earlier(one, around.place, around)),
	'after-residents': (around) =>
		official(around.place, around) &&
		around.before.some((one) => !official(one, around) && earlier(around.place, one, around)),
	'first-time': (around) => turns(around) === 0,
	'second-turn': (around) => {
		const said = around.place.reasons.find(({ code }) => code === 'second-turn')!;
		return said.n === turns(around) + 1 && said.n > 1;
	},
	listed: ({ place }) => place.entry.stance === 'statement',
	question: (around) => {
		const { place, before } = around;
		const asks = ({ entry }: Place) => entry.stance === 'ask' || entry.stance === 'add';
		const tier = (one: Place) => `${official(one, around)} ${one.turn > 1}`;
		return (
			asks(place) &&
			before
				.filter((one) => asks(one) && tier(one) === tier(place))
				.every((one) => earlier(one, place, around))
		);
	},
	round: (around) => {
		const { world, place, before } = around;
		const no = ({ entry }: Place) => world.state.roll.seats[entry.seat]!.no;
		const sitting = before.filter(
			({ entry }) => isOfRound(entry) && entry.requestedAt === place.entry.requestedAt
		);
		return isOfRound(place.entry) && sitting.every((one) => no(one) < no(place));
	},
	arrival: (around) => around.before.every((one) => earlier(one, around.place, around)),
	away: ({ place }) => place.entry.awayAt !== null,
	'turns-used': (around) => {
		const rules = rulesOf(around.world.state);
		return rules.limitPer === 'side' || turns(around) >= (rules.maxTurns ?? Infinity);
	},
	'asked-by-chair': () => false
};

function aroundOf(world: TestRoom, place: Place): Around {
	const { queue } = world.state;
	const strict = rulesOf(world.state).alternate === 'strict';
	const all = callable(world);
	const at = all.indexOf(all.find(({ entry }) => entry.id === place.entry.id)!);
	let last: string | null = strict ? queue.lastSide : queue.lastStance;
	const called = all.slice(0, Math.max(0, at)).map(({ entry }) => entry);
	// Whose turn stands for a point of order has it still [Q45].
	const has = queue.interrupted ?? queue.speaker;
	const floor = has && !has.response ? [has.entry] : [];
	for (const entry of [...floor, ...called]) last = sideOf(world, entry) ?? last;
	return {
		world,
		place,
		before: at < 0 ? [] : all.slice(0, at).filter((one) => ruled(one) || !ruled(place)),
		after: at < 0 ? [] : all.slice(at + 1).filter(ruled),
		last
	};
}

describe('each reason, against the history and the order that it speaks of', () => {
	it('[Q18] is true after any history', () => {
		check((world) => {
			for (const place of places(world))
				for (const { code } of place.reasons) {
					const around = aroundOf(world, place);
					const { entry, reasons } = place;
					expect({ code, true: CLAIMS[code](around), entry, reasons }).toMatchObject({
						true: true
					});
				}
		});
	});
});
