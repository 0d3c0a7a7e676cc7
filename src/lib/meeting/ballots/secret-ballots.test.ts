/** 秘密: a ballot is given to a seat, and comes back from nobody [E29–E34]. */
import { describe, expect, it } from 'vitest';
import { onHistory } from '../due.ts';
import { factsOf } from '../facts.ts';
import type { TestRoom } from '../test-room.ts';
import { voteOf, type OptionId, type VoteId } from './ballots.ts';
import type { VoteDraft } from './commands.ts';
import { hiddenVote } from './hidden.ts';
import { auditVotes } from './recount.ts';
import { boardLines, boardOf, codeOf } from './secret-board.ts';
import { begin, cast, CHAIR, CLERK, close, PEOPLE, prepare, talked } from './test-votes.ts';

const SECRET: Partial<VoteDraft> = { settings: { kind: 'yes-no', secrecy: 'secret' } };
/** 64 bytes, the same for the same number. */
const tokenOf = (n: number) => `${n}`.padStart(8, '0').repeat(16);

function give(room: TestRoom, vote: VoteId, who: string, n: number, by = who): string {
	const seat = room.seat(who);
	return room.send(by, { type: 'ballots.token', vote, seat, blinded: `~${tokenOf(n)}` });
}
/** What the browser makes of what was signed for it. */
function signatureOf(room: TestRoom, vote: VoteId, who: string): string {
	const { issued } = hiddenVote(room.hidden.ballots, vote);
	return issued.get(room.seat(who))!.signature.slice(1);
}
function drop(room: TestRoom, vote: VoteId, n: number, signature: string, choice: OptionId[]) {
	const token = tokenOf(n);
	const body = { vote, token, key: 0, signature, choice };
	return room.send('anonymous', { type: 'ballots.cast-secret', ...body });
}
/** A vote in which everybody has a ballot; of the first `casting` it was cast, for. */
function held(room: TestRoom, casting: number): VoteId {
	const vote = begin(room, SECRET);
	for (const [n, who] of PEOPLE.entries()) expect(give(room, vote, who, n)).toBe('ok');
	for (const [n, who] of PEOPLE.slice(0, casting).entries())
		expect(drop(room, vote, n, signatureOf(room, vote, who), ['yes'])).toBe('ok');
	return vote;
}

describe('opening', () => {
	it('[E34] its keys stand in the opening, their secret halves nowhere in the journal; below five it is refused', () => {
		const room = talked();
		const vote = begin(room, SECRET);
		const { blind, settings } = voteOf(room.state.ballots, vote)!;
		expect(blind!.keys).toHaveLength(1);
		expect(settings.changeable, 'final, whatever was asked for').toBe(false);
		const { keys } = hiddenVote(room.hidden.ballots, vote);
		expect([...keys.values()]).toEqual([{ secret: blind!.keys[0]!.key }]);
		expect(JSON.stringify(room.events)).not.toContain('"secret":');
		const few = talked(PEOPLE.slice(0, 4));
		const small = prepare(few, SECRET);
		expect(few.refused(CHAIR, { type: 'ballots.open', vote: small })).toBe('vote-few-for-secret');
	});

	it('[E34 L12] by area each area has a key; whoever comes later with another is given none', () => {
		const people = Array.from({ length: 11 }, (_, n) => `户${n}`);
		const room = talked(people);
		const seats = people.map((name) => room.seat(name));
		/** The last `other` homes are larger. */
		const register = (other: number) => {
			const units = seats.map((seat, n) => {
				return { unit: `${n}`, area: n >= 11 - other ? 9000 : 7000, owner: `${n}`, seat };
			});
			const area = units.reduce((sum, one) => sum + one.area, 0);
			room.do(CHAIR, { type: 'ballots.register', units, area });
		};
		register(1);
		const settings = { kind: 'yes-no', rule: 'V06', secrecy: 'secret' } as const;
		const vote = prepare(room, { settings });
		expect(room.refused(CHAIR, { type: 'ballots.open', vote })).toBe('vote-weights-tell');
		for (const seat of seats.slice(6)) room.do(CHAIR, { type: 'attendance.leave', seat });
		// Whoever may vote may come yet.
		expect(room.refused(CHAIR, { type: 'ballots.open', vote })).toBe('vote-weights-tell');
		register(5);
		room.do(CHAIR, { type: 'ballots.open', vote });
		expect(voteOf(room.state.ballots, vote)!.blind!.keys.map(({ area }) => area)).toEqual([7000]);
		room.do(CHAIR, { type: 'attendance.return', seat: seats[10]! });
		expect(give(room, vote, people[10]!, 6)).toBe('vote-area-alone');
		for (const n of [0, 1]) {
			expect(give(room, vote, people[n]!, n)).toBe('ok');
			expect(drop(room, vote, n, signatureOf(room, vote, people[n]!), ['yes'])).toBe('ok');
		}
		const { result } = close(room, vote);
		expect(result!.tally.cast).toEqual({ heads: 2, area: 14_000 });
	});
});

