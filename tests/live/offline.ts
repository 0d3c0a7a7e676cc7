/**
 * Phones write cards while the line is down, and over a bad one: nothing is lost, nothing is doubled (F14,
 * C27). The tests try it with some, `npm run prove` with five hundred.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Command } from '#lib/meeting/registry.ts';
import { fold } from '#lib/meeting/evolve.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import { eventOf } from '#server/meeting/chain.ts';
import type { Room } from '#server/meeting/room.ts';
import { badLine } from './lossy.ts';
import { join, makeMeeting, Phone, resident, seatId, sitDown } from './people.ts';
import { seeded } from './seeded.ts';
import { serve, type Served } from './serve.ts';
import { storedRows } from './stored-rows.ts';

export interface OfflineReport {
	phones: number;
	/** Cards that were handed in, said twice or not. */
	written: number;
	/** Cards whose answer was not "done". Must be 0. */
	refused: number;
	/** Every phone held its words while the line was down, and none was there before. */
	heldBack: boolean;
	/** As the desk counts them. */
	count: { cards: number; people: number; papers: number };
	/** Shown once, with the words that were written. */
	lost: number;
	twice: number;
	/** The journal folded anew is the room. */
	folds: boolean;
}

/** How the line is bad, in parts of one. */
const MISFORTUNE = { drop: 0.05, double: 0.05, swap: 0.05, cut: 0.01 };

/** `count` phones write on `seed`'s bad line; half of them two cards, and press twice. */
export async function writeOffline(count: number, seed: number): Promise<OfflineReport> {
	const dir = mkdtempSync(path(tmpdir(), 'yitang-offline-'));
	const it = await serve(dir);
	const ends: (() => unknown)[] = [];
	try {
		const room = await makeMeeting(
			it.app,
			Array.from({ length: count }, (_, n) => resident(`居民${n + 1}`))
		);
		const chair = await join(it, room, 'chair');
		ends.push(() => chair.close());
		await begin(room, chair);
		const line = await badLine(it.origin, seeded(seed), MISFORTUNE);
		ends.push(() => line.stop());
		const seats = Array.from({ length: count }, (_, n) => seatId(room, n + 1));
		const cookies = await Promise.all(seats.map((seat) => sitDown(it.app, room, seat)));
		const phones = seats.map(
			(seat, n) => new Phone(line.origin, room.code, seat, cookies[n]!, 700)
		);
		ends.unshift(() => phones.forEach((phone) => phone.close()));
		await Promise.all(
			phones.map((phone) => phone.until(({ copy }) => copy !== null, 'the room to show', 150_000))
		);
		return await write(it, room, chair, phones, line.mend);
	} finally {
		for (const end of ends) await end();
		await it.stop();
		rmSync(dir, { recursive: true, force: true });
	}
}

/** Everybody is here, and the board is open for writing. */
async function begin(room: Room, chair: Phone): Promise<void> {
	const { seats, order } = room.committed.state.roll;
	const here = order.filter((seat) => seats[seat]!.votes);
	await chair.send({ type: 'plan.open' });
	await chair.send({ type: 'attendance.sign-in-all', seats: here });
	const { runsheet, agenda } = room.committed.state;
	const to = runsheet.stages.find(({ kind }) => kind === 'discussion')!.id;
	await chair.send({ type: 'runsheet.go', from: runsheet.stageId!, to, force: true });
	await chair.send({ type: 'cards.prepare', item: agenda.items[0]!.id, question: '最担心什么？' });
	await chair.send({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
}

async function write(
	it: Served,
	room: Room,
	chair: Phone,
	phones: Phone[],
	mend: () => unknown
): Promise<OfflineReport> {
	const board = () => room.committed.state.cards.boards[0]!;
	// Everybody is cut off and writes.
	for (const phone of phones) phone.client.pause();
	const answers: Promise<object>[] = [];
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
			answers.push(phone.send(command));
			if (k === 1) answers.push(phone.send(command));
		}
	const heldBack =
		phones.every((phone) => phone.client.unanswered > 0) && board().count.cards === 0;

	// The line comes back: frames are dropped, doubled, swapped and cut, and then it is good again.
	for (const phone of phones) phone.client.wake();
	const some = () => board().count.cards >= texts.size / 4;
	void phones[0]!.until(some, 'a quarter of the cards', 150_000).then(mend);
	const said = await Promise.all(answers);

	await chair.send({ type: 'cards.go', board: 'b1', from: 'writing', to: 'reading' });
	const shown = board().cards.map(({ text }) => room.texts.get(text.id)!);
	const rows = storedRows(it.app, room.meeting).map((row) => eventOf(row.line));
	return {
		phones: phones.length,
		written: texts.size,
		refused: said.filter((answer) => !('seq' in answer)).length,
		heldBack,
		count: board().count,
		lost: [...texts].filter((text) => !shown.includes(text)).length,
		twice: shown.length - new Set(shown).size,
		folds: isDeepStrictEqual(plain(fold(emptyMeeting(), rows)), plain(room.committed.state))
	};
}

/** As it would be stored: what is not there and what is undefined are the same. */
const plain = (state: object): unknown => JSON.parse(JSON.stringify(state));
