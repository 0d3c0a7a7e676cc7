/** What was on its way when a vote ended is for that vote: never for the next one. */
import { expect, it } from 'vitest';
import type { Command } from '../registry.ts';
import { begin, cast, CHAIR, CLERK, close, PEOPLE, talked } from './test-votes.ts';

it('[E21] a digit of the clerk, a ballot and a count that come late are refused, and the next vote has none', () => {
	const room = talked();
	const first = begin(room);
	for (const who of PEOPLE.slice(0, 5)) cast(room, who, 'yes');
	room.do(CHAIR, { type: 'ballots.close-phones', vote: first });
	close(room, first);
	const second = begin(room, { question: '同意另一件事' });
	const seat = room.seat('庚');
	const ballot = 'ballot-of-late-0123456789';
	const late: Command = { type: 'ballots.cast', vote: first, seat, ballot, choice: ['no'] };
	for (const who of ['庚', CLERK]) expect(room.refused(who, late)).toBe('vote-closed');
	const count = {
		type: 'ballots.count',
		vote: first,
		source: 'hands',
		counts: { yes: 2 }
	} as const;
	expect(room.refused(CLERK, count)).toBe('vote-closed');
	const next = room.state.ballots.votes.find(({ id }) => id === second)!;
	expect([next.turnout, next.counted]).toEqual([{}, []]);
});
