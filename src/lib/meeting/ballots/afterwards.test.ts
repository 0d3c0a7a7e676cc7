/** 缺席补投: those who were away vote for a day once the record can be read, and change nothing (X12). */
import { expect, it } from 'vitest';
import { due } from '../due.ts';
import { applyHidden } from '../hidden.ts';
import type { TestRoom } from '../test-room.ts';
import { afterwardsOf, voteOf, type Vote, type VoteId } from './ballots.ts';
import type { VoteDraft } from './commands.ts';
import { clearVote } from './hidden.ts';
import { ballotsView } from './private-view.ts';
import { auditRecord } from './audit-record.ts';
import { auditVotes } from './recount.ts';
import { begin, cast, CHAIR, CLERK, close, PEOPLE, prepare, talked } from './test-votes.ts';

const DAY = 86_400_000;
const asks = { kind: 'yes-no', afterwards: true } as const;
/** Away when it is voted; the seventh stays. */
const AWAY = PEOPLE.slice(0, 6);

/** Voted on by whoever stayed, over, and the record can be read. */
function over(settings: VoteDraft['settings'] = asks, away: readonly string[] = AWAY) {
	const room = talked([...PEOPLE, '辛', '壬']);
	for (const who of away) room.do(who, { type: 'attendance.step-out', seat: room.seat(who) });
	const vote = begin(room, { settings });
	for (const who of ['庚', '辛', '壬'].filter((one) => !away.includes(one))) cast(room, who, 'yes');
	close(room, vote);
	room.do('organiser', { type: 'plan.close' });
	room.do('organiser', { type: 'record.set', publish: 'live' });
	return { room, vote };
}

function asked(settings?: VoteDraft['settings']): { room: TestRoom; vote: VoteId; then: Vote } {
	const { room, vote } = over(settings);
	room.do(CHAIR, { type: 'ballots.open-afterwards', vote });
	return { room, vote, then: afterwardsOf(room.state.ballots, vote)! };
}

function give(room: TestRoom, then: Vote, who: string, choice: string, by = who): string {
	return room.send(by, {
		type: 'ballots.cast',
		vote: then.id,
		seat: room.seat(who),
		ballot: `afterwards-of-${who.codePointAt(0)}-0123`.replaceAll('-', ''),
		choice: [choice]
	});
}

it('[E47] is said before, where the rule allows it and nothing counts by law, is secret or lasts for days', () => {
	const room = talked();
	const item = room.state.agenda.items[0]!.id;
	const tried = (settings: VoteDraft['settings']) =>
		room.send(CHAIR, { type: 'ballots.prepare', item, draft: { question: '同意', settings } });
	for (const settings of [
		{ ...asks, rule: 'V06' },
		{ ...asks, rule: 'V02' },
		{ ...asks, legal: true },
		{ ...asks, secrecy: 'secret' }
	] as const)
		expect(tried(settings), JSON.stringify(settings)).toBe('vote-afterwards-rule');
	expect(tried({ ...asks, rule: 'V14' })).toBe('ok');
	expect(tried({ kind: 'scale', afterwards: true })).toBe('ok');
});

it('[E47] asks nobody before the record can be read, nor where it was not said', () => {
	const { room, vote } = over();
	room.do('organiser', { type: 'record.set', publish: 'sealed' });
	expect(room.send(CHAIR, { type: 'ballots.open-afterwards', vote })).toBe('vote-afterwards-early');
	room.do('organiser', { type: 'record.set', publish: 'live' });
	expect(room.send('甲', { type: 'ballots.open-afterwards', vote })).toBe('not-allowed');
	expect(room.send('organiser', { type: 'ballots.open-afterwards', vote })).toBe('ok');
	const other = over({ kind: 'yes-no' });
	expect(other.room.send(CHAIR, { type: 'ballots.open-afterwards', vote: other.vote })).toBe(
		'vote-afterwards-rule'
	);
	const nobody = over(asks, []);
	expect(nobody.room.send(CHAIR, { type: 'ballots.open-afterwards', vote: nobody.vote })).toBe(
		'vote-nobody-away'
	);
});

