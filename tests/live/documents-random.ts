/** Steps by chance at one document: people come, go, write, and nothing else happens to it (F20). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import type * as Y from 'yjs';
import { SYNC } from '#lib/documents/wire.ts';
import { realEnvironment } from '#server/meeting/context.ts';
import { makeMeeting, resident } from './people.ts';
import { seeded } from './seeded.ts';
import { serve, type Served } from './serve.ts';
import { addressOf, cookieOf, RawWriter, syncMessage } from './writers.ts';

export interface RandomWritersReport {
	steps: number;
	/** Words that were written and not deleted, in their order. */
	expected: string[];
	/** Words of the document while people are at it. */
	held: string[];
	/** Words of the document when it was read again from its rows. */
	stored: string[];
}

/** `count` joins, leaves and edits; the same `seed` does the same. */
export async function writeAtRandom(count: number, seed: number): Promise<RandomWritersReport> {
	const dir = mkdtempSync(path(tmpdir(), 'yitang-random-'));
	// A fifth of a second goes by with each step, so that nobody writes faster than a person may.
	const clock = { time: Date.now() };
	const now = () => clock.time;
	const it = await serve(dir, { ...realEnvironment, now, monotonic: now });
	const here: RawWriter[] = [];
	try {
		return await take(it, clock, here, count, seed);
	} finally {
		for (const writer of here) writer.ws.terminate();
		await it.stop();
		rmSync(dir, { recursive: true, force: true });
	}
}

async function take(
	it: Served,
	clock: { time: number },
	here: RawWriter[],
	count: number,
	seed: number
): Promise<RandomWritersReport> {
	const random = seeded(seed);
	const { app } = it;
	const room = await makeMeeting(app, [resident('王桂芳')]);
	const cookie = await cookieOf(it, room, 'clerk');
	const address = await addressOf(it, room, 'minutes');
	/** Every word and whether it is still there: the model. */
	const model = new Map<string, boolean>();
	let word = 0;
	let clients = 0;

	const steps = {
		async join(): Promise<void> {
			if (here.length >= 8 || clients > 400) return steps.write();
			clients += 1;
			const writer = await new RawWriter(address, { origin: it.origin, cookie }).open();
			await writer.sync();
			writer.doc.on(
				'update',
				(update: Uint8Array, _: unknown, __: Y.Doc, { local }: Y.Transaction) => {
					if (local) writer.send(syncMessage(SYNC.update, update));
				}
			);
			here.push(writer);
		},
		async leave(): Promise<void> {
			if (here.length === 0) return steps.join();
			const [gone] = here.splice(Math.floor(random() * here.length), 1);
			// What it sent is on its way; the socket ends after it.
			gone!.ws.close();
			await gone!.until(() => gone!.closed !== null, 'the socket to end');
			if (here.length === 0) void app.documents.sendHome(await open());
		},
		async write(): Promise<void> {
			const at = here[Math.floor(random() * here.length)];
			if (!at) return steps.join();
			const words = at.doc.getMap('words');
			const known = [...words.keys()];
			let deleted: string | undefined;
			at.doc.transact(() => {
				if (known.length > 30)
					words.delete((deleted = known[Math.floor(random() * known.length)]!));
				words.set(`w${(word += 1)}`, 1);
			});
			if (deleted) model.set(deleted, false);
			model.set(`w${word}`, true);
		},
		async home(): Promise<void> {
			if (here.length === 0) await app.documents.sendHome(await open());
		}
	};
	const open = () => app.documents.open(room.meeting, 'minutes');
	for (let step = 0; step < count; step++) {
		clock.time += 200;
		const dice = random();
		await (dice < 0.02
			? steps.join()
			: dice < 0.04
				? steps.leave()
				: dice < 0.05
					? steps.home()
					: steps.write());
		if (step % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
	}
	const expected = [...model].filter(([, there]) => there).map(([name]) => name);
	expected.sort();
	const words = async () => [...(await open()).doc.getMap('words').keys()].sort();
	// What was sent is on its way; who looks too early sees less.
	const same = async () => JSON.stringify(await words()) === JSON.stringify(expected);
	await soon(same);
	const held = await words();
	for (const writer of here) writer.ws.close();
	await soon(async () => app.documents.sendHome(await open()));
	return { steps: count, expected, held, stored: await words() };
}

/** Looks again until it is so, or ten seconds have gone by. */
async function soon(condition: () => Promise<boolean>): Promise<void> {
	const begun = performance.now();
	while (!(await condition()) && performance.now() - begun < 10_000)
		await new Promise((resolve) => setTimeout(resolve, 20));
}