describe('a ballot is given', () => {
	it('[E29] to whoever sits there and may vote, once, the same when asked again; nobody fetches it for another', () => {
		const room = talked();
		const vote = begin(room, SECRET);
		expect(give(room, vote, '甲', 1)).toBe('ok');
		const events = room.events.length;
		expect(give(room, vote, '甲', 1), 'asked again').toBe('ok');
		expect(room.events.length).toBe(events);
		expect(give(room, vote, '甲', 2), 'another phone').toBe('token-issued');
		expect(give(room, vote, '乙', 3, CLERK), 'the clerk').toBe('vote-secret');
		expect(cast(room, '乙', 'yes', { by: CLERK })).toBe('vote-secret');
		expect(cast(room, '乙', 'yes'), 'under a seat').toBe('vote-secret');
		expect(give(room, vote, CLERK, 4), 'has no vote').toBe('not-a-voter');
		const bad = { type: 'ballots.token', vote, seat: room.seat('丙') } as const;
		expect(room.refused('丙', { ...bad, blinded: 'a-digest' })).toBe('token-unreadable');
		const named = begin2(room);
		expect(give(room, named, '丙', 5), 'a vote that is not secret').toBe('malformed');
	});

	function begin2(room: TestRoom): VoteId {
		close(room, room.state.ballots.votes.at(-1)!.id);
		return begin(room);
	}

	it('[E29] who has a ballot is seen by the desk, and that is all anybody sees', () => {
		const room = talked();
		const vote = held(room, 3);
		const { cast: known, ballots, issued } = hiddenVote(room.hidden.ballots, vote);
		expect([known.size, issued.size, ballots.size]).toEqual([0, 7, 3]);
		for (const [token, ballot] of ballots) {
			expect(JSON.stringify([token, ballot])).not.toMatch(/"s\d+"/u);
			expect(Object.keys(ballot).sort()).toEqual(['choice', 'signed', 'source']);
		}
	});
});

