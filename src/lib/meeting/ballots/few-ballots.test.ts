/** Where a result would say what one person chose, it is told to nobody [E44]. */
import { expect, it } from 'vitest';
import { voteOf } from './ballots.ts';
import { hiddenVote } from './hidden.ts';
import { begin, cast, CHAIR, close, talked } from './test-votes.ts';

it('[E44] the chair does not close an unsigned vote after one ballot', () => {
	const room = talked();
	const vote = begin(room);
	cast(room, '甲', 'no');
	expect(room.send(CHAIR, { type: 'ballots.close', vote })).toBe('vote-alone');
	cast(room, '乙', 'yes');
	expect(close(room, vote).result!.tally.cast.heads).toBe(2);
});

it.each(['clock', 'meeting'])(
	'[E44] by the %s it is annulled by itself, and nothing is left',
	(by) => {
		const room = talked();
		const vote = begin(room);
		cast(room, '甲', 'no');
		if (by === 'clock') room.send('clock', { type: 'ballots.close', vote });
		else room.do(CHAIR, { type: 'plan.close' });
		const { step, alone, result, why } = voteOf(room.state.ballots, vote)!;
		expect({ step, alone, result, why }).toEqual({
			...{ step: 'annulled', alone: true },
			...{ result: null, why: null }
		});
		expect(hiddenVote(room.hidden.ballots, vote).ballots.size).toBe(0);
		expect(room.events.some(({ type }) => type === 'ballots.closed')).toBe(false);
	}
);

it('[E44] named it is told as ever, and nobody’s silence is told either', () => {
	const room = talked();
	const vote = begin(room, { settings: { kind: 'yes-no', secrecy: 'named' } });
	cast(room, '甲', 'no');
	expect(close(room, vote).result!.tally.cast.heads).toBe(1);
	expect(close(room, begin(room)).result!.tally.outcome).toBe('nobody');
});
