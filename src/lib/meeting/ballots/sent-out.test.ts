/** A vote while somebody is outside: nobody votes in their place, and what they gave before stands. */
import { expect, it } from 'vitest';
import { begin, cast, CLERK, close, PEOPLE, talked } from './test-votes.ts';
import { turnoutHere } from './view.ts';

const out = (room: ReturnType<typeof talked>, name: string) =>
	room.do(CLERK, { type: 'roll.send-out', seat: room.seat(name), reason: '吵' });

it('[E12] nobody enters a vote for who was sent out', () => {
	const room = talked();
	begin(room);
	out(room, '甲');
	expect(cast(room, '甲', 'yes', { by: CLERK })).not.toBe('ok');
	expect(cast(room, '甲', 'yes')).not.toBe('ok');
});

it('[E12] the vote they gave before stands, and is one of so many', () => {
	const room = talked();
	const vote = begin(room);
	for (const who of PEOPLE) expect(cast(room, who, 'yes')).toBe('ok');
	out(room, '甲');
	room.pass(60_000);
	const open = room.state.ballots.votes.at(-1)!;
	const { n, of } = turnoutHere(room.state, open);
	expect(n).toBeLessThanOrEqual(of);
	expect(close(room, vote).result!.sources[0]!.counts['yes']).toBe(PEOPLE.length);
});
