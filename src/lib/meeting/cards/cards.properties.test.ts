/** Whatever several people do to a board at once, everybody sees the same, and nothing is lost. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyMeeting } from '../meeting.ts';
import { fold } from '../evolve.ts';
import type { GroupId } from './cards.ts';
import { CHAIR, CLERK, shown, type Round } from './test-round.ts';
import { columnOf, groupsOf, pointsGiven, stacks } from './view.ts';

const PEOPLE = ['甲', '乙', '丙', '丁', '戊', '己'];

type Step =
	| { do: 'group'; who: number; card: number; to: number }
	| { do: 'many'; cards: number[]; to: number }
	| { do: 'stack'; card: number; onto: number }
	| { do: 'park'; card: number }
	| { do: 'split'; card: number }
	| { do: 'hide'; card: number }
	| { do: 'read'; card: number };

const card = fc.nat(11);
const to = fc.nat(6);
const step: fc.Arbitrary<Step> = fc.oneof(
	fc.record({ do: fc.constant('group' as const), who: fc.nat(7), card, to }),
	fc.record({
		do: fc.constant('many' as const),
		cards: fc.array(card, { minLength: 1, maxLength: 4 }),
		to
	}),
	fc.record({ do: fc.constant('stack' as const), card, onto: fc.nat(12) }),
	fc.record({ do: fc.constant('park' as const), card }),
	fc.record({ do: fc.constant('split' as const), card }),
	fc.record({ do: fc.constant('hide' as const), card }),
	fc.record({ do: fc.constant('read' as const), card })
);

/** Whatever the step says, as one of chair, clerk and six people; wrong ones are refused. */
function take(round: Round, one: Step): void {
	const { cards, groups } = round.board;
	const id = (n: number) => cards[n]?.id ?? 'none';
	const place = (n: number) => (n === 0 ? 'new' : n === 1 ? null : (groups[n - 2]?.id ?? 'none'));
	const who = (n: number) => [...PEOPLE, CHAIR, CLERK][n]!;
	switch (one.do) {
		case 'group':
			round.send(who(one.who), { type: 'cards.group', cards: [id(one.card)], to: place(one.to) });
			return;
		case 'many':
			round.send(CLERK, { type: 'cards.group', cards: one.cards.map(id), to: place(one.to) });
			return;
		case 'stack':
			round.send(CLERK, {
				...{ type: 'cards.stack', card: id(one.card) },
				onto: one.onto > 11 ? null : id(one.onto)
			});
			return;
		case 'park':
			round.send(CHAIR, {
				type: 'cards.park',
				cards: [id(one.card)],
				as: 'parked',
				reason: '再议'
			});
			return;
		case 'split': {
			const part = { text: '一半', stance: 'idea' as const };
			round.send(CLERK, { type: 'cards.split', card: id(one.card), parts: [part, part] });
			return;
		}
		case 'hide':
			round.send(CLERK, { type: 'cards.hide', card: id(one.card), reason: '骂人' });
			return;
		case 'read':
			round.send(CLERK, { type: 'cards.show', card: id(one.card) });
	}
}

it('[K19 K21 C12] grouping by several people converges, replays, and loses no card', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
			const round = shown({ dragAll: true, cards: 2 }, PEOPLE);
			const texts = new Set(round.board.cards.map(({ text }) => text.id));
			for (const one of steps) take(round, one);
			const { board, room } = round;
			expect(fold(emptyMeeting(), room.events)).toEqual(room.state);
			for (const text of texts) expect(board.cards.some((one) => one.text.id === text)).toBe(true);
			expect(board.groups.map(({ id }) => id)).toEqual(board.groups.map((_, n) => `g${n + 1}`));
			const whole = board.cards.filter((one) => !one.split);
			for (const one of whole) {
				const top = whole.find(({ id }) => id === one.under);
				if (one.under) expect(top).toBeDefined();
				if (top) expect([top.under ?? null, one.group ?? null]).toEqual([null, top.group ?? null]);
			}
			const columns = (['loose', 'parked', 'off'] as const).flatMap((name) =>
				columnOf(board, name)
			);
			const all = [...columns, ...groupsOf(board).flatMap((group) => group.stacks)];
			const counted = all.reduce((sum, { under }) => sum + 1 + under.length, 0);
			expect(counted).toBe(whole.length);
			expect(stacks(board).length).toBe(all.length);
		}),
		{ numRuns: 150 }
	);
});

it('[K27 K29 C18] whatever is pressed, dots are those of the people, never more', () => {
	const points = fc.dictionary(
		fc.constantFrom('g1', 'g2', 'g3', 'g4'),
		fc.integer({ min: 0, max: 4 })
	);
	const ballot = fc.record({ who: fc.nat(5), key: fc.nat(7), points });
	fc.assert(
		fc.property(
			fc.array(ballot, { maxLength: 25 }),
			fc.nat(7),
			points,
			fc.constantFrom(0 as const, 1 as const, 2 as const),
			(ballots, people, hall, maxPer) => {
				const round = shown({ maxPer }, PEOPLE);
				for (const { id } of round.board.cards.slice(0, 3)) round.group([id], 'new');
				round.go('dots');
				const last = new Map<string, Record<GroupId, number>>();
				for (const { who, key, points: said } of ballots)
					if (round.weigh(PEOPLE[who]!, said, `ballot-${key}`) === 'ok') last.set(`${key}`, said);
				round.send(CLERK, { type: 'cards.close-phones' });
				const called = round.send(CLERK, { type: 'cards.weigh-hall', people, points: hall });
				expect(round.go('result')).toBe('ok');
				const sum = (one: Record<string, number>) => Object.values(one).reduce((a, b) => a + b, 0);
				const phones = [...last.values()].reduce((all, one) => all + sum(one), 0);
				expect(pointsGiven(round.board)).toBe(phones + (called === 'ok' ? sum(hall) : 0));
				const { ballots: n, people: m } = round.board.weighed!;
				expect(n + m).toBeLessThanOrEqual(PEOPLE.length);
				expect(pointsGiven(round.board)).toBeLessThanOrEqual(3 * (n + m));
			}
		),
		{ numRuns: 150 }
	);
});
