import { formatTurnout } from '#lib/i18n/cards-written.ts';
import { describe, expect, it } from 'vitest';
import { due } from '../../due.ts';
import { changedSubjects, factsOf, subjectsOf } from '../../facts.ts';
import type { MeetingEvent } from '../../registry.ts';
import { upcast } from '../../upcast.ts';
import { askedNow, statementsOf } from '../common-ground/asked-statements.ts';
import { deskPress } from '../desk.ts';
import { EMPTY_BOARD } from '../hidden.ts';
import { CHAIR, CLERK, shown, type Round } from '../test-round.ts';
import { trail } from '../own/trail.ts';
import { budget, weighed } from './weigh.ts';
import { pointsGiven, ranking, usualDots } from '../view.ts';

const NINE = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬'];

/** Nine people, each card a group of its own, ready for dots. */
function weighing(settings: Parameters<typeof shown>[0] = {}, people = NINE): Round {
	const round = shown(settings, people);
	for (const { id } of round.board.cards) round.group([id], 'new');
	expect(round.go('dots')).toBe('ok');
	return round;
}

const hall = (round: Round, people: number, points: Record<string, number>) =>
	round.send(CLERK, { type: 'cards.weigh-hall', people, points });

describe('weighing', () => {
	it('[K27 C17] 6.E line 11: counts dots within the budget, blind until the result', () => {
		const round = weighing({ maxPer: 2 });
		expect(round.weigh('甲', { g1: 4 })).toBe('dots-too-many');
		expect(round.weigh('甲', { g1: 3 })).toBe('dots-per-group');
		expect(round.weigh('甲', {})).toBe('dots-none');
		expect(round.weigh('甲', { g77: 1 })).toBe('no-such-group');
		expect(round.weigh(CHAIR, { g1: 1 })).toBe('vote-needed');
		expect(round.weigh('甲', { g1: 2, g2: 1 })).toBe('ok');
		const before = round.open;
		expect(round.weigh('乙', { g3: 1 })).toBe('ok');
		expect(round.open).toBe(before);
		expect(round.weigh('甲', { g1: 1 })).toBe('ok');
		expect(round.weigh('甲', { g1: 1 }, 'another-phone')).toBe('already-weighed');
		expect(round.weigh('丙', { g1: 1 }, 'ballot-甲')).toBe('conflict');
		expect(round.send(CLERK, { type: 'cards.close-phones' })).toBe('ok');
		expect(round.weigh('丙', { g1: 1 })).toBe('phones-closed');
		round.go('result');
		expect(ranking(round.board).slice(0, 2)).toMatchObject([
			{ group: 'g1', total: 1 },
			{ group: 'g3', total: 1 }
		]);
	});

	it('[K29 X15] says of groups with as many points that they stand equally high', () => {
		const round = weighing();
		round.weigh('甲', { g1: 2, g2: 1 });
		round.weigh('乙', { g2: 1, g3: 1 });
		round.go('result');
		const places = round.board.cards.slice(0, 3).map(({ id }) => {
			const step = trail(round.room.state, 'b1', id, true).find(({ what }) => what === 'weighed');
			return step?.what === 'weighed' && [step.points, step.place];
		});
		expect(places).toEqual([
			[2, 1],
			[2, 1],
			[1, 3]
		]);
	});

	it('[K28] keeps no seat with a ballot, and neither after the result', () => {
		const round = weighing();
		round.weigh('甲', { g1: 3 });
		const [[, said]] = [...round.secret.weigh] as [[string, unknown]];
		expect(said).toEqual({ online: false, points: { g1: 3 } });
		round.go('result');
		expect(round.secret.weigh.size + round.secret.countsBySeat.weigh.size).toBe(0);
	});

	it('[K29 C17 C18] checks what the hall calls against people and dots', () => {
		const round = weighing({ maxPer: 2 });
		round.weigh('甲', { g1: 2, g2: 1 });
		expect(hall(round, 6, { g1: 1 })).toBe('phones-still-open');
		round.send(CHAIR, { type: 'cards.close-phones' });
		expect(hall(round, 9, { g1: 1 })).toBe('hall-people');
		expect(round.room.detail).toEqual({ max: 8 });
		expect(hall(round, 2, { g1: 3, g2: 4 })).toBe('hall-total');
		expect(hall(round, 2, { g1: 5 })).toBe('hall-group');
		expect(hall(round, 2, { g1: 3, g2: 3 })).toBe('ok');
		expect(hall(round, 3, { g1: 5, g2: 4 })).toBe('ok');
		expect(round.board).toMatchObject({ hallPeople: 3, phonesClosed: true });
		expect(round.open).not.toContain('"hall":{"g1"');
		round.go('result');
		expect(ranking(round.board)[0]).toMatchObject({ group: 'g1', total: 7 });
		expect(pointsGiven(round.board)).toBe(12);
	});

	it('[K5] begins anew when the board goes back', () => {
		const round = weighing();
		round.weigh('甲', { g1: 3 });
		round.go('result');
		expect(round.board.weighed).not.toBeNull();
		round.go('grouping');
		expect(round.board.weighed).toBeNull();
		round.go('dots');
		round.weigh('甲', { g2: 3 }, 'a-new-ballot');
		round.go('result');
		expect(ranking(round.board)[0]).toMatchObject({ group: 'g2', total: 3 });
		expect(pointsGiven(round.board)).toBe(3);
	});

	it('[K5] a result that was taken back stands in the minutes, struck out: when, and by whom', () => {
		const round = weighing();
		const { room } = round;
		const results = () => factsOf(room.events).filter(({ what }) => what === 'cards-result');
		round.weigh('甲', { g1: 3 });
		round.go('result');
		expect(results().map(({ struck }) => struck)).toEqual([undefined]);
		const before = room.state;
		round.go('dots');
		const taken = { at: room.events.at(-1)!.at, by: room.seat(CHAIR), why: null };
		expect(results().map(({ struck }) => struck)).toEqual([taken]);
		const again = changedSubjects(before, room.state);
		expect(
			subjectsOf(results()[0]!).some((one) => again.has(one)),
			'minutes follow'
		).toBe(true);
		round.weigh('甲', { g2: 3 }, 'a-new-ballot');
		round.go('result');
		expect(results().map(({ struck }) => struck)).toEqual([taken, undefined]);
		expect(results().map((one) => one.what === 'cards-result' && one.groups[0])).toMatchObject([
			{ number: 1, points: 3 },
			{ number: 2, points: 3 }
		]);
	});

	it('[K30 C19] tells 现场手机, 线上 and 代录 apart only where nobody can be read', () => {
		const { board } = weighing();
		const told = (online: Record<string, number>[], here: number, called = 0) => {
			const all = [...online.map((points) => ({ online: true, points }))];
			for (let n = 0; n < here; n++)
				all.push({ online: false, points: { [`g${(n % 2) + 1}`]: 1 } });
			const weigh = new Map(all.map((ballot, n) => [`b${n}`, ballot]));
			const hall = called ? { g1: called + 1, g2: 1 } : null;
			const { parts } = weighed(
				{ ...board, hallPeople: called },
				{ ...EMPTY_BOARD, weigh, hall },
				[]
			);
			return parts.map(({ ways, points }) => `${ways.join('+')} ${JSON.stringify(points)}`);
		};
		const mixed: Record<string, number>[] = [{ g1: 1 }, { g1: 1 }, { g1: 1 }, { g1: 1 }, { g2: 1 }];
		expect(told(mixed, 5)).toEqual(['hall {"g1":3,"g2":2}', 'online {"g1":4,"g2":1}']);
		expect(told(mixed, 4)).toEqual(['hall+online {"g1":6,"g2":3}']);
		expect(told(mixed.slice(1), 5)).toEqual(['hall+online {"g1":6,"g2":3}']);
		expect(told(mixed.slice(0, 4).concat({ g1: 1 }), 5)).toEqual(['hall+online {"g1":8,"g2":2}']);
		expect(told([], 1, 6)).toEqual(['hall+on-behalf {"g1":8,"g2":1}']);
		expect(told(mixed, 5, 6)).toHaveLength(3);
	});

	it('[K30] equal groups are level, and it is said how many of how many weighed', () => {
		const round = weighing();
		round.weigh('甲', { g1: 1, g2: 1 });
		round.weigh('乙', { g3: 2 });
		round.go('result');
		const level = ranking(round.board).map(({ group, total, tied }) => [group, total, tied]);
		expect(level.slice(0, 3)).toEqual([
			['g3', 2, false],
			['g1', 1, true],
			['g2', 1, true]
		]);
		const { of } = round.board.weighed!;
		expect(of).toBeGreaterThan(2);
		expect(formatTurnout(round.board)).toBe(`2/${of}人投了点`);
		// Of rounds from before it was counted nothing is made up.
		const before = { ...round.board, weighed: { ...round.board.weighed!, of: undefined } };
		expect(formatTurnout(before as never)).toBe('');
	});

	it('[K30] one phone is readable nowhere in the journal nor in any state', () => {
		const round = weighing({ dots: 7, maxPer: 0 });
		round.weigh('甲', { g3: 7 });
		round.send(CHAIR, { type: 'cards.close-phones' });
		hall(round, 6, { g1: 11, g2: 2, g3: 1 });
		round.go('result');
		expect(round.board.weighed!.parts).toEqual([
			{ ways: ['hall', 'on-behalf'], points: { g1: 11, g2: 2, g3: 8 } }
		]);
		expect(round.open).not.toContain('"g3":7');
		expect(ranking(round.board)[0]).toMatchObject({
			group: 'g1',
			total: 11,
			here: null,
			online: null
		});
	});

	it('[K30] of journals up to version 4 nobody is read any more', () => {
		const raised = (weighed: object) =>
			upcast({
				...{ v: 4, seq: 9, at: 1, actor: 'chair', type: 'cards.weighed' },
				body: { board: 'b1', weighed }
			} as unknown as MeetingEvent).body;
		const rest = { divided: [], ballots: 1, people: 6 };
		const one = { phone: { g3: 3 }, hall: { g1: 11 }, online: null, ...rest };
		expect(raised(one)).toEqual({
			board: 'b1',
			weighed: {
				...{
					...rest,
					parts: [{ ways: ['hall', 'online', 'on-behalf'], points: { g3: 3, g1: 11 } }]
				}
			}
		});
		const apart = { phone: { g1: 9, g2: 6 }, hall: { g1: 4 }, online: { g1: 3, g2: 2 } };
		expect(raised({ ...apart, ...rest, ballots: 12 })).toMatchObject({
			weighed: {
				parts: [
					{ ways: ['hall', 'on-behalf'], points: { g1: 10, g2: 4 } },
					{ ways: ['online'], points: { g1: 3, g2: 2 } }
				]
			}
		});
	});

	it('[K31 C22] ranks instead, and says where people are far apart', () => {
		const round = weighing({ weigh: 'rank', ranks: 5 });
		expect(budget(round.board)).toBe(15);
		expect(round.weigh('甲', { g1: 5, g2: 4, g3: 3, g4: 2 })).toBe('rank-incomplete');
		expect(round.weigh('甲', { g1: 5, g2: 5, g3: 3, g4: 2, g5: 1 })).toBe('rank-incomplete');
		for (const [n, who] of NINE.entries()) {
			const first = n < 5 ? 'g1' : 'g6';
			expect(round.weigh(who, { [first]: 5, g2: 4, g3: 3, g4: 2, g5: 1 })).toBe('ok');
		}
		round.go('result');
		expect(round.board.weighed!.divided).toEqual(['g1', 'g6']);
		expect(ranking(round.board).map(({ group, total }) => [group, total])[0]).toEqual(['g2', 36]);
		expect(pointsGiven(round.board)).toBe(9 * 15);
	});

	it('[K31 C22] a hand in the hall counts as much as the same place on a phone', () => {
		const round = weighing({ weigh: 'rank', ranks: 5 });
		const raise = (people: number, hands: Record<string, number[]>) =>
			round.send(CLERK, { type: 'cards.rank-hall', people, hands });
		for (const who of NINE.slice(0, 4)) round.weigh(who, { g2: 5, g1: 4, g3: 3, g4: 2, g5: 1 });
		expect(raise(5, { g1: [5] })).toBe('phones-still-open');
		round.send(CHAIR, { type: 'cards.close-phones' });
		expect(hall(round, 5, { g1: 5 }), 'points alone do not say which choice').toBe('wrong-step');
		expect(raise(6, { g1: [6] })).toBe('hall-people');
		expect(raise(5, { g1: [3], g3: [3] })).toBe('hall-place');
		expect(round.room.detail).toEqual({ place: 1, max: 5 });
		expect(raise(5, { g1: [4, 2] }), 'nobody’s first choice is their second').toBe('hall-group');
		expect(raise(5, { g1: [1, 1, 1, 1] })).toBe('no-such-group');
		expect(raise(5, { g99: [1] })).toBe('no-such-group');
		expect(raise(5, { g1: [5], g2: [0, 5], g3: [0, 0, 5] })).toBe('ok');
		round.go('result');
		const rows = ranking(round.board).map(({ group, total }) => [group, total]);
		// Four put g2 first on their phones, five raised a hand for g1 first: 4×4 + 5×5 before 4×5 + 5×4.
		expect(rows.slice(0, 3)).toEqual([
			['g1', 41],
			['g2', 40],
			['g3', 27]
		]);
		expect(round.secret.hands).toBeNull();
	});

	it('[C17] proposes dots by the usual rule: 16 options, 128 dots in all', () => {
		expect(usualDots(16, 16)).toBe(8);
		expect(usualDots(6, 21)).toBe(1);
		expect(usualDots(5, 0)).toBe(1);
	});
});

