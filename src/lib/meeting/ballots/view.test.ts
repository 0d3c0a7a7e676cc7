import { describe, expect, it } from 'vitest';
import { seatOf } from '../roll/roll.ts';
import { pressFor } from '../runsheet/press.ts';
import { NOBODY } from '../runsheet/script/line.ts';
import type { Board } from '../cards/cards.ts';
import { voteOf, type Vote } from './ballots.ts';
import { optionsCompared } from './options-compared.ts';
import type { VoteRuleId } from './vote-rule.ts';
import { begin, cast, CHAIR, close, PEOPLE, prepare, talked } from './test-votes.ts';
import {
	barredFrom,
	chooseIn,
	groupsFor,
	missingVoters,
	electorateOf,
	turnoutHere,
	voteToOpen
} from './view.ts';

const NOTHING = { cost: null, who: null, time: null, pro: null, con: null };

describe('what screens ask of a vote', () => {
	it('[E5] who is here and has not voted, those without a phone first', () => {
		const room = talked();
		const id = begin(room);
		const vote = voteOf(room.state.ballots, id)!;
		const seat = room.seat(PEOPLE[3]!);
		const without = { ...room.state.roll.seats[seat]!, hasPhone: false };
		const seats = { ...room.state.roll.seats, [seat]: without };
		for (const one of room.state.roll.order)
			if (one !== seat) seats[one] = { ...seats[one]!, hasPhone: true };
		room.state = { ...room.state, roll: { ...room.state.roll, seats } };
		cast(room, PEOPLE[0]!, 'yes');
		const missing = missingVoters(room.state, vote, [room.seat(PEOPLE[0]!)]);
		expect(missing[0]).toBe(seat);
		expect(missing).not.toContain(room.seat(PEOPLE[0]!));
		expect(missing.length).toBe(PEOPLE.length - 1);
		expect(turnoutHere(room.state, vote).of).toBe(PEOPLE.length);
	});

	it('[E5 F34] all voters are gone through for the chair alone, who may have to vote last', () => {
		const room = talked();
		const id = begin(room);
		const vote = voteOf(room.state.ballots, id)!;
		const seat = seatOf(room.state.roll, room.seat(PEOPLE[0]!))!;
		const never = () => {
			throw new Error('nobody else waits for others');
		};
		expect(barredFrom(room.state, vote, seat, never)).toBe(null);
	});

	it('[E5] who may not vote reads why', () => {
		const room = talked();
		const id = begin(room);
		const vote = voteOf(room.state.ballots, id)!;
		const seat = (name: string) => seatOf(room.state.roll, room.seat(name))!;
		expect(barredFrom(room.state, vote, seat(PEOPLE[0]!))).toBeNull();
		expect(barredFrom(room.state, vote, seat(CHAIR))?.refused).toBe('not-a-voter');
		const stopped = { ...vote, phonesClosed: true };
		expect(barredFrom(room.state, stopped, seat(PEOPLE[0]!))?.refused).toBe('vote-phones-closed');
	});

	it('[E6] the chair’s button opens the vote of the open item once people have talked', () => {
		const room = talked();
		expect(voteToOpen(room.state)).toBeNull();
		const vote = prepare(room);
		expect(voteToOpen(room.state)?.id).toBe(vote);
		const item = room.state.agenda.items[0]!.id;
		room.send('乙', { type: 'queue.join', seat: room.seat('乙'), item, stance: 'for' });
		expect(voteToOpen(room.state), 'somebody waits').toBeNull();
		room.send('乙', { type: 'queue.withdraw', seat: room.seat('乙'), item });
		room.send(CHAIR, { type: 'ballots.open', vote });
		expect(voteToOpen(room.state)).toBeNull();
		close(room, vote);
		expect(voteToOpen(room.state)).toBeNull();
	});

	it('[X5] the second question about how people feel comes after the first', () => {
		const room = talked();
		const settings = { kind: 'scale' } as const;
		const first = prepare(room, { settings });
		const second = prepare(room, { settings, before: first });
		expect(voteToOpen(room.state)?.id).toBe(first);
		room.send(CHAIR, { type: 'ballots.open', vote: first });
		close(room, first);
		expect(voteToOpen(room.state)?.id).toBe(second);
	});

	it('[E12] while too few are here it is said before the vote ends, not after', () => {
		const room = talked();
		const id = begin(room);
		const vote = voteOf(room.state.ballots, id)!;
		const of = (rule: VoteRuleId, voters: number) =>
			electorateOf(room.state, {
				...vote,
				settings: { ...vote.settings, rule },
				voters: [...vote.voters, ...Array.from({ length: voters - 7 }, (_, n) => `absent${n}`)]
			});
		// Seven are here. V01: more than half of those who may vote; V04: two thirds.
		expect(of('V01', 7)).toEqual({ voters: 7, present: 7, quorum: null });
		expect(of('V01', 13).quorum).toBeNull();
		expect(of('V01', 14).quorum).toEqual({ present: 7, needed: 8 });
		expect(of('V04', 10).quorum).toBeNull();
		expect(of('V04', 11).quorum).toEqual({ present: 7, needed: 8 });
		// Where votes count by themselves, however many come, nothing is missing.
		expect(of('V10', 100).quorum).toBeNull();
		expect(of('V05', 100).quorum).toBeNull();
	});

	it('[E13] the room’s own quorum, where the rule leaves it to the room', () => {
		const room = talked();
		const id = begin(room, { settings: { kind: 'yes-no', rule: 'V14' } });
		const vote = voteOf(room.state.ballots, id)!;
		const { details } = room.state.plan;
		const asking = (num: number, den: number) => {
			const quorum = { num, den, strict: false };
			const plan = { ...room.state.plan, details: { ...details!, quorum } };
			return electorateOf({ ...room.state, plan }, vote).quorum;
		};
		expect(asking(0, 1), 'none is asked for').toBeNull();
		const seats = Object.fromEntries(
			Object.entries(room.state.roll.seats).map(([id, seat]) => [id, { ...seat, guest: true }])
		);
		const urgent = { ...room.state, roll: { ...room.state.roll, seats } };
		expect(electorateOf(urgent, vote).quorum, 'whoever came was not awaited').toBeNull();
		expect(asking(1, 100)).toBeNull();
		const all = asking(1, 1);
		expect(all === null || all.needed > all.present).toBe(true);
	});

	it('[E2] named groups of the item’s cards can become options, each once', () => {
		const room = talked();
		const id = prepare(room, { settings: { kind: 'single' }, options: [] });
		const vote = voteOf(room.state.ballots, id)!;
		const name = room.state.agenda.items[0]!.title;
		const groups = [
			{ id: 'g1', name, names: [] },
			{ id: 'g2', name: null, names: [] },
			{ id: 'g3', name, names: [] }
		];
		const board = (item: string, at: string) => ({ id: at, item, groups }) as unknown as Board;
		const boards = [board(vote.item!, 'b1'), board('another', 'b2')];
		const state = { ...room.state, cards: { boards } };
		const found = (one: Vote) =>
			groupsFor(state, one).map(({ board: at, group }) => `${at} ${group}`);
		expect(found(vote)).toEqual(['b1 g1', 'b1 g3']);
		expect(found({ ...vote, item: null })).toHaveLength(4);
		const option = { id: 'o1', text: name, ...NOTHING, group: { board: 'b1', group: 'g1' } };
		expect(found({ ...vote, options: [option] })).toEqual(['b1 g3']);
		expect(found({ ...vote, step: 'open' })).toEqual([]);
		expect(found({ ...vote, settings: { ...vote.settings, kind: 'yes-no' } })).toEqual([]);
	});

	it('[E51 S4.15] choices of an item that compares them are seen while they are worked out, until it is voted', () => {
		const room = talked();
		const options = [{ text: '甲案', cost: '2万元' }, { text: '乙案' }];
		const vote = prepare(room, { settings: { kind: 'single' }, options });
		expect(optionsCompared(room.state), 'an item of another kind').toBeNull();
		const agenda = {
			...room.state.agenda,
			items: room.state.agenda.items.map((item) => ({ ...item, kind: 'options' as const }))
		};
		const compared = () => optionsCompared({ ...room.state, agenda });
		expect(compared()?.id).toBe(vote);
		const draft = { question: '哪个方案', settings: { kind: 'single' } as const };
		room.do(CHAIR, {
			...{ type: 'ballots.change', vote },
			draft: { ...draft, options: [...options, { text: '丙案', who: '居委会' }] }
		});
		expect(compared()?.options.map(({ who }) => who !== null)).toEqual([false, false, true]);
		room.do(CHAIR, { type: 'ballots.open', vote });
		expect(compared()).toBeNull();
	});

	it('[E3] one press more', () => {
		expect(chooseIn('yes-no', ['yes'], 'no')).toEqual(['no']);
		expect(chooseIn('approval', ['a'], 'b')).toEqual(['a', 'b']);
		expect(chooseIn('approval', ['a', 'b'], 'a')).toEqual(['b']);
		expect(chooseIn('approval', ['a', 'b'], 'abstain')).toEqual(['abstain']);
		expect(chooseIn('approval', ['abstain'], 'b')).toEqual(['b']);
		expect(chooseIn('ranking', ['a'], 'b')).toEqual(['a', 'b']);
	});

	it('[E6] an item that was voted on without a word is left by the chair’s one button', () => {
		const room = talked();
		room.do(CHAIR, { type: 'agenda.open', item: room.state.agenda.items[1]!.id });
		const press = () => pressFor(room.state, NOBODY).what;
		expect(press()).toBe('wait');
		const item = room.state.agenda.items[1]!.id;
		room.do(CHAIR, {
			...{ type: 'ballots.prepare', item },
			draft: { question: '验收合格才开业', settings: { kind: 'yes-no' } }
		});
		const vote = room.state.ballots.votes.at(-1)!.id;
		room.do(CHAIR, { type: 'ballots.open', vote, waive: '上次谈过' });
		for (const who of PEOPLE.slice(0, 2)) cast(room, who, 'yes');
		close(room, vote);
		expect(press()).toBe('next');
	});
});
