/** Ten thousand steps by chance at one document: people come, go, write, and nothing else happens to it. */
import { expect, onTestFinished, test } from 'vitest';
import type * as Y from 'yjs';
import { realEnvironment } from '#server/meeting/context.ts';
import { offerDamaged } from './damaged-updates.ts';
import { makeMeeting, resident } from './people.ts';
import { seeded } from './seeded.ts';
import { serve } from './serve.ts';
import { folder } from './world.ts';
import { addressOf, cookieOf, rawSocket, syncMessage, type RawWriter } from './writers.ts';
import { SYNC } from '#lib/documents/wire.ts';

test('[F20] ten thousand joins, leaves and edits: the stored text is what the writers wrote, always', async () => {
	const random = seeded(20);
	// A fifth of a second goes by with each step, so that nobody writes faster than a person may.
	let time = Date.now();
	const it = await serve(folder(), { ...realEnvironment, now: () => time, monotonic: () => time });
	onTestFinished(() => it.stop());
	const { app } = it;
	const room = await makeMeeting(app, [resident('王桂芳')]);
	const cookie = await cookieOf(it, room, 'clerk');
	const address = await addressOf(it, room, 'minutes');
	const here: RawWriter[] = [];
	/** Every word and whether it is still there: the model. */
	const model = new Map<string, boolean>();
	let word = 0;
	let clients = 0;

	const steps = {
		async join(): Promise<void> {
			if (here.length >= 8 || clients > 400) return steps.write();
			clients += 1;
			const writer = await rawSocket(it, address, cookie);
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
	for (let step = 0; step < 10_000; step++) {
		time += 200;
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
	await expect
		.poll(async () => [...(await open()).doc.getMap('words').keys()].sort(), { timeout: 10_000 })
		.toEqual(expected.sort());
	for (const writer of here) writer.ws.close();
	await expect.poll(async () => app.documents.sendHome(await open()), { timeout: 5000 }).toBe(true);
	const back = await open();
	expect([...back.doc.getMap('words').keys()].sort()).toEqual(expected);
}, 240_000);

test('[F28 B23] twenty thousand damaged updates: what is taken without a trial finds its place in Yjs', () => {
	const { taken, faults } = offerDamaged(20_000, 28);
	expect(faults).toEqual([]);
	expect(taken).toBeGreaterThan(100);
});