it('[E47] asks those who were away all the time, not who left while it was open or is voted for', () => {
	const room = talked([...PEOPLE, '辛']);
	room.do('甲', { type: 'attendance.step-out', seat: room.seat('甲') });
	room.do(CLERK, { type: 'attendance.undo-sign-in', seat: room.seat('辛') });
	room.pass(1000);
	const vote = begin(room, { settings: asks });
	room.pass(1000).do('乙', { type: 'attendance.step-out', seat: room.seat('乙') });
	room.do('丙', { type: 'attendance.step-out', seat: room.seat('丙') });
	room.do('丙', { type: 'attendance.return', seat: room.seat('丙') });
	for (const who of ['丁', '戊']) cast(room, who, 'yes');
	const { absent } = close(room, vote);
	expect(absent).toEqual(['甲', '辛'].map((who) => room.seat(who)));
});

it('[E47] they vote for a day, the clerk for who has no phone, and whoever was there does not', () => {
	const { room, vote, then } = asked();
	expect(then.until).toBe(room.now + DAY);
	expect(then.voters).toEqual(AWAY.map((who) => room.seat(who)));
	expect(give(room, then, '甲', 'no')).toBe('ok');
	expect(give(room, then, '乙', 'no', CLERK)).toBe('ok');
	expect(give(room, then, '庚', 'no')).toBe('vote-was-there');
	expect(give(room, then, '丙', 'perhaps')).toBe('no-such-option');
	// The vote of the meeting is over, for them too.
	expect(cast(room, '甲', 'no')).toBe('closed');
	// It goes on as it was said: nobody opens it twice, adds time, stops the phones, counts hands or ends it.
	expect(room.do(CHAIR, { type: 'ballots.open-afterwards', vote })).toEqual([]);
	for (const command of [
		{ type: 'ballots.extend', vote: then.id, seconds: 60 },
		{ type: 'ballots.close-phones', vote: then.id },
		{ type: 'ballots.close', vote: then.id }
	] as const)
		expect(room.send(CHAIR, command)).toBe('vote-window');
	expect(room.send(CHAIR, { type: 'ballots.annul', vote: then.id, reason: '试' })).toBe('closed');
	room.pass(DAY);
	expect(give(room, then, '丙', 'no')).toBe('vote-closed');
	room.send('clock', { type: 'ballots.tell-turnout', vote: then.id });
	expect(due(room.state)!.command).toMatchObject({ type: 'ballots.close', vote: then.id });
});

it('[E47 E15] until its end nobody sees more than how many, by whoever they are', () => {
	const { room, then } = asked();
	give(room, then, '甲', 'no');
	room.pass(1000).send('clock', { type: 'ballots.tell-turnout', vote: then.id });
	expect(voteOf(room.state.ballots, then.id)).toMatchObject({
		turnout: { online: 1 },
		result: null
	});
	const sight = { session: null, organiser: false, names: {} as never };
	const desk = ballotsView(room.state, room.hidden, { ...sight, you: [], desk: true });
	expect(desk.cast).toEqual([{ vote: then.id, seat: room.seat('甲'), choice: null }]);
	const other = ballotsView(room.state, room.hidden, {
		...sight,
		you: [room.seat('乙')],
		desk: false
	});
	expect(other.cast).toEqual([]);
});

it('[E47] from five ballots on what they chose stands beside the first result, which is as it was', () => {
	for (const secrecy of ['named', 'unsigned'] as const) {
		const { room, vote, then } = asked({ ...asks, secrecy });
		const before = voteOf(room.state.ballots, vote)!.result;
		for (const who of AWAY.slice(0, 4)) give(room, then, who, 'no');
		give(room, then, AWAY[4]!, 'yes');
		room.pass(DAY).send('clock', { type: 'ballots.close', vote: then.id });
		const { result, turnout } = voteOf(room.state.ballots, then.id)!;
		expect(result!.tally.options.map(({ heads }) => heads)).toEqual([1, 4, 0]);
		expect(result!.tally).toMatchObject({ outcome: 'order', checks: [], cast: { heads: 5 } });
		expect(result!.sources).toHaveLength(1);
		expect(turnout).toEqual({ online: 5 });
		expect(voteOf(room.state.ballots, vote)!.result).toEqual(before);
		expect([...room.hidden.ballots.votes.get(then.id)!.cast]).toEqual([]);
		expect(auditVotes(room.state.ballots)).toEqual([]);
		const heads = room.events.map(() => '00000000');
		const file = { meeting: '', events: room.events, heads, texts: {} };
		expect(auditRecord(file).fault).toBeNull();
	}
});

