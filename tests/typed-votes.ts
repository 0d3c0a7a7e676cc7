/** A meeting that votes, with everything typed that can be typed. */
import { expect } from 'vitest';
import { opened, plan } from '#lib/meeting/runsheet/test-meetings.ts';
import type { TestRoom } from '#lib/meeting/test-room.ts';
import { A, B, C, CHAIR, CLERK, draft, run, typed } from './typed-signs.ts';

/** A vote by area from its question to its end, and one that is dropped. */
export function votes(): TestRoom {
	const room = opened(plan({}, draft()), [A, B, C]);
	const [a, b, c] = [A, B, C].map((name) => room.seat(name)) as [string, string, string];
	const item = room.state.agenda.items[0]!.id;
	const option = () => ({
		...{ text: typed(), cost: typed(), who: typed(), time: typed(), pro: typed(), con: typed() }
	});
	const asked = () => ({
		question: typed(),
		settings: { kind: 'single' } as const,
		options: [option(), option()],
		scope: { label: typed(), seats: [a, b] }
	});
	const last = () => room.state.ballots.votes.at(-1)!.id;
	run(room, CHAIR, { type: 'ballots.prepare', item, draft: asked() });
	const dropped = last();
	run(room, CHAIR, { type: 'ballots.drop', vote: dropped });
	run(room, CHAIR, { type: 'ballots.prepare', item, draft: asked() });
	const vote = last();
	const homes = [a, b].map((seat) => ({ unit: typed(), area: 8250, owner: typed(), seat }));
	run(
		room,
		CHAIR,
		{ type: 'ballots.change', vote, draft: asked() },
		{ type: 'ballots.exclude', vote, seat: c, reason: typed() },
		{ type: 'ballots.readmit', vote, seat: c },
		{ type: 'ballots.exclude', vote, seat: c, reason: typed() },
		{ type: 'ballots.register', units: homes, area: 16_500 },
		{ type: 'ballots.proxy', principal: a, proxy: c, form: typed(), sameHome: true },
		{ type: 'ballots.proxy-end', principal: a },
		{ type: 'ballots.adopt', rule: 'V14' },
		{ type: 'ballots.print', vote, codes: ['12345678'] },
		{ type: 'ballots.open', vote, waive: typed() }
	);
	const choice = [room.state.ballots.votes.at(-1)!.options[0]!.id];
	// What is typed in the place of an id names nothing.
	const wrong = { type: 'ballots.cast', vote, seat: a, ballot: 'b'.repeat(26) } as const;
	expect(room.send(A, { ...wrong, choice: [typed()] })).toBe('no-such-option');
	run(room, A, { ...wrong, choice });
	run(
		room,
		CHAIR,
		{ type: 'ballots.extend', vote, seconds: 30 },
		{ type: 'ballots.close-phones', vote }
	);
	const counts = { [choice[0]!]: 1 };
	for (const who of [CLERK, CHAIR])
		run(room, who, { type: 'ballots.count', vote, source: 'hands', counts });
	run(
		room,
		CHAIR,
		{ type: 'ballots.close', vote },
		{ type: 'ballots.annul', vote, reason: typed() }
	);
	return room;
}
