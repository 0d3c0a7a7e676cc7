/**
 * What an unsigned round leaves behind: every table, the journal, the write-ahead log byte by byte, and
 * every frame of every socket, searched for cards while they are written, and afterwards for anything
 * that joins a person and what they wrote (F11, F12, decision 0007).
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join as path } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { canonical } from '#lib/meeting/canonical.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { LIVE_PATH } from '#lib/meeting/wire.ts';
import { roomPage } from '#server/meeting/page.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Room } from '#server/meeting/room.ts';
import { resident, staff, type Phone } from './people.ts';
import type { Served } from './serve.ts';
import { start } from './starting.ts';
import { discuss, folder, openMeeting, phone, served } from './world.ts';
import { storedRows } from './stored-rows.ts';

const NAMES = ['王桂芳', '李建国', '刘玉珍', '陈立新', '张秀兰', '赵德厚'];
/** Each person's words are like nobody else's. */
const wordsOf = (n: number) =>
	`第${n}号心里话：${['油烟', '补贴', '软烂', '送餐', '监督', '价格'][n]}`;

/** The hand of whoever wrote the paper card. */
const HANDWRITTEN = Buffer.concat([
	Buffer.from('ffd8ffe0', 'hex'),
	Buffer.from('心里话的字迹'.repeat(50))
]);

type Send = Extract<Command, { type: 'cards.send' }>;

const NOBODY = { seat: null, account: null };

