/** A full hall with thousands of cards: whoever comes late still gets all of it. */
import { expect, test } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import { resident } from './people.ts';
import { discuss, folder, openMeeting, phone, served } from './world.ts';

const SEATS = 1000;
const CARDS = 3000;
/** What may wait for a phone that does not read (server/meeting/encoded.ts). */
const MOST_QUEUED = 1_000_000;

test('[C10 F33] 1,000 seats and 3,000 shown cards reach a phone that comes late, and it stays', async () => {
	const it = await served(folder());
	const people = Array.from({ length: SEATS }, (_, n) => resident(`居民${n + 1}`));
	const { room, chair, clerk } = await openMeeting(it, people);
	await discuss(room, chair);
	const item = room.committed.state.agenda.items[0]!.id;
	await chair.send({ type: 'cards.prepare', item, question: '最担心什么？' });
	await chair.send({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	// Typed at the desk, but not over its throttled socket.
	const who = { session: room.committed.hidden.roll.holders.get(clerk.seat)!, owner: false };
	const typed = Array.from({ length: CARDS }, (_, n) => {
		const command: Command = {
			...{ type: 'cards.paper', board: 'b1', number: n + 1, stance: 'idea' },
			...{
				text: `第${n + 1}张：希望饭菜软烂少盐、价格便宜`,
				card: `card${String(n).padStart(9, '0')}`
			},
			key: `key-of-card-number-${n}`
		};
		return room.ask({ id: newId(), as: clerk.seat, command }, who);
	});
	for (const answer of await Promise.all(typed)) expect(answer).toHaveProperty('seq');
	const go = {
		type: 'cards.go',
		board: 'b1',
		from: 'writing',
		to: 'reading',
		force: true
	} as const;
	expect(await chair.send(go)).toHaveProperty('seq');
	await chair.until((p) => p.copy!.state.cards.boards[0]!.cards.length === CARDS, 'all cards');

	const whole = JSON.stringify([room.committed.state, Object.fromEntries(room.texts)]);
	expect(Buffer.byteLength(whole)).toBeGreaterThan(MOST_QUEUED);
	const late = await phone(it, room, 7);
	const { cards } = late.copy!.state.cards.boards[0]!;
	expect(new Set(cards.map(({ text }) => late.copy!.texts[text.id])).size).toBe(CARDS);
	expect(cards).toHaveLength(CARDS);
	expect(await late.send({ type: 'attendance.step-out', seat: late.seat })).toHaveProperty('seq');
	expect(late.connected).toBe(true);
});
