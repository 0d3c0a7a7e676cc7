/** 几天的投票: owners vote for days, at home, and nobody knows anything before the end (L8). */
import { expect, it } from 'vitest';
import { due } from '../due.ts';
import type { TestRoom } from '../test-room.ts';
import { voteOf } from './ballots.ts';
import { begin, cast, CHAIR, CLERK, PEOPLE, prepare, talked } from './test-votes.ts';
import { missingVoters, votersHere } from './view.ts';

const DAY = 86_400_000;
const days = { kind: 'yes-no', rule: 'V06', secrecy: 'named', days: 5, seconds: null } as const;

/** A home for everybody, and 甲 has gone home. */
function homes(): TestRoom {
	const room = talked();
	const units = PEOPLE.map((name) => {
		return { unit: name, area: 8250, owner: name, seat: room.seat(name) };
	});
	room.do(CHAIR, { type: 'ballots.register', units, area: 8250 * PEOPLE.length });
	room.do('甲', { type: 'attendance.step-out', seat: room.seat('甲') });
	return room;
}

it('[E42 L8] is for owners alone, and never secret', () => {
	const room = homes();
	const item = room.state.agenda.items[0]!.id;
	const tries = { ...days, rule: 'V01' as const };
	const draft = { question: '同意', settings: tries };
	expect(room.send(CHAIR, { type: 'ballots.prepare', item, draft })).toBe('vote-days-rule');
	const secret = { question: '同意', settings: { ...days, secrecy: 'secret' as const } };
	expect(room.send(CHAIR, { type: 'ballots.prepare', item, draft: secret })).toBe('vote-days-rule');
});

it('[E42] whoever is on the roll votes from where they are, until the day that was said', () => {
	const room = homes();
	const vote = begin(room, { settings: days });
	const open = voteOf(room.state.ballots, vote)!;
	expect(open.until).toBe(room.now + 5 * DAY);
	expect(votersHere(room.state, open)).toHaveLength(PEOPLE.length);
	expect(cast(room, '甲', 'yes')).toBe('ok');
	expect(cast(room, '甲', 'no')).toBe('ok');
	expect(missingVoters(room.state, open, [room.seat('甲')])).toHaveLength(PEOPLE.length - 1);
	room.pass(4 * DAY);
	expect(cast(room, '乙', 'yes')).toBe('ok');
	expect(due(room.state)).not.toBeNull();
	room.pass(DAY);
	expect(cast(room, '丙', 'yes')).toBe('vote-closed');
	room.send('clock', { type: 'ballots.close', vote });
	const { turnout, result } = voteOf(room.state.ballots, vote)!;
	expect(result!.tally.cast.heads).toBe(2);
	expect(result!.tally.outcome).toBe('too-few');
	expect(turnout).toEqual({ hall: 2 });
});

it('[E42] before that day nobody ends it, stops the phones or closes the meeting; all having voted does', () => {
	const room = homes();
	const vote = begin(room, { settings: days });
	expect(room.send(CHAIR, { type: 'ballots.close', vote })).toBe('vote-window');
	expect(room.send(CHAIR, { type: 'ballots.close-phones', vote })).toBe('vote-window');
	expect(room.send(CHAIR, { type: 'ballots.extend', vote, seconds: 60 })).toBe('vote-window');
	expect(room.send(CHAIR, { type: 'plan.close', force: true } as never)).not.toBe('ok');
	for (const who of PEOPLE) expect(cast(room, who, 'yes')).toBe('ok');
	expect(room.send(CHAIR, { type: 'ballots.close', vote })).toBe('ok');
	expect(voteOf(room.state.ballots, vote)!.result!.tally.outcome).toBe('passed');
});

it('[E42 E37] a proxy votes for who has not yet, and the other way round nobody twice', () => {
	const room = homes();
	const form = { form: '委托书原件', sameHome: false };
	const [principal, proxy] = [room.seat('甲'), room.seat('乙')];
	room.do(CLERK, { type: 'ballots.proxy', principal, proxy, ...form });
	const vote = prepare(room, { settings: { ...days, secrecy: 'unsigned' } });
	room.do(CHAIR, { type: 'ballots.open', vote });
	expect(cast(room, '甲', 'yes', { by: '乙' })).toBe('ok');
	expect(cast(room, '甲', 'no', { ballot: 'another0ballot0123456789' })).toBe('already-voted');
});
