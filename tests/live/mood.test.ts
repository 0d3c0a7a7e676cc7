/** The mood check over real sockets and a real file: counted for the chair, kept from everybody (C26). */
import { readdirSync, readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { expect, test } from 'vitest';
import { resident, type Phone } from './people.ts';
import { discuss, folder, openMeeting, phone, served } from './world.ts';
import { storedRows } from './stored-rows.ts';

const NAMES = ['王桂芳', '李建国', '刘玉珍', '陈立新'];

test('[H3 H4] the chair sees numbers from three on; no file, no journal, no other page sees a face', async () => {
	const dir = folder();
	const it = await served(dir);
	const people = NAMES.map((name) => resident(name));
	const { room, chair, clerk } = await openMeeting(it, people);
	const phones: Phone[] = [];
	for (let n = 1; n <= NAMES.length; n++) phones.push(await phone(it, room, n));
	await discuss(room, chair);
	await chair.send({ type: 'mood.open' });
	await phones[0]!.until((p) => p.copy!.state.mood.at !== null, 'the question');
	const give = async (n: number) => {
		const { seat } = phones[n]!;
		const ballot = `ballotofnobodyatall${n}`;
		const face = n === 3 ? 'bad' : 'soso';
		expect(await phones[n]!.send({ type: 'mood.give', seat, ballot, face })).toHaveProperty('seq');
	};
	await give(0);
	await give(1);
	expect(chair.privateView!.mood).toBe(null);
	await give(2);
	await chair.until((p) => p.privateView!.mood !== null, 'the numbers');
	await give(3);
	expect(chair.privateView!.mood).toEqual({ good: 0, soso: 3, bad: 0 });
	for (const one of [clerk, ...phones]) expect(one.privateView!.mood).toBe(null);

	await it.app.rooms.flush();
	const files = readdirSync(dir).filter((file) => /^yitang\.db(-wal)?$/.test(file));
	const bytes = Buffer.concat(files.map((file) => readFileSync(path(dir, file))));
	for (const secret of ['ballotofnobodyatall', '"face"', '"soso"'])
		expect(bytes.includes(Buffer.from(secret)), secret).toBe(false);
	const lines = storedRows(it.app, room.meeting).filter(({ line }) => line.includes('mood.'));
	expect(lines).toHaveLength(1);

	// Read back from its rows it is the same, and what only counts goes when it is closed.
	const { hidden } = await it.app.journal.load(room.meeting);
	expect(new Map(hidden.mood.faces)).toEqual(new Map(room.committed.hidden.mood.faces));
	expect(new Map(hidden.mood.gave)).toEqual(new Map(room.committed.hidden.mood.gave));
	await chair.send({ type: 'mood.close' });
	await it.app.rooms.flush();
	const after = (await it.app.journal.load(room.meeting)).hidden.mood;
	expect(after).toMatchObject({ told: { good: 0, soso: 3, bad: 0 } });
	expect(after.faces.size + after.gave.size).toBe(0);
});
