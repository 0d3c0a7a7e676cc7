/** What is computed beside the room comes back as a fact that everybody sees. */
import { expect, test } from 'vitest';
import { newId } from '#server/auth/arrival.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { resident, seatId, sitDown } from './people.ts';
import { discuss, folder, openMeeting, served } from './world.ts';

const TEXTS = [
	'排烟口别对着10号楼的窗户',
	'排烟口不要对着10号楼窗户',
	'每周菜谱提前贴出来',
	'卧床老人能送到家'
];

test('[K33 K32] alike cards are proposed, and common ground is found, without anybody waiting', async () => {
	const it = await served(folder());
	const people = Array.from({ length: 32 }, (_, n) => resident(`居民${n + 1}`));
	const { room, chair } = await openMeeting(it, people);
	await discuss(room, chair);
	const sessions = new Map<string, string>();
	const seats = people.map((_, n) => seatId(room, n + 1));
	for (const seat of seats) {
		await sitDown(it.app, room, seat);
		sessions.set(seat, room.committed.hidden.roll.holders.get(seat)!);
	}
	const send = async (seat: string, command: Command) => {
		const who = { session: sessions.get(seat)!, owner: false };
		expect(await room.ask({ id: newId(), as: seat, command }, who)).toHaveProperty('seq');
	};
	const item = room.committed.state.agenda.items[0]!.id;
	await chair.send({ type: 'cards.prepare', item, question: '最担心什么？' });
	await chair.send({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	for (const [n, seat] of seats.slice(0, 10).entries()) {
		const text = TEXTS[n] ?? `第${n}件别的事情`;
		const random = { card: `card0000000${n}xyz`, key: `key-of-a-card-number-${n}` };
		await send(seat, { type: 'cards.send', board: 'b1', seat, text, stance: 'idea', ...random });
	}
	await chair.send({ type: 'cards.go', board: 'b1', from: 'writing', to: 'reading' });
	const board = () => chair.copy!.state.cards.boards[0]!;
	await chair.until(() => board()?.hints != null, 'what is alike', 60_000);
	const words = (id: string) =>
		chair.copy!.texts[board().cards.find((card) => card.id === id)!.text.id]!;
	expect(board().hints!.near[0]!.map(words).sort()).toEqual(TEXTS.slice(0, 2).sort());

	await chair.send({ type: 'cards.agreeing', board: 'b1', open: true });
	for (const [n, seat] of seats.entries()) {
		const votes = Object.fromEntries(
			board().cards.map(({ id }, k) => [id, k < 4 ? 1 : n < 16 === k % 2 > 0 ? 1 : -1] as const)
		);
		await send(seat, {
			type: 'cards.agree',
			board: 'b1',
			seat,
			ballot: `ballot-of-a-seat-${n}-x`,
			votes
		});
	}
	await chair.send({ type: 'cards.agreeing', board: 'b1', open: false });
	await chair.until(() => board().ground !== null, 'common ground', 60_000);
	const ground = board().ground!;
	if (!ground.ok) throw new Error(ground.refusal.code);
	expect(ground.ground.people).toBe(32);
	expect(ground.ground.groups.map((group) => group.people)).toEqual([16, 16]);
	expect(ground.ground.statements.filter(({ verdict }) => verdict === 'accepted')).toHaveLength(4);
	// Nobody is told any of them; they are kept until dots begin, so that it can go on [K32].
	expect(room.committed.hidden.cards.boards.get('b1')!.agree.size).toBe(32);
	await chair.send({ type: 'cards.group', board: 'b1', cards: [board().cards[0]!.id], to: 'new' });
	await chair.send({ type: 'cards.go', board: 'b1', from: 'reading', to: 'dots' });
	expect(room.committed.hidden.cards.boards.get('b1')!.agree.size).toBe(0);
});