describe('a ballot is cast', () => {
	it('[E30] once, for good, by nobody: said again it is answered, changed or forged it is refused', () => {
		const room = talked();
		const vote = held(room, 1);
		const good = signatureOf(room, vote, '甲');
		expect(room.events.at(-1)!.actor).toBe('anonymous');
		expect(drop(room, vote, 0, good, ['yes']), 'said again').toBe('ok');
		expect(drop(room, vote, 0, good, ['no'])).toBe('token-used');
		expect(drop(room, vote, 9, good, ['yes']), 'the signature of another').toBe('token-forged');
		expect(drop(room, vote, 1, signatureOf(room, vote, '乙'), ['maybe'])).toBe('no-such-option');
		expect(drop(room, vote, 1, signatureOf(room, vote, '乙'), [])).toBe('choice-count');
		const body = { vote, token: tokenOf(1), signature: signatureOf(room, vote, '乙') };
		const command = { type: 'ballots.cast-secret', ...body, key: 4, choice: ['yes'] } as const;
		expect(room.refused('anonymous', { ...command, choice: ['yes'] })).toBe('token-forged');
		expect(room.send('乙', { ...command, choice: ['yes'] }), 'by somebody known').toBe(
			'not-allowed'
		);
		expect(drop(room, vote, 1, signatureOf(room, vote, '乙'), ['yes'])).toBe('ok');
		expect(close(room, vote).result!.tally.cast.heads).toBe(2);
		expect(drop(room, vote, 0, good, ['yes']), 'after the end').toBe('vote-closed');
		expect(drop(room, 'v404', 0, good, ['yes'])).toBe('no-such-vote');
	});

	it('[E31] the board lies by its tokens and comes to the result; keys and who had a ballot are gone', () => {
		const room = talked();
		const vote = held(room, 6);
		const { result, turnout } = close(room, vote);
		const left = hiddenVote(room.hidden.ballots, vote);
		expect([left.ballots.size, left.keys.size, left.issued.size]).toEqual([0, 0, 0]);
		const board = [...left.board.values()];
		expect(board.map(({ token }) => token)).toEqual(board.map(({ token }) => token).toSorted());
		expect(result!.board).toMatchObject({ ballots: 6, issued: 7 });
		const told = factsOf(room.events).find(({ what }) => what === 'vote-closed');
		expect(told).toMatchObject({ board: result!.board!.digest });
		expect(turnout).toEqual({ secret: 6 });
		expect(result!.box).toEqual([{ choice: ['yes'], n: 6 }]);
		expect(auditVotes(room.state.ballots)).toEqual([]);
		expect(boardLines(boardOf({ ballots: new Map() }))).toBe('');
	});

	it('[E31] a code has eight digits, in the order of the board', () => {
		expect(codeOf('00000000'.repeat(16))).toBe('0000 0000');
		expect(codeOf('ffffffff'.repeat(16))).toBe('9999 9999');
		expect(codeOf('80000000'.repeat(16))).toBe('5000 0000');
	});

	it('[E32] paper is counted by two for those who have no ballot; hands would show', () => {
		const room = talked();
		const vote = begin(room, SECRET);
		for (const [n, who] of PEOPLE.slice(0, 5).entries()) give(room, vote, who, n);
		for (const [n, who] of PEOPLE.slice(0, 5).entries())
			expect(drop(room, vote, n, signatureOf(room, vote, who), ['no'])).toBe('ok');
		room.do(CHAIR, { type: 'ballots.close-phones', vote });
		expect(give(room, vote, PEOPLE[5]!, 5)).toBe('vote-phones-closed');
		const count = { type: 'ballots.count', vote, source: 'paper', counts: { yes: 2 } } as const;
		expect(room.refused(CHAIR, { ...count, source: 'hands' })).toBe('counts-kind');
		expect(room.refused(CHAIR, { ...count, counts: { yes: 3 } })).toBe('counts-people');
		room.do(CHAIR, count);
		room.do(CLERK, count);
		const { result, turnout } = close(room, vote);
		expect(turnout).toEqual({ secret: 5, paper: 2 });
		expect(result!.tally.cast.heads).toBe(7);
		expect(result!.board!.ballots).toBe(5);
	});
});

describe('a backup is restored', () => {
	it('[E33] a vote of another history is annulled, says why, and takes nothing more', () => {
		const room = talked();
		const vote = held(room, 3);
		expect(onHistory(room.state, { epoch: 'first' })).toEqual([]);
		expect(room.send('clock', { type: 'ballots.void', vote })).toBe('ok');
		expect(voteOf(room.state.ballots, vote)!.step).toBe('open');
		Object.assign(room.blind, { epoch: 'restored' });
		expect(onHistory(room.state, { epoch: 'restored' })).toEqual([{ type: 'ballots.void', vote }]);
		const good = signatureOf(room, vote, PEOPLE[4]!);
		room.do('clock', { type: 'ballots.void', vote });
		expect(voteOf(room.state.ballots, vote)).toMatchObject({
			...{ step: 'annulled', restored: true, why: null, result: null }
		});
		expect(drop(room, vote, 4, good, ['yes'])).toBe('vote-closed');
	});
});
