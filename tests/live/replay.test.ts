/** The replay's journal: encoded once, made at most once a second, and what is withdrawn gone at once (F34). */
import { expect, onTestFinished, test, vi } from 'vitest';
import { eventFor, replayTexts } from '#lib/meeting/disclosure/events.ts';
import { chaptersOf, factsOf } from '#lib/meeting/facts.ts';
import { privateView } from '#lib/meeting/private-view.ts';
import type { PublicJournal } from '#lib/meeting/record/journal.ts';
import type { App } from '#server/app.ts';
import { eventOf } from '#server/meeting/chain.ts';
import { namesOf } from '#server/meeting/names.ts';
import type { Room } from '#server/meeting/room.ts';
import { Records } from '#server/record/records.ts';
import { resident } from './people.ts';
import { folder, openMeeting, served } from './world.ts';
import { storedRows } from './stored-rows.ts';

/** What the journal says when it is made in one go from what is stored. */
function whole(app: App, room: Room): PublicJournal {
	const rows = storedRows(app, room.meeting);
	const events = rows.map((row) => eventOf(row.line));
	const texts = replayTexts(events, room.committed.state, 'public');
	return {
		...{ code: room.code, addressKey: room.addressKey, meeting: room.meeting, epoch: app.epoch },
		events: events.map((event) => eventFor(event, 'public')),
		heads: rows.map((row) => row.hash.slice(0, 8)),
		people: namesOf(room, 'public').people,
		chapters: chaptersOf(factsOf(events)),
		privateView: privateView(room.committed.state, room.committed.hidden, {
			session: null,
			organiser: false
		}),
		texts: Object.fromEntries(texts.map((id) => [id, room.texts.get(id) ?? null]))
	};
}

/** What the file says, less the signature at its end. */
function journalIn(plain: Buffer): PublicJournal {
	const { signed, ...journal } = JSON.parse(plain.toString()) as PublicJournal & { signed: object };
	expect(signed).toMatchObject({ by: expect.any(String), signature: expect.any(String) });
	return journal;
}

async function replayed() {
	const it = await served(folder());
	const people = Array.from({ length: 30 }, (_, n) => resident(`居民${n}`));
	const world = await openMeeting(it, people);
	let ms = 0;
	// Spans as the test passes them; all else is the real server's.
	const app = Object.create(it.app, { monotonic: { value: () => ms } }) as App;
	const records = new Records(app);
	const read = async () => journalIn((await records.journal(world.room)).plain);
	const rows = vi.spyOn(it.app.journal, 'rows');
	onTestFinished(() => rows.mockRestore());
	return { ...world, app, records, read, rows, pass: (span: number) => (ms += span) };
}

test('[F34] a new event costs its own length: the journal is read on, not again', async () => {
	const { app, room, chair, read, rows, pass } = await replayed();
	expect(await read()).toEqual(whole(app, room));
	const seq = room.committed.seq;
	rows.mockClear();
	for (let n = 0; n < 3; n++) {
		await chair.send({ type: 'plan.cover', covered: n % 2 === 0 });
		pass(1000);
		await read();
	}
	expect(rows.mock.calls.map(([, after]) => after)).toEqual([seq, seq + 1, seq + 2]);
	expect(await read()).toEqual(whole(app, room));
});

test('[F34] made at most once a second, and once for all who ask meanwhile', async () => {
	const { app, room, chair, records, rows, pass } = await replayed();
	const first = await records.journal(room);
	rows.mockClear();
	await chair.send({ type: 'plan.cover', covered: true });
	expect(await records.journal(room)).toBe(first);
	expect(rows).not.toHaveBeenCalled();
	pass(1000);
	const many = await Promise.all(Array.from({ length: 40 }, () => records.journal(room)));
	expect(new Set(many).size).toBe(1);
	expect(rows).toHaveBeenCalledTimes(1);
	expect(journalIn(many[0]!.plain)).toEqual(whole(app, room));
});

test('[F34 D7] what is withdrawn is in no answer from that moment on, however young the last one', async () => {
	const { app, room, read } = await replayed();
	expect(JSON.stringify(await read())).toContain('怎样办老年食堂');
	const text = room.committed.state.plan.details!.matter.id;
	await room.ask(
		{ id: 'erase-matter-1', as: 'organiser', command: { type: 'plan.erase', text } },
		{ session: 'x', owner: true, door: false }
	);
	expect((await read()).texts).toEqual(whole(app, room).texts);
	expect(JSON.stringify(await read())).not.toContain('怎样办老年食堂');
});