/** A board on which everybody has sent one card, in the order of their seats. */
async function written(it: Served, level: 'unsigned' | 'kind') {
	const people = NAMES.map((name) => resident(name));
	const { room, chair, clerk } = await openMeeting(it, [...people, staff('韩磊', 'helper')]);
	const phones: Phone[] = [];
	for (let n = 1; n <= NAMES.length; n++) phones.push(await phone(it, room, n));
	await discuss(room, chair);
	const frames = await watchFrames(it, room);
	const item = room.committed.state.agenda.items[0]!.id;
	const settings = { level };
	await chair.send({ type: 'cards.prepare', item, question: '最担心什么？', settings });
	await chair.send({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	const sent: Send[] = phones.map(({ seat }, n) => ({
		...{ type: 'cards.send', board: 'b1', seat, text: wordsOf(n), stance: 'worry' },
		card: random(16),
		key: random(24)
	}));
	for (const [n, command] of sent.entries())
		expect(await phones[n]!.send(command)).toHaveProperty('seq');
	const paper: Command = {
		...{ type: 'cards.paper', board: 'b1', number: 41, text: '纸上的心里话', stance: 'idea' },
		...{ seat: phones[0]!.seat, card: random(16), key: random(24) }
	};
	expect(await clerk.send(paper)).toHaveProperty('seq');
	// Photographed by the clerk, who had it typed already: nobody waits for it.
	const who = { session: room.committed.hidden.roll.holders.get(clerk.seat)!, owner: false };
	const picture = HANDWRITTEN.toString('base64');
	const photo: Command = {
		...{ type: 'cards.photo', board: 'b1', number: 41, take: random(16), picture },
		seat: phones[0]!.seat
	};
	expect(await room.ask({ id: newId(), as: clerk.seat, command: photo }, who)).toHaveProperty(
		'seq'
	);
	await clerk.until((p) => p.privateView!.cards.photos.length === 1, 'the photograph');
	return { room, chair, clerk, phones, sent, frames, photo: { picture, take: photo.take } };
}

function random(length: number): string {
	return [...crypto.getRandomValues(new Uint8Array(length))]
		.map((n) => (n % 36).toString(36))
		.join('');
}

/** Every frame that a screen without a seat gets. */
async function watchFrames(it: Served, room: Room): Promise<string[]> {
	const frames: string[] = [];
	const url = `${it.origin.replace('http', 'ws')}${LIVE_PATH}?m=${room.addressKey}&EIO=4&transport=websocket`;
	const socket = new WebSocket(url, { headers: { origin: it.origin } });
	onTestFinished(() => socket.terminate());
	await new Promise<void>((resolve) => {
		socket.on('message', (raw) => {
			const frame = String(raw);
			frames.push(frame);
			if (frame.startsWith('0')) socket.send('40{}');
			if (frame === '2') socket.send('3');
			if (frame.startsWith('42["presence"')) resolve();
		});
	});
	return frames;
}

/** All bytes of the database and its write-ahead log; the keys folder is not part of a stolen file. */
function bytesOf(dir: string): Buffer {
	const files = readdirSync(dir).filter(
		(file) => file.startsWith('yitang.db') && !file.endsWith('-shm')
	);
	return Buffer.concat(files.map((file) => readFileSync(path(dir, file))));
}

/** Where a row stands in the order of arrival, for tables that keep one. */
function placeOf(db: Database.Database, table: string, row: Record<string, unknown>) {
	if (table !== 'text' && table !== 'hidden') return null;
	try {
		const lot = table === 'hidden' ? 'lot' : `''`;
		const find = db.prepare(
			`SELECT rowid FROM "${table}" WHERE meeting = ? AND id = ? AND ${lot} = ?`
		);
		return find.pluck().get(row.meeting, row.id, row.lot ?? '') as number;
	} catch {
		return null;
	}
}

function rowsOf(dir: string): { table: string; place: number; row: Record<string, unknown> }[] {
	const db = new Database(path(dir, 'yitang.db'), { readonly: true });
	const tables = db
		.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`)
		.pluck()
		.all() as string[];
	const rows = tables.flatMap((table) => {
		const all = db.prepare(`SELECT * FROM "${table}"`).all() as Record<string, unknown>[];
		return all.map((row, n) => ({
			table,
			place: placeOf(db, table, row) ?? n,
			row: readable(row)
		}));
	});
	db.close();
	return rows;
}

/** With what a plain lot holds as text, so that it is found by its words. */
function readable(row: Record<string, unknown>): Record<string, unknown> {
	return { ...row, ...(Buffer.isBuffer(row.body) ? { body: row.body.toString() } : {}) };
}

/** Rows of the lots of the first board, by the lots' names. */
function lotRows(rows: ReturnType<typeof rowsOf>, ...lots: string[]) {
	return rows.filter(
		({ table, row }) => table === 'hidden' && lots.some((lot) => row.lot === `${lot} b1`)
	);
}

test.each(['unsigned', 'kind'] as const)(
	'[K6 C2] while a %s round is written, no table, log, frame or page holds a card',
	async (level) => {
		const dir = folder();
		const it = await served(dir);
		const { room, chair, clerk, phones, sent, frames, photo } = await written(it, level);
		await chair.until((p) => p.copy!.state.cards.boards[0]!.count.photos === 1, 'the count');
		expect(chair.copy!.state.cards.boards[0]!.count).toEqual({
			...{ cards: 7, people: 6, papers: 1 },
			photos: 1
		});
		await it.app.rooms.flush();
		const bytes = bytesOf(dir);
		const pages = [chair, clerk, ...phones].map((one) =>
			JSON.stringify([one.copy, one.privateView, one.directory])
		);
		const open = [
			...frames,
			...pages,
			JSON.stringify((await roomPage(it.app, room, NOBODY)).whole)
		].join('\n');
		for (const { text, card, key } of sent) {
			for (const secret of [text, card, key]) {
				expect(bytes.includes(Buffer.from(secret)), secret).toBe(false);
				expect(open.includes(secret), secret).toBe(false);
			}
		}
		expect(bytes.includes(Buffer.from('心里话'))).toBe(false);
		// The photograph of the paper card: no byte of it, and who took it of which only at the desk.
		for (const part of [photo.picture.slice(8, 60), photo.picture.slice(200, 260)]) {
			expect(bytes.includes(Buffer.from(part))).toBe(false);
			expect(open.includes(part)).toBe(false);
		}
		expect(bytes.includes(Buffer.from(photo.take))).toBe(false);
		for (const one of [chair, ...phones])
			expect(JSON.stringify([one.copy, one.privateView]).includes(photo.take)).toBe(false);
		expect(clerk.privateView!.cards.photos).toMatchObject([{ number: 41, take: photo.take }]);
		// Neither does the journal say who sent when: counts carry nobody.
		const counted = storedRows(it.app, room.meeting).filter(({ line }) =>
			line.includes('cards.counted')
		);
		expect(counted.length).toBeGreaterThan(0);
		for (const { line } of counted)
			expect(['anonymous', 'clock']).toContain((JSON.parse(line) as unknown[])[4]);
	}
);

test('[K13 F11] after an unsigned round nothing stored joins a person and a card', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room, chair, phones, sent } = await written(it, 'unsigned');
	await chair.send({ type: 'cards.go', board: 'b1', from: 'writing', to: 'reading' });
	const shown = room.committed.state.cards.boards[0]!.cards;
	expect(shown).toHaveLength(7);
	for (const phone of phones)
		await phone.until((p) => p.copy!.state.cards.boards[0]!.cards.length === 7, 'all cards');
	await it.app.rooms.flush();
	const rows = rowsOf(dir);
	const sessions = phones.map(({ seat }) => room.committed.hidden.roll.holders.get(seat)!);

	// A row that holds words, id or key of a card holds no seat and no session.
	for (const { table, row } of rows) {
		const body = JSON.stringify(row);
		const ofCard = sent.some(({ text, card, key }) =>
			[text, card, key].some((s) => body.includes(s))
		);
		if (!ofCard || table === 'snapshot') continue;
		for (const [n, { seat }] of phones.entries()) {
			expect(
				body.includes(`"${seat}"`) || body.includes(`\\"${seat}\\"`),
				`${table}: ${body}`
			).toBe(false);
			expect(body.includes(sessions[n]!), table).toBe(false);
		}
	}

	// No answer was kept whose digest could be tried out against the texts that are now known.
	const digests = new Set(
		rows.filter(({ table }) => table === 'answer').map(({ row }) => row.digest)
	);
	for (const command of sent)
		for (const { seat } of phones) {
			const guess = canonical({ as: seat, command: { ...command, seat } });
			expect(digests.has(createHash('sha256').update(guess).digest('base64url'))).toBe(false);
		}

	// The sealed rows are gone, and so are the keys that could open their copies in the log.
	expect(lotRows(rows, 'cards', 'card-photos')).toEqual([]);
	const keys = readdirSync(path(dir, 'keys'));
	expect(keys.filter((file) => file.startsWith('sealed-'))).toEqual([]);
	expect(existsSync(path(dir, 'keys', 'links.key'))).toBe(true);
});

test('[K13 F11] a linker that knows every order guesses no better than chance', async () => {
	const orders = { texts: 0, keys: 0, shown: 0, bytes: 0 };
	const rounds = 8;
	for (let n = 0; n < rounds; n++) {
		const dir = folder();
		const it = await served(dir);
		const { room, chair, sent } = await written(it, 'unsigned');
		await chair.send({ type: 'cards.go', board: 'b1', from: 'writing', to: 'reading' });
		await it.app.rooms.flush();
		const rows = rowsOf(dir);
		const bodies = new Map(
			rows.filter(({ table }) => table === 'text').map(({ place, row }) => [row.body, place])
		);
		const keyRows = new Map(
			lotRows(rows, 'card-keys').map(({ place, row }) => [JSON.parse(String(row.body)), place])
		);
		const shown = room.committed.state.cards.boards[0]!.cards.map(({ id }) => id);
		const bytes = bytesOf(dir);
		// People sent in the order of their seats; each order is tried as the link.
		orders.texts += hits(sent.map(({ text }) => bodies.get(text)!));
		orders.keys += hits(sent.map(({ key }) => keyRows.get(key)!));
		orders.shown += hits(sent.map(({ card }) => shown.indexOf(card)));
		orders.bytes += hits(sent.map(({ text }) => bytes.lastIndexOf(Buffer.from(text))));
		await it.app.stop();
	}
	// By chance one of six is right, 8 of 48; 26 and more come by chance once in a million runs.
	for (const [order, right] of Object.entries(orders)) {
		expect(right, order).toBeLessThan(26);
	}
});

/** How many people the order of these places would find: the nth person at the nth place. */
function hits(places: readonly number[]): number {
	const sorted = [...places].sort((a, b) => a - b);
	return places.filter((place, n) => sorted[n] === place).length;
}

test('[K28] ballots leave nothing that joins a person and their dots', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room, chair, phones } = await written(it, 'unsigned');
	await chair.send({ type: 'cards.go', board: 'b1', from: 'writing', to: 'grouping' });
	for (const { id } of room.committed.state.cards.boards[0]!.cards.slice(0, 3))
		await chair.send({ type: 'cards.group', board: 'b1', cards: [id], to: 'new' });
	await chair.send({ type: 'cards.go', board: 'b1', from: 'grouping', to: 'dots' });
	const ballots = phones.map(() => random(24));
	for (const [n, { seat }] of phones.entries()) {
		const points = { [`g${(n % 3) + 1}`]: 3 };
		const said = await phones[n]!.send({
			type: 'cards.weigh',
			board: 'b1',
			seat,
			ballot: ballots[n]!,
			points
		});
		expect(said).toHaveProperty('seq');
	}
	await it.app.rooms.flush();
	const during = bytesOf(dir);
	for (const ballot of ballots) expect(during.includes(Buffer.from(ballot))).toBe(false);
	await chair.send({ type: 'cards.go', board: 'b1', from: 'dots', to: 'result' });
	await it.app.rooms.flush();
	expect(room.committed.state.cards.boards[0]!.weighed!.parts).toEqual([
		{ ways: ['hall'], points: { g1: 6, g2: 6, g3: 6 } }
	]);
	const after = rowsOf(dir).filter(({ table }) => table === 'hidden');
	const left = ['cards-sent b1', 'card-papers b1', 'card-keys b1'];
	expect(after.filter(({ row }) => !left.includes(String(row.lot)))).toEqual([]);
	expect(readdirSync(path(dir, 'keys')).filter((file) => file.startsWith('sealed-'))).toEqual([]);
});

test('[K9] a killed server keeps cards and counts; keys that are missing lock them, put back they open, given up everybody may write again', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room, sent, phones, chair } = await written(it, 'unsigned');
	await it.app.stop();
	const again = await served(dir);
	const back = (await again.app.rooms.byCode(room.code))!;
	const secret = back.committed.hidden.cards.boards.get('b1')!;
	expect([...secret.cards.values()].map(({ text }) => text).sort()).toEqual(
		[...sent.map(({ text }) => text), '纸上的心里话'].sort()
	);
	expect(secret.countsBySeat.cards.get(phones[0]!.seat)).toBe(2);
	expect(secret.papers.has(41)).toBe(true);
	await again.app.stop();
	const keys = readdirSync(path(dir, 'keys')).filter((file) => file.startsWith('sealed-'));
	const away = folder();
	for (const file of keys) {
		copyFileSync(path(dir, 'keys', file), path(away, file));
		rmSync(path(dir, 'keys', file));
	}
	const without = await served(dir);
	const locked = (await without.app.rooms.byCode(room.code))!;
	expect(locked.locked.any).toBe(true);
	// Neither shown as if there were none, nor written over, nor swept away with the meeting.
	const inRoom = async ({ seat }: Phone, command: Command) => {
		const who = { session: locked.committed.hidden.roll.holders.get(seat)!, owner: false };
		return locked.ask({ id: newId(), as: seat, command }, who);
	};
	// Neither written over, nor shown as if there were none, nor thrown away with the board.
	const more = { ...sent[0]!, card: random(16), key: random(24) };
	expect(await inRoom(phones[0]!, more)).toEqual({ refused: 'key-missing' });
	const go = { type: 'cards.go', board: 'b1', from: 'writing', to: 'reading' } as const;
	expect(await inRoom(chair, go)).toEqual({ refused: 'key-missing' });
	expect(await inRoom(chair, { type: 'plan.close' })).toEqual({ refused: 'key-missing' });
	// The rest of the meeting goes on.
	const { seat } = phones[0]!;
	const item = locked.committed.state.agenda.items[0]!.id;
	const hand: Command = { type: 'queue.join', seat, item, stance: 'ask' };
	expect(await inRoom(phones[0]!, hand)).toHaveProperty('seq');
	// Nor does what the round would do by itself keep the meeting's other clocks waiting.
	expect(locked.committed.state.cards.boards[0]!.countAt).not.toBeNull();
	expect(await inRoom(chair, { type: 'runsheet.calm', seconds: 180 })).toHaveProperty('seq');
	expect(locked.due?.command.type).toBe('runsheet.calm');
	await without.app.stop();
	for (const file of keys) copyFileSync(path(away, file), path(dir, 'keys', file));
	const restored = await served(dir);
	const whole = (await restored.app.rooms.byCode(room.code))!;
	expect(whole.locked.any).toBe(false);
	expect(whole.committed.hidden.cards.boards.get('b1')!.cards).toEqual(secret.cards);
	await restored.app.stop();
	for (const file of keys) rmSync(path(dir, 'keys', file));
	await (await start(dir, { NEW_KEYS: 'on' })).stop();
	const anew = await served(dir);
	const lost = (await anew.app.rooms.byCode(room.code))!;
	expect(lost.locked.any).toBe(false);
	expect(lost.committed.hidden.cards.boards.get('b1')?.cards.size ?? 0).toBe(0);
	expect(lost.committed.hidden.cards.boards.get('b1')?.countsBySeat.cards.size ?? 0).toBe(0);
});
