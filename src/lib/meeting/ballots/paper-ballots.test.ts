/** 纸质票 with check codes: printed from the vote, entered by two people, and found again on the board (L9, X21). */
import { describe, expect, it } from 'vitest';
import type { TestRoom } from '../test-room.ts';
import type { Vote } from './ballots.ts';
import { hiddenVote } from './hidden.ts';
import { ballotsView } from './private-view.ts';
import { auditVotes } from './recount.ts';
import { begin, cast, CHAIR, CLERK, close, prepare, talked } from './test-votes.ts';

const MANY = Array.from({ length: 14 }, (_, n) => `居民${n + 1}`);
const CODES = Array.from({ length: 12 }, (_, n) => `${10_000_000 + n * 1_234_567}`);

function enter(room: TestRoom, vote: string, who: string, code: string, choice = 'yes') {
	return room.send(who, { type: 'ballots.enter-paper', vote, code, choice: [choice] });
}
const print = (room: TestRoom, vote: string, codes = CODES, who = CLERK) =>
	room.send(who, { type: 'ballots.print', vote, codes });
const seen = (room: TestRoom, who: string) =>
	ballotsView(room.state, room.hidden, {
		...{ you: [room.seat(who)], organiser: false, session: who },
		...{ desk: who !== '居民1', names: 'staff' as never }
	}).papers;

/** Open, with papers printed and phones stopped. */
function counting(draft: Parameters<typeof begin>[1] = {}): { room: TestRoom; vote: string } {
	const room = talked(MANY);
	const vote = begin(room, draft);
	print(room, vote);
	for (const who of MANY.slice(0, 6)) cast(room, who, who === '居民1' ? 'no' : 'yes');
	room.do(CHAIR, { type: 'ballots.close-phones', vote });
	return { room, vote };
}
const rows = (room: TestRoom, vote: string) => [...hiddenVote(room.hidden.ballots, vote).papers];

describe('printing', () => {
	it('[E39] the desk prints papers, each with a code of its own', () => {
		const room = talked(MANY);
		const vote = prepare(room);
		expect(print(room, vote, CODES, '居民1')).toBe('not-allowed');
		expect(print(room, vote, ['12345678', '12345678'])).toBe('paper-twice');
		expect(print(room, vote)).toBe('ok');
		expect(room.state.ballots.votes[0]!.printed).toBe(12);
		// More of them, later; one that is there already is no new one.
		expect(print(room, vote, ['12345678', CODES[0]!])).toBe('paper-twice');
		expect(print(room, vote, ['12345678'])).toBe('ok');
		expect(room.state.ballots.votes[0]!.printed).toBe(13);
		expect(JSON.stringify(room.events)).not.toContain(CODES[0]);
	});

	it('[E39] only where a paper says one thing, and heads are counted', () => {
		const room = talked(MANY);
		const options = [{ text: '甲案' }, { text: '乙案' }];
		const vote = prepare(room, { settings: { kind: 'ranking' }, options });
		expect(print(room, vote)).toBe('counts-kind');
	});
});

describe('entering', () => {
	it('[E40 L9] stands when two people have entered the same', () => {
		const { room, vote } = counting();
		expect(enter(room, vote, CLERK, CODES[0]!, 'maybe')).toBe('no-such-option');
		expect(enter(room, vote, CLERK, '99999999')).toBe('paper-unknown');
		expect(enter(room, vote, '居民9', CODES[0]!)).toBe('not-allowed');
		expect(enter(room, vote, CLERK, CODES[0]!)).toBe('ok');
		expect(enter(room, vote, CLERK, CODES[0]!)).toBe('ok');
		expect(seen(room, CHAIR)).toEqual({ once: 1, agreed: 0, differ: [], mine: 0 });
		expect(seen(room, CLERK)).toMatchObject({ mine: 1 });
		expect(seen(room, '居民1')).toBeNull();
		expect(enter(room, vote, CHAIR, CODES[0]!)).toBe('ok');
		expect(seen(room, CHAIR)).toMatchObject({ once: 0, agreed: 1 });
		expect(enter(room, vote, CHAIR, CODES[0]!, 'no')).toBe('counts-agreed');
	});

	it('[E40] what two read differently stands on a list until one has looked again', () => {
		const { room, vote } = counting();
		enter(room, vote, CLERK, CODES[1]!, 'yes');
		expect(enter(room, vote, CHAIR, CODES[1]!, 'no')).toBe('ok');
		expect(seen(room, CLERK)).toEqual({ once: 0, agreed: 0, differ: [CODES[1]], mine: 1 });
		expect(enter(room, vote, CLERK, CODES[1]!, 'no')).toBe('ok');
		expect(seen(room, CLERK)).toMatchObject({ agreed: 1, differ: [] });
	});

	it('[E40] never more than who is here and has not voted; numbers of a pile are not taken beside', () => {
		const { room, vote } = counting();
		for (const code of CODES.slice(0, 8))
			for (const who of [CLERK, CHAIR]) expect(enter(room, vote, who, code)).toBe('ok');
		expect(enter(room, vote, CLERK, CODES[8]!)).toBe('ok');
		expect(enter(room, vote, CHAIR, CODES[8]!)).toBe('counts-people');
		const pile = { type: 'ballots.count', vote, source: 'paper', counts: { yes: 1 } } as const;
		expect(room.send(CLERK, pile)).toBe('paper-coded');
	});

	it('[E40] not while phones vote, and not after the end', () => {
		const room = talked(MANY);
		const vote = begin(room);
		print(room, vote);
		expect(enter(room, vote, CLERK, CODES[0]!)).toBe('vote-phones-open');
		close(room, vote);
		expect(enter(room, vote, CLERK, CODES[0]!)).toBe('vote-closed');
		expect(print(room, vote)).toBe('vote-closed');
	});
});

describe('the board', () => {
	const paper = (room: TestRoom, vote: string, choices: string[]): Vote => {
		for (const [n, choice] of choices.entries())
			for (const who of [CLERK, CHAIR]) enter(room, vote, who, CODES[n]!, choice);
		return close(room, vote);
	};

	it('[E41 X21] each counted code lies on it with its choice; what was not counted does not', () => {
		const { room, vote } = counting();
		enter(room, vote, CLERK, CODES[9]!);
		const closed = paper(room, vote, ['yes', 'no', 'yes', 'no', 'no']);
		expect(closed.turnout).toEqual({ hall: 6, paper: 5 });
		expect(closed.result!.papers).toMatchObject({ n: 5, printed: 12 });
		expect(rows(room, vote)).toHaveLength(5);
		expect(rows(room, vote)[1]).toEqual([CODES[1], { choice: ['no'] }]);
		expect(closed.result!.tally.options.map(({ heads }) => heads)).toEqual([7, 4, 0]);
		expect(auditVotes(room.state.ballots)).toEqual([]);
	});

	it('[E41 E25] where few used paper a code says that it was counted, and no more', () => {
		const { room, vote } = counting();
		paper(room, vote, ['yes', 'no']);
		expect(rows(room, vote)).toEqual([
			[CODES[0], { choice: null }],
			[CODES[1], { choice: null }]
		]);
	});

	it('[E41] an annulled vote leaves nothing', () => {
		const { room, vote } = counting();
		enter(room, vote, CLERK, CODES[0]!);
		room.do(CHAIR, { type: 'ballots.annul', vote, reason: '念错了' });
		expect(rows(room, vote)).toEqual([]);
	});
});
