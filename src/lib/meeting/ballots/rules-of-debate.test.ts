/** What the rules of speaking say about votes (requirements §3.8), each by the presets that have it. */
import { expect, it } from 'vitest';
import { opened, plan } from '../runsheet/test-meetings.ts';
import type { TestRoom } from '../test-room.ts';
import { myPlace, stancesFor } from '../queue/view.ts';
import { optionsOf, voteOf } from './ballots.ts';
import { cast, CHAIR, close, PEOPLE, prepare } from './test-votes.ts';

/** The discussion of the first item, by these rules. */
function discussing(preset: string): TestRoom {
	const items = [
		{ title: '用途', minutes: 20 },
		{ title: '开业条件', minutes: 25, goal: '定下三条' }
	];
	const room = opened(plan({ preset, items }), PEOPLE);
	const { stages } = room.state.runsheet;
	const talk = stages.findIndex(({ kind }) => kind === 'discussion');
	for (const { id } of stages.slice(1, talk + 1)) room.go(id, { force: true, reason: '试' });
	room.do(CHAIR, { type: 'agenda.open', item: room.state.agenda.items[0]!.id });
	return room;
}

const raise = (room: TestRoom, who: string, stance: 'for' | 'against' | 'ask' | 'order') => {
	const item = room.state.queue.item!;
	return room.send(who, { type: 'queue.join', seat: room.seat(who), item, stance });
};

it.each(['twelve-rules', 'nantang'])(
	'[E35] %s: no motion in words, no hands for and against',
	(preset) => {
		const room = discussing(preset);
		const seat = room.state.roll.seats[room.seat('甲')]!;
		expect(raise(room, '甲', 'for')).toBe('motion-missing');
		expect(raise(room, '乙', 'against')).toBe('motion-missing');
		expect(stancesFor(room.state, seat)).toEqual(['ask', 'add']);
		expect(myPlace(room.state, seat.id)).toEqual({ at: 'free' });
		expect(raise(room, '丙', 'ask')).toBe('ok');
		expect(raise(room, '丁', 'order')).toBe('ok');
		const vote = prepare(room);
		expect(raise(room, '甲', 'for')).toBe('ok');
		room.do(CHAIR, { type: 'ballots.drop', vote });
		expect(raise(room, '乙', 'against')).toBe('motion-missing');
	}
);

it('[E35] what the item is to come to is words enough; by other rules nothing is asked', () => {
	const room = discussing('twelve-rules');
	room.do(CHAIR, { type: 'agenda.open', item: room.state.agenda.items[1]!.id });
	expect(room.state.agenda.items[1]!.goal).not.toBeNull();
	expect(raise(room, '甲', 'for')).toBe('ok');
	expect(raise(discussing('thirteen'), '甲', 'for')).toBe('ok');
});

it('[E2 L13] 弃权 is asked where the rules ask for it, last, and nowhere else', () => {
	for (const [preset, abstain] of [
		['twelve-rules', true],
		['thirteen', true],
		['nantang', false]
	] as const) {
		const room = discussing(preset);
		const id = prepare(room);
		const vote = voteOf(room.state.ballots, id)!;
		expect(optionsOf(vote)).toEqual(['yes', 'no', ...(abstain ? ['abstain'] : [])]);
	}
});

it.each(['twelve-rules', 'thirteen', 'nantang'])(
	'[E13] %s: as many for as against is not passed',
	(preset) => {
		const room = discussing(preset);
		const vote = prepare(room, { settings: { kind: 'yes-no', rule: 'V14' } });
		room.do(CHAIR, { type: 'ballots.open', vote, waive: '试' });
		for (const [n, who] of PEOPLE.slice(0, 6).entries()) cast(room, who, n % 2 ? 'yes' : 'no');
		expect(close(room, vote).result!.tally.outcome).toBe('failed');
	}
);

it('[E7] 充分辩论 holds a vote only where the rules have it', () => {
	for (const [preset, held] of [
		['twelve-rules', 'vote-debate-waits'],
		['nantang', 'vote-debate-waits'],
		['thirteen', 'ok']
	] as const) {
		const room = discussing(preset);
		const vote = prepare(room);
		raise(room, '甲', 'ask');
		const entry = room.state.queue.entries[0]!.id;
		const item = room.state.queue.item!;
		room.do(CHAIR, { type: 'queue.call', item, expect: entry });
		room.do(CHAIR, { type: 'queue.start', entry });
		room.pass(20_000).do(CHAIR, { type: 'queue.end', entry });
		raise(room, '乙', 'against');
		expect(room.send(CHAIR, { type: 'ballots.open', vote })).toBe(held);
	}
});

it('[E14] the chair votes last by the rules of 南塘 alone', () => {
	for (const [preset, answer] of [
		['nantang', 'chair-votes-last'],
		['thirteen', 'ok']
	] as const) {
		const room = discussing(preset);
		const seat = room.seat(CHAIR);
		const chair = { ...room.state.roll.seats[seat]!, votes: true };
		const seats = { ...room.state.roll.seats, [seat]: chair };
		room.state = { ...room.state, roll: { ...room.state.roll, seats } };
		room.do('孙晓彤', { type: 'attendance.sign-in-all', seats: [seat] });
		const vote = prepare(room);
		room.do(CHAIR, { type: 'ballots.open', vote, waive: '试' });
		expect(cast(room, CHAIR, 'yes')).toBe(answer);
	}
});
