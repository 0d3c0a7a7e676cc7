/** Five hundred phones write while the line is down: nothing is lost, nothing is doubled (F14, C27). */
import { expect, onTestFinished, test } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { fold } from '#lib/meeting/evolve.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import { eventOf } from '#server/meeting/chain.ts';
import { badLine } from './lossy.ts';
import { Phone, resident, seatId, sitDown } from './people.ts';
import { seeded } from './seeded.ts';
import { discuss, folder, openMeeting, served } from './world.ts';

const PHONES = 500;

test('[K9 C27 F14] 500 phones write through a dead and then a bad line: none lost, none doubled', async () => {
	const it = await served(folder());
	const people = Array.from({ length: PHONES }, (_, n) => resident(`居民${n + 1}`));
	const { room, chair } = await openMeeting(it, people);
	await discuss(room, chair);
	const item = room.stored.state.agenda.items[0]!.id;
	await chair.say({ type: 'cards.prepare', item, question: '最担心什么？' });
	await chair.say({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });

	const misfortune = { drop: 0.05, double: 0.05, swap: 0.05, cut: 0.01 };
	const line = await badLine(it.origin, seeded(7), misfortune);
	onTestFinished(() => line.stop());
	const seats = Array.from({ length: PHONES }, (_, n) => seatId(room, n + 1));
	const cookies = await Promise.all(seats.map((seat) => sitDown(it.app, room, seat)));
	const phones = seats.map((seat, n) => new Phone(line.origin, room.code, seat, cookies[n]!, 700));
	onTestFinished(() => {
		for (const phone of phones) phone.close();
	});
	await Promise.all(phones.map((p) => p.until(() => p.copy !== null, 'the room to show', 150_000)));

	// Everybody is cut off and writes: half of them two cards, and presses twice.
	for (const phone of phones) phone.client.pause();
	const answers: Promise<unknown>[] = [];
	const texts = new Set<string>();
	for (const [n, phone] of phones.entries())
		for (let k = 0; k <= n % 2; k++) {
			const text = `第${n + 1}人第${k + 1}张`;
			texts.add(text);
			const command: Command = {
				...{ type: 'cards.send', board: 'b1', seat: phone.seat, text, stance: 'idea' },
				card: `card${String(n).padStart(6, '0')}x${k}abc`,
				key: `key-of-a-single-phone-${n}-${k}`
			};
			answers.push(phone.say(command));
			if (k === 1) answers.push(phone.say(command));
		}
	expect(phones.every((phone) => phone.client.unanswered > 0)).toBe(true);
	expect(room.stored.state.cards.boards[0]!.count.cards).toBe(0);

	// The line comes back: frames are dropped, doubled, swapped and cut, and then it is good again.
	for (const phone of phones) phone.client.wake();
	const some = () => room.stored.state.cards.boards[0]!.count.cards >= texts.size / 4;
	void phones[0]!.until(some, 'a quarter of the cards', 150_000).then(() => line.mend());
	for (const answer of await Promise.all(answers)) expect(answer).toHaveProperty('seq');

	await chair.say({ type: 'cards.go', board: 'b1', from: 'writing', to: 'reading' });
	const board = room.stored.state.cards.boards[0]!;
	expect(board.count).toEqual({ cards: PHONES * 1.5, people: PHONES, papers: 0 });
	const shown = board.cards.map(({ text }) => room.texts.get(text.id)!);
	expect(shown).toHaveLength(texts.size);
	expect(new Set(shown)).toEqual(texts);
	const rows = it.app.journal.rows(room.meeting).map((row) => eventOf(row.line));
	expect(fold(emptyMeeting(), rows)).toEqual(room.stored.state);
}, 240_000);