it('[E47] of fewer than five only how many they are, and of the choices nothing is left', () => {
	const { room, vote, then } = asked();
	for (const who of AWAY.slice(0, 4)) give(room, then, who, 'no');
	room.pass(DAY).send('clock', { type: 'ballots.close', vote: then.id });
	expect(voteOf(room.state.ballots, then.id)).toMatchObject({
		step: 'closed',
		result: null,
		turnout: { online: 4 }
	});
	const said = JSON.stringify(room.events.slice(-1));
	expect(said).not.toContain('"no"');
	expect(auditVotes(room.state.ballots)).toEqual([]);
	expect(room.send(CHAIR, { type: 'ballots.open-afterwards', vote })).toBe('vote-closed');
});

it('[E47] once all have voted it may end, and the verifier names whoever was not away', () => {
	const { room, vote, then } = asked();
	for (const who of AWAY) give(room, then, who, 'no');
	expect(room.send(CHAIR, { type: 'ballots.close', vote: then.id })).toBe('ok');
	const { votes, afterwards, ...rest } = room.state.ballots;
	const first = { ...voteOf(room.state.ballots, vote)!, absent: [room.seat('甲')] };
	expect(auditVotes({ ...rest, votes: [first], afterwards }).join()).toContain('not away');
	expect(votes).toHaveLength(1);
});

it('[E47 E22] ballots that were told and cannot be read any more leave no result', () => {
	const { room, then } = asked();
	for (const who of AWAY) give(room, then, who, 'no');
	room.pass(1000).send('clock', { type: 'ballots.tell-turnout', vote: then.id });
	room.hidden = clearVote(then.id).reduce(applyHidden, room.hidden);
	room.pass(DAY).send('clock', { type: 'ballots.close', vote: then.id });
	expect(voteOf(room.state.ballots, then.id)).toMatchObject({ step: 'annulled', result: null });
});

it('[E47] several votes have their day at once, each its own', () => {
	const room = talked();
	const settings = { ...asks, rule: 'V14' } as const;
	for (const who of AWAY) room.do(who, { type: 'attendance.step-out', seat: room.seat(who) });
	const first = begin(room, { settings });
	cast(room, '庚', 'yes');
	cast(room, CHAIR, 'yes');
	room.pass(120_000).send('clock', { type: 'ballots.close', vote: first });
	const second = prepare(room, {
		question: '同意修门',
		settings: { ...settings, secrecy: 'named' }
	});
	room.do(CHAIR, { type: 'ballots.open', vote: second });
	cast(room, '庚', 'yes');
	close(room, second);
	room.do('organiser', { type: 'plan.close' });
	room.do('organiser', { type: 'record.set', publish: 'live' });
	const asked = [first, second].filter(
		(vote) => room.send(CHAIR, { type: 'ballots.open-afterwards', vote }) === 'ok'
	);
	for (const vote of asked) {
		const then = afterwardsOf(room.state.ballots, vote)!;
		for (const who of AWAY) expect(give(room, then, who, 'no')).toBe('ok');
	}
	room.pass(DAY);
	for (const vote of asked)
		room.send('clock', {
			type: 'ballots.close',
			vote: afterwardsOf(room.state.ballots, vote)!.id
		});
	expect(room.state.ballots.afterwards.map(({ result }) => result?.tally.cast.heads)).toEqual(
		asked.map(() => 6)
	);
});
