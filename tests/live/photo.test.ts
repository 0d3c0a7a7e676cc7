/**
 * Photographs of paper cards on a real file and through their doors (C7): sealed on disk, there again after a
 * restart, seen by those who type them alone, and gone with their keys when the cards are shown.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { expect, test } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import type { Answer } from '#lib/meeting/wire.ts';
import { newId } from '#server/auth/arrival.ts';
import { MOST_PICTURE, pictureKind } from '#server/meeting/file-kinds.ts';
import type { Room } from '#server/meeting/room.ts';
import { POST } from '../../src/routes/m/[code]/photo/+server.ts';
import { GET } from '../../src/routes/m/[code]/photo/[board]/[number]/+server.ts';
import { resident, staff, type Phone } from './people.ts';
import type { Served } from './serve.ts';
import { discuss, folder, openMeeting, phone, served } from './world.ts';
import { storedRows } from './stored-rows.ts';

/** 1,600 × 1,200 points by its header. */
const HEADER = 'ffd8ffe000044a46ffc0000b0804b0064001011100ffda0008010100003f00';
const jpeg = (written: string) =>
	Buffer.concat([Buffer.from(HEADER, 'hex'), Buffer.from(written), Buffer.from('ffd9', 'hex')]);
const JPEG = jpeg('纸上的字迹'.repeat(90));
const SHARPER = jpeg('纸上的字迹'.repeat(90) + '更清楚');
const WHERE = 'Exif GPS 36.65N 117.12E';
/** As a camera makes it and no browser hands it in: with the place beside the picture. */
const CARRIED = Buffer.concat([
	JPEG.subarray(0, 2),
	Buffer.from([0xff, 0xe1, 0, WHERE.length + 2]),
	Buffer.from(WHERE),
	JPEG.subarray(2)
]);