describe('common ground', () => {
	it('[K32] is asked of thirty and more; what was answered goes on with it, and is gone where dots begin', () => {
		const few = shown();
		expect(few.send(CHAIR, { type: 'cards.agreeing', open: true })).toBe('too-few-people');
		expect(few.room.detail).toEqual({ min: 30, have: 3 });
		const people = Array.from({ length: 30 }, (_, n) => `居民${n}`);
		const round = shown({}, people);
		expect(round.send(CHAIR, { type: 'cards.agreeing', open: true })).toBe('ok');
		const [a, b] = round.board.cards.map(({ id }) => id) as [string, string];
		const agree = (who: string, votes: Record<string, 1 | 0 | -1>, ballot = `b-${who}`) =>
			round.send(who, { type: 'cards.agree', seat: round.room.seat(who), ballot, votes });
		expect(agree('居民1', { [a]: 1 })).toBe('ok');
		expect(agree('居民1', { [b]: -1 })).toBe('ok');
		expect(agree('居民1', { [b]: 1 }, 'another')).toBe('already-weighed');
		expect(agree('居民2', { nothing: 1 })).toBe('no-such-card');
		expect(agree(CHAIR, { [a]: 1 })).toBe('vote-needed');
		expect(round.secret.agree.get('b-居民1')).toEqual({ [a]: 1, [b]: -1 });
		round.send(CHAIR, { type: 'cards.agreeing', open: false });
		// A finger was faster than the news of the closing; the clock counts once more when that is over.
		expect(agree('居民1', { [a]: 0 })).toBe('ok');
		expect(agree('居民2', { [a]: 1 })).toBe('ok');
		const late = due(round.room.state)!;
		expect(late.at).toBe(round.board.agreeUntil);
		round.room.now = late.at;
		expect(agree('居民3', { [a]: 1 })).toBe('wrong-step');
		expect(round.send('clock', { type: 'cards.tally' })).toBe('ok');
		expect(round.board.count.agreed).toBe(2);
		expect(due(round.room.state)).toBe(null);
		const refusal = { code: 'ground-few-people', has: 1, needs: 30 } as const;
		const ground = { type: 'cards.ground', ground: { ok: false, refusal } } as const;
		expect(round.send(CHAIR, ground)).toBe('not-allowed');
		expect(round.send('clock', ground)).toBe('ok');
		expect(round.board.ground).toEqual({ ok: false, refusal });
		expect(agree('居民3', { [a]: 1 })).toBe('wrong-step');
		const asked = round.board.agreeAt;
		round.room.now += 60_000;
		expect(round.send(CHAIR, { type: 'cards.agreeing', open: true, keep: true })).toBe('ok');
		expect(round.board).toMatchObject({ agreeing: 'open', agreeAt: asked, ground: null });
		expect(round.secret.agree.size).toBe(2);
		expect(agree('居民3', { [a]: 1 })).toBe('ok');
		// For who has no phone the clerk presses.
		const seat = round.room.seat('居民4');
		const forThem = { type: 'cards.agree', seat, ballot: 'b-居民4', votes: { [b]: -1 } } as const;
		expect(round.send('居民5', forThem)).toBe('not-allowed');
		expect(round.send(CLERK, forThem), 'they press themselves').toBe('has-phone');
		round.room.send('organiser', { type: 'roll.change', seat, change: { hasPhone: false } });
		expect(round.send(CLERK, forThem)).toBe('ok');
		expect(round.secret.agree.size).toBe(4);
		round.send(CHAIR, { type: 'cards.agreeing', open: false });
		round.send('clock', ground);
		round.group([a], 'new', '价格');
		round.go('dots');
		expect(round.secret.agree.size + round.secret.countsBySeat.agree.size).toBe(0);
		expect(round.board.count.agreed).toBeUndefined();
	});

	it('[K32] a question is no statement, and what is stacked is asked once', () => {
		const round = shown();
		const [a, b] = round.board.cards.map(({ id }) => id) as [string, string];
		const [plain, stacked] = [statementsOf(round.board).length, askedNow(round.board).length];
		round.send(CLERK, { type: 'cards.stack', card: a, onto: b });
		expect(askedNow(round.board)).toHaveLength(stacked - 1);
		expect(statementsOf(round.board)).toHaveLength(plain);
		const questions = {
			...round.board,
			cards: round.board.cards.map((one) => ({ ...one, stance: 'question' as const }))
		};
		expect(statementsOf(questions)).toEqual([]);
	});

	it('[K32] while it is asked the one press ends it', () => {
		const round = shown(
			{},
			Array.from({ length: 30 }, (_, n) => `居民${n}`)
		);
		round.send(CHAIR, { type: 'cards.agreeing', open: true });
		const hands = { clerk: true, hallCalls: false };
		expect(deskPress(round.board, hands)).toEqual({ what: 'stop-agreeing', twice: true });
		round.send(CHAIR, { type: 'cards.agreeing', open: false });
		expect(deskPress(round.board, hands)?.what).not.toBe('stop-agreeing');
	});

	it('[K32] asked again begins from nothing, and says so to phones; it ends where dots begin', () => {
		const people = Array.from({ length: 30 }, (_, n) => `居民${n}`);
		const round = shown({}, people);
		const ask = (open: boolean) => round.send(CHAIR, { type: 'cards.agreeing', open });
		const card = round.board.cards[0]!.id;
		ask(true);
		const first = round.board.agreeAt;
		const seat = round.room.seat('居民1');
		round.send('居民1', { type: 'cards.agree', seat, ballot: 'b-1', votes: { [card]: 1 } });
		ask(false);
		round.room.now += 60_000;
		ask(true);
		expect(round.board.agreeAt).not.toBe(first);
		expect(round.secret.agree.size).toBe(0);
		round.group([card], 'new', '价格');
		expect(round.go('dots')).toBe('ok');
		expect(round.board).toMatchObject({ step: 'dots', agreeing: 'closed' });
	});

	it('[K33] proposals of the computer are facts by which nothing happens', () => {
		const round = shown();
		const [a, b] = round.board.cards.map(({ id }) => id) as [string, string];
		const { cards } = round.board;
		const hints = { near: [[a, b]] as [string, string][], themes: [] };
		expect(round.send(CLERK, { type: 'cards.hint', hints })).toBe('not-allowed');
		expect(round.send('clock', { type: 'cards.hint', hints })).toBe('ok');
		expect(round.board.hints).toEqual(hints);
		expect(round.board.cards).toEqual(cards);
	});
});
