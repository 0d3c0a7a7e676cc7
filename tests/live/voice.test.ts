/** Voice cards on a real file: the sound is nowhere to be read, and gone with its key when it is typed (C9). */
import Database from 'better-sqlite3';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join as path } from 'node:path';
import { expect, test } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import { soundKind } from '#server/meeting/file-kinds.ts';
import { resident } from './people.ts';
import { start } from './starting.ts';
import { discuss, folder, openMeeting, phone, served } from './world.ts';

const SPOKEN = Buffer.concat([
	Buffer.from('1a45dfa3', 'hex'),
	Buffer.from('这是一段录音'.repeat(40))
]);

test('[K36] kept sealed for the clerk, back after a restart, erased with its key when it is typed', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room, chair, clerk } = await openMeeting(it, [resident('李建国'), resident('赵敏')]);
	const li = await phone(it, room, 1);
	await discuss(room, chair);
	const item = room.committed.state.agenda.items[0]!.id;
	const settings = { level: 'unsigned' } as const;
	await chair.send({ type: 'cards.prepare', item, question: '最担心什么？', settings });
	await chair.send({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	const said = { card: 'card0000voice', key: 'key-of-a-single-voice' };
	const sound = SPOKEN.toString('base64');
	const command: Command = {
		...{ type: 'cards.voice', board: 'b1', seat: li.seat, seconds: 9, sound },
		...said
	};
	// Not by socket: it has a door of its own.
	expect(await li.send(command)).toEqual({ refused: 'malformed' });
	const who = { session: room.committed.hidden.roll.holders.get(li.seat)!, owner: false };
	const ask = () => room.ask({ id: newId(), as: li.seat, command }, who);
	expect(await ask()).toHaveProperty('seq');
	expect(await ask()).toHaveProperty('seq');
	await clerk.until((p) => p.privateView!.cards.voices.length === 1, 'the recording');
	expect(chair.privateView!.cards.voices).toEqual([]);
	expect(await it.app.hiddenFile(room.meeting, 'card-voices', 'b1', said.card)).toEqual(SPOKEN);
	await it.app.rooms.flush();
	const open = () => Buffer.concat(read(dir, (file) => /^yitang\.db(-wal)?$/.test(file)));
	for (const secret of ['这是一段录音', sound.slice(8, 60), said.key, said.card])
		expect(open().includes(Buffer.from(secret)), secret).toBe(false);

	const again = (await it.app.journal.load(room.meeting)).hidden.cards.boards.get('b1')!;
	expect(again.voices).toEqual(room.committed.hidden.cards.boards.get('b1')!.voices);
	const keys = read(path(dir, 'keys')).length;
	const typed = { card: said.card, text: '油烟', stance: 'worry' } as const;
	expect(await clerk.send({ type: 'cards.type-voice', board: 'b1', ...typed })).toHaveProperty(
		'seq'
	);
	expect(await it.app.hiddenFile(room.meeting, 'card-voices', 'b1', said.card)).toBe(null);
	// One key went with the sound, one came for the cards.
	expect(read(path(dir, 'keys'))).toHaveLength(keys);
	const { voices, cards } = (await it.app.journal.load(room.meeting)).hidden.cards.boards.get(
		'b1'
	)!;
	expect(voices.size).toBe(0);
	expect([...cards.values()]).toMatchObject([{ id: said.card, text: typed.text, seat: null }]);
});

test('[K36] recordings that nobody can open after a restore free, given up, the cards of who spoke', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room, chair } = await openMeeting(it, [resident('李建国'), resident('赵敏')]);
	const [li, zhao] = [await phone(it, room, 1), await phone(it, room, 2)];
	await discuss(room, chair);
	const item = room.committed.state.agenda.items[0]!.id;
	const settings = { level: 'named' } as const;
	await chair.send({ type: 'cards.prepare', item, question: '最担心什么？', settings });
	await chair.send({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	const kept = { card: 'card000written', key: 'key-of-a-written-card', text: '油烟' };
	const at = { board: 'b1', seat: zhao.seat } as const;
	expect(await zhao.send({ type: 'cards.send', ...at, ...kept, stance: 'worry' })).toHaveProperty(
		'seq'
	);
	for (const { seat } of [li, zhao]) {
		const who = { session: room.committed.hidden.roll.holders.get(seat)!, owner: false };
		const made = { card: `card0voice${seat}`, key: `key-of-the-voice-of-${seat}` };
		const said = { ...made, seconds: 9, sound: SPOKEN.toString('base64') };
		const command: Command = { type: 'cards.voice', board: 'b1', seat, ...said };
		expect(await room.ask({ id: newId(), as: seat, command }, who)).toHaveProperty('seq');
	}
	const used = async (from: typeof it) => {
		const there = (await from.app.rooms.byCode(room.code))!;
		return Object.fromEntries(there.committed.hidden.cards.boards.get('b1')!.countsBySeat.cards);
	};
	expect(await used(it)).toEqual({ [li.seat]: 1, [zhao.seat]: 2 });
	await it.app.stop();
	// As in a copy from before they were typed: their keys are gone, those of the cards are not.
	const file = new Database(path(dir, 'yitang.db'));
	const keys = file
		.prepare(`SELECT DISTINCT key FROM hidden WHERE lot LIKE 'card-voices %'`)
		.pluck()
		.all() as string[];
	file.close();
	expect(keys).toHaveLength(2);
	for (const name of readdirSync(path(dir, 'keys')))
		if (keys.some((key) => name.includes(key))) rmSync(path(dir, 'keys', name));
	const locked = await served(dir);
	expect(await used(locked), 'until somebody decides').toEqual({ [li.seat]: 1, [zhao.seat]: 2 });
	await locked.app.stop();
	await (await start(dir, { NEW_KEYS: 'on' })).stop();
	const again = await served(dir);
	expect(await used(again)).toEqual({ [zhao.seat]: 1 });
});

test('[K36] what it is shows in its first bytes', () => {
	expect(soundKind(SPOKEN)).toBe('audio/webm');
	expect(soundKind(Buffer.from('OggS............'))).toBe('audio/ogg');
	expect(soundKind(Buffer.from('\0\0\0\x20ftypM4A ....', 'latin1'))).toBe('audio/mp4');
	expect(soundKind(Buffer.from('<!doctype html><script>'))).toBe(null);
	expect(soundKind(Buffer.from([0x1a, 0x45]))).toBe(null);
});

function read(folder: string, which: (file: string) => boolean = () => true): Buffer[] {
	return readdirSync(folder)
		.filter(which)
		.map((file) => readFileSync(path(folder, file)));
}