/** A round that is being written, with chair, clerk, two helpers and a member at their screens. */
async function writing(dir: string) {
	const it = await served(dir);
	const { room, chair, clerk } = await openMeeting(it, [
		...['李建国', '赵敏', '刘玉珍'].map((name) => resident(name)),
		...['刘洋', '韩磊'].map((name) => staff(name, 'helper'))
	]);
	await discuss(room, chair);
	const helpers = room.committed.state.roll.order.filter(
		(seat) => room.committed.state.roll.seats[seat]!.role === 'helper'
	);
	const [liu, han] = [await phone(it, room, helpers[0]!), await phone(it, room, helpers[1]!)];
	const li = await phone(it, room, 1);
	const item = room.committed.state.agenda.items[0]!.id;
	const settings = { level: 'unsigned' } as const;
	await chair.send({ type: 'cards.prepare', item, question: '最担心什么？', settings });
	await chair.send({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	return { it, room, chair, clerk, liu, han, li };
}

/** What the hook makes of a request from this person's browser. */
function localsOf(it: Served, room: Room, who: Phone | null) {
	const id = who && room.committed.hidden.roll.holders.get(who.seat);
	return { app: it.app, seat: id ? { id } : null, account: null };
}

type Said = Record<string, string | number>;

/** Hands a photograph in at the door. */
async function hand(
	it: Served,
	room: Room,
	who: Phone | null,
	said: Said,
	picture: Buffer | null = CARRIED
): Promise<Answer> {
	const form = new FormData();
	const whole = {
		as: who?.seat ?? '',
		board: 'b1',
		take: takeOf(`${JSON.stringify(said)}`),
		...said
	};
	for (const [key, value] of Object.entries(whole)) form.set(key, String(value));
	if (picture) form.set('picture', new Blob([new Uint8Array(picture)], { type: 'image/jpeg' }));
	return knock(it, room, who, new Request('http://hall/', { method: 'POST', body: form }));
}

async function knock(it: Served, room: Room, who: Phone | null, request: Request): Promise<Answer> {
	const event = { params: { code: room.addressKey }, locals: localsOf(it, room, who), request };
	return (await (await POST(event as never)).json()) as Answer;
}

function takeOf(words: string): string {
	return createHash('sha256').update(words).digest('hex').slice(0, 16);
}

/** The picture, or the status of the refusal. */
async function look(it: Served, room: Room, who: Phone | null, number: number, board = 'b1') {
	const params = { code: room.addressKey, board, number: String(number) };
	try {
		return await GET({ params, locals: localsOf(it, room, who) } as never);
	} catch (error) {
		return (error as { status: number }).status;
	}
}

const bytesOf = (dir: string) =>
	Buffer.concat(
		readdirSync(dir)
			.filter((file) => /^yitang\.db(-wal)?$/.test(file))
			.map((file) => readFileSync(path(dir, file)))
	);
const keysOf = (dir: string) =>
	readdirSync(path(dir, 'keys')).filter((file) => file.startsWith('sealed-'));

test('[K37] kept sealed for those who type it, back after a restart, gone with its key when cards are shown', async () => {
	const dir = folder();
	const { it, room, chair, clerk, liu, han, li } = await writing(dir);
	const said = { number: 7, take: 'takeofnumberseven' };
	expect(await hand(it, room, liu, said)).toHaveProperty('seq');
	await clerk.until((p) => p.privateView!.cards.photos.length === 1, 'the photograph');
	await liu.until((p) => p.privateView!.cards.photos.length === 1, 'her own photograph');
	const known = { board: 'b1', number: 7, seat: null, by: liu.seat, take: said.take };
	expect(clerk.privateView!.cards.photos).toEqual([known]);
	for (const who of [chair, han, li]) expect(who.privateView!.cards.photos).toEqual([]);

	for (const who of [clerk, liu]) {
		const shown = (await look(it, room, who, 7)) as Response;
		expect(Buffer.from(await shown.arrayBuffer())).toEqual(JPEG);
		expect(Object.fromEntries(shown.headers)).toMatchObject({
			...{ 'content-type': 'image/jpeg', 'cache-control': 'no-store' },
			'x-content-type-options': 'nosniff'
		});
	}
	for (const who of [chair, han, li])
		for (const number of [7, 8]) expect(await look(it, room, who, number)).toBe(403);
	expect(await look(it, room, null, 7)).toBe(401);
	expect(await look(it, room, clerk, 8)).toBe(404);
	expect(await look(it, room, clerk, 7, 'b2')).toBe(404);

	await it.app.rooms.flush();
	const rows = storedRows(it.app, room.meeting).map(({ line }) => line);
	for (const open of [bytesOf(dir), Buffer.from(rows.join('\n'))])
		for (const secret of ['纸上的字迹', JPEG.toString('base64').slice(8, 60), said.take])
			expect(open.includes(Buffer.from(secret)), secret).toBe(false);
	// One more of the same hand is in its place, and the first is gone with its key.
	expect(keysOf(dir)).toHaveLength(1);
	expect(await hand(it, room, liu, { number: 7 }, SHARPER)).toHaveProperty('seq');
	expect(keysOf(dir)).toHaveLength(1);

	await it.app.stop();
	const again = await served(dir);
	const back = (await again.app.rooms.byCode(room.code))!;
	expect(await again.app.hiddenFile(room.meeting, 'card-photos', 'b1', '7')).toEqual(SHARPER);
	expect(back.committed.hidden.cards.boards.get('b1')!.photos.get(7)).toMatchObject({
		by: liu.seat
	});
	const send = (who: Phone, command: Command) => {
		const session = room.committed.hidden.roll.holders.get(who.seat)!;
		return back.ask({ id: newId(), as: who.seat, command }, { session, owner: false });
	};
	const typed = { card: 'card0000paper', key: 'key-of-a-single-paper', number: 7 };
	const words = { text: '油烟', stance: 'worry' } as const;
	const paper: Command = { type: 'cards.paper', board: 'b1', ...typed, ...words };
	expect(await send(clerk, paper)).toHaveProperty('seq');
	expect(await again.app.hiddenFile(room.meeting, 'card-photos', 'b1', '7')).toEqual(SHARPER);
	const go = { type: 'cards.go', board: 'b1', from: 'writing', to: 'reading' } as const;
	expect(await send(chair, { ...go, force: true })).toHaveProperty('seq');
	expect(await again.app.hiddenFile(room.meeting, 'card-photos', 'b1', '7')).toBe(null);
	expect(keysOf(dir)).toEqual([]);
	expect(await look(again, back, clerk, 7)).toBe(404);
});

test('[K37] the door takes pictures of those who type paper cards, and says in words what it does not take', async () => {
	const { it, room, chair, clerk, liu, han, li } = await writing(folder());
	const refused = { refused: 'not-allowed' };
	for (const who of [chair, li]) expect(await hand(it, room, who, { number: 1 })).toEqual(refused);
	expect(await hand(it, room, null, { number: 1 })).toEqual({ refused: 'not-your-seat' });
	expect(await hand(it, room, liu, { number: 1, as: clerk.seat })).toEqual({
		refused: 'not-your-seat'
	});
	expect(await hand(it, room, liu, { number: 1, seat: li.seat })).toEqual({
		refused: 'helper-not-for-seat'
	});
	const wrong: Said[] = [
		{ number: 0 },
		{ number: 'x' },
		{ number: 1, more: 'y' },
		{ number: 1, take: '' }
	];
	for (const said of wrong)
		expect(await hand(it, room, clerk, said)).toEqual({ refused: 'malformed' });
	expect(await hand(it, room, han, { number: 1 }, null)).toEqual({ refused: 'malformed' });
	const text = { method: 'POST', body: 'not a form' };
	expect(await knock(it, room, han, new Request('http://hall/', text))).toEqual({
		refused: 'malformed'
	});
	const heic = Buffer.from('\0\0\0\x20ftypheic....', 'latin1');
	expect(await hand(it, room, han, { number: 1 }, heic)).toEqual({ refused: 'file-unreadable' });
	const large = Buffer.concat([JPEG, Buffer.alloc(MOST_PICTURE)]);
	expect(await hand(it, room, han, { number: 1 }, large)).toEqual({ refused: 'too-large' });
	const told = { 'content-length': String(MOST_PICTURE * 2) };
	const announced = new Request('http://hall/', { method: 'POST', body: 'x', headers: told });
	expect(await knock(it, room, han, announced)).toEqual({ refused: 'too-large' });
	// Not by socket: it has a door of its own.
	const command = {
		type: 'cards.photo',
		board: 'b1',
		number: 1,
		take: 'takeofnumberone1'
	} as const;
	expect(await clerk.send({ ...command, picture: JPEG.toString('base64') })).toEqual({
		refused: 'malformed'
	});
	expect(await hand(it, room, han, { number: 2 })).toHaveProperty('seq');
	let answer: Answer = { seq: 0 };
	for (let number = 3; number < 60 && !('refused' in answer); number++)
		answer = await hand(it, room, han, { number });
	expect(answer).toEqual({ refused: 'too-fast' });
	expect(await liu.send({ type: 'cards.drop-photo', board: 'b1', number: 2 })).toEqual({
		refused: 'photo-by-other',
		detail: { number: 2 }
	});
	expect(await clerk.send({ type: 'cards.drop-photo', board: 'b1', number: 2 })).toHaveProperty(
		'seq'
	);
	expect(await it.app.hiddenFile(room.meeting, 'card-photos', 'b1', '2')).toBe(null);
});

test('[K37] what it is shows in its first bytes', () => {
	expect(pictureKind(JPEG)).toBe('image/jpeg');
	expect(pictureKind(Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'))).toBe('image/webp');
	for (const other of ['\x89PNG\r\n\x1a\n....', 'RIFF\x10\0\0\0WAVEfmt ', '<svg xmlns="http:">'])
		expect(pictureKind(Buffer.from(other, 'latin1'))).toBe(null);
	expect(pictureKind(Buffer.from('ffd8ff', 'hex'))).toBe(null);
});
