/** Erased means gone: from every file of the data folder at once, and from backups made afterwards. */
import { randomBytes } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { minutesFragment } from '#lib/documents/minutes.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { otherTexts, typedTexts } from '#lib/meeting/plan/texts.ts';
import { newId } from '#server/auth/arrival.ts';
import { makeBackup } from '#server/backup.ts';
import { forgetErasedTitles } from '#server/meeting/erasing.ts';
import { createMeeting } from '#server/meeting/create.ts';
import type { Room } from '#server/meeting/room.ts';
import { olderCopies, replaceOlderCopies } from '#server/older-copies.ts';
import { recentRecords } from '#server/record/recent.ts';
import { faultLines } from '#server/verify/report.ts';
import { verifyFile, verifyFolder } from '#server/verify/verify.ts';
import { join as sit, resident, staff } from './people.ts';
import type { Served } from './serve.ts';
import { discuss, folder, served } from './world.ts';
import { rawWriter } from './writers.ts';

const OWNER = { session: null, owner: true, door: true };
const mark = () => `m${randomBytes(10).toString('hex')}`;

/** Whether any file of the folder, keys included, holds these bytes. */
function holds(dir: string, words: string): string[] {
	return readdirSync(dir, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((file) => readFileSync(file).includes(words));
}

async function send(room: Room, command: Command, as = 'organiser'): Promise<void> {
	const answer = await room.ask({ id: newId(), as, command }, OWNER);
	expect(answer, command.type).toHaveProperty('seq');
}

/** A meeting whose every text is a mark of its own. */
async function marked(it: Served) {
	const words = { title: mark(), matter: mark(), item: mark(), goal: mark() };
	const room = await createMeeting(it.app, {
		owner: null,
		plan: {
			draft: { title: words.title, matter: words.matter },
			preset: 'twelve-rules',
			template: 'seven-set',
			items: [{ title: words.item, minutes: 20, goal: words.goal }]
		},
		then: [
			{
				type: 'roll.add',
				entries: [
					staff('周雅琴', 'chair'),
					staff('孙晓彤', 'clerk'),
					staff('观察员', 'observer'),
					resident('王桂芳')
				]
			}
		]
	});
	if ('refused' in room) throw new Error(room.refused);
	return { room, words };
}

test('[V8 L18] title, item, goal, card, comment, remark, summary: erased, and in no file of the folder', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room, words } = await marked(it);
	const chair = await sit(it, room, 'chair');
	const observer = await sit(it, room, 'observer');
	await it.app.documents.open(room.meeting, 'agenda');
	await chair.send({ type: 'plan.open' });
	await discuss(room, chair);
	await send(room, { type: 'record.set', publish: 'live' });
	const more = { summary: mark(), comment: mark(), remark: mark(), card: mark() };
	await send(room, { type: 'record.summarise', decided: [more.summary], open: [], doable: [] });
	const leave = {
		type: 'comments.leave',
		how: 'phone',
		name: '丁淑华',
		building: '9号楼'
	} as const;
	await send(room, { ...leave, text: more.comment, comment: 'w1' });
	await observer.send({ type: 'notes.leave', seat: observer.seat, text: more.remark });
	const item = room.committed.state.agenda.items[0]!.id;
	await chair.send({ type: 'cards.prepare', item, question: '最担心什么？' });
	const go = (from: 'ready' | 'writing', to: 'writing' | 'reading') =>
		chair.send({ type: 'cards.go', board: 'b1', from, to, force: true });
	await go('ready', 'writing');
	const clerk = await sit(it, room, 'clerk');
	for (const [n, text] of [more.card, `${more.card}。`].entries())
		await clerk.send({
			...{ type: 'cards.paper', board: 'b1', stance: 'idea', number: n + 1, text },
			...{ card: `card00000${n}x00`, key: `key-of-a-single-phone-0-${n}` }
		});
	await go('writing', 'reading');
	const written = Object.values({ ...words, ...more });
	for (const one of written) expect(holds(dir, one), one).not.toEqual([]);
	expect((await recentRecords(it.app)).map(({ title }) => title)).toEqual([words.title]);

	for (const ids of Object.values(typedTexts(room.committed.state)))
		for (const text of ids)
			if (written.some((one) => room.texts.get(text)?.includes(one)))
				await send(room, { type: 'plan.erase', text });
	await send(room, { type: 'comments.forget', comment: 'w1' });
	await send(room, {
		type: 'notes.forget',
		note: [...room.committed.hidden.lots.notes.keys()][0]!
	});
	expect(await recentRecords(it.app)).toMatchObject([{ title: '' }]);
	for (const one of written) await expect.poll(() => holds(dir, one), { message: one }).toEqual([]);

	const backup = join(dir, 'after.db');
	expect(faultLines(await makeBackup(dir, backup))).toEqual([]);
	for (const one of written) expect(holds(dir, one), one).toEqual([]);
	expect(faultLines(verifyFolder(dir))).toEqual([]);
	for (const phone of [chair, observer, clerk]) phone.close();
});

test('[V8 L18] earlier words of a result and of a vote, and why a stage was left out, can be erased as well', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room } = await marked(it);
	const chair = await sit(it, room, 'chair');
	const clerk = await sit(it, room, 'clerk');
	await chair.send({ type: 'plan.open' });
	const [first, then, why, question] = [mark(), mark(), mark(), mark()];
	await clerk.send({ type: 'outcomes.write', source: null, draft: { text: first } });
	const outcome = room.committed.state.outcomes.lines[0]!.id;
	await clerk.send({ type: 'outcomes.revise', outcome, version: 1, draft: { text: then } });
	const settings = { kind: 'yes-no' } as const;
	await clerk.send({ type: 'ballots.prepare', item: null, draft: { question, settings } });
	const vote = room.committed.state.ballots.votes[0]!.id;
	await clerk.send({ type: 'ballots.drop', vote });
	const { stages, stageId } = room.committed.state.runsheet;
	const to = stages.find(({ kind }) => kind === 'discussion')!.id;
	await chair.send({ type: 'runsheet.go', from: stageId!, to, force: true, reason: why });
	const others = otherTexts(room.committed.state, room.texts.keys());
	expect(others.map((id) => room.texts.get(id))).toEqual([first, question, why]);
	for (const text of others) await send(room, { type: 'plan.erase', text });
	for (const one of [first, question, why])
		await expect.poll(() => holds(dir, one), { message: one }).toEqual([]);
	expect(holds(dir, then)).not.toEqual([]);
	expect(faultLines(verifyFolder(dir))).toEqual([]);
	for (const phone of [chair, clerk]) phone.close();
});

test('[V8] who is taken off the roll: name and reason for being away are in no file, also while it runs', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room } = await marked(it);
	const [name, reason] = [mark(), mark()];
	await send(room, { type: 'roll.add', entries: [resident(name)] });
	const seat = room.committed.state.roll.order.at(-1)!;
	const clerk = await sit(it, room, 'clerk');
	await clerk.send({ type: 'attendance.leave', seat, reason });
	expect([holds(dir, name).length > 0, holds(dir, reason).length > 0]).toEqual([true, true]);
	await send(room, { type: 'roll.remove', seat });
	for (const one of [name, reason])
		await expect.poll(() => holds(dir, one), { message: one }).toEqual([]);
	clerk.close();
});

test('[V9 F22] prose of the minutes, and what was deleted in it: gone while somebody writes there, who comes back without it', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room } = await marked(it);
	const [prose, deleted] = [mark(), mark()];
	const writer = await rawWriter(it, room, 'clerk');
	await writer.sync();
	const { documents, minutes } = it.app;
	const paragraph = (words: string) => {
		const node = new Y.XmlElement('paragraph');
		node.insert(0, [new Y.XmlText(words)]);
		return node;
	};
	const document = await documents.open(room.meeting, 'minutes');
	await document.change((doc) =>
		minutesFragment(doc).push([paragraph('留下的'), paragraph(prose), paragraph(deleted)])
	);
	await document.change((doc) => minutesFragment(doc).delete(minutesFragment(doc).length - 1, 1));
	expect([holds(dir, prose).length > 0, holds(dir, deleted).length > 0]).toEqual([true, true]);

	const listed = await minutes.prose(room);
	expect(listed.map(({ words }) => words)).toEqual(['留下的', prose]);
	const { at } = listed[1]!;
	expect(await minutes.eraseProse(room, at, '别的话')).toBe(false);
	expect(await minutes.eraseProse(room, at, prose)).toBe(true);
	await writer.until(() => writer.closed !== null);
	expect(writer.closed).toEqual({ code: 4410, reason: 'not-included' });
	expect((await minutes.prose(room)).map(({ words }) => words)).toEqual(['留下的']);
	for (const one of [prose, deleted]) await expect.poll(() => holds(dir, one)).toEqual([]);
});

test('[V9] any erasing also takes what was deleted in documents before, though nobody closed them', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room, words } = await marked(it);
	const deleted = mark();
	const document = await it.app.documents.open(room.meeting, 'minutes');
	await document.change((doc) => doc.getText('t').insert(0, `留下的${deleted}`));
	await document.change((doc) => doc.getText('t').delete(3, deleted.length));
	expect(holds(dir, deleted)).not.toEqual([]);
	await send(room, { type: 'plan.erase', text: room.committed.state.plan.details!.matter.id });
	for (const one of [deleted, words.matter]) await expect.poll(() => holds(dir, one)).toEqual([]);
});

test('[V10] older backups are listed with their dates; a new one, verified, takes their place', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room, words } = await marked(it);
	await makeBackup(dir, join(dir, 'backups', 'yitang-old.db'));
	const rest = ['yitang.db.before-migration', 'yitang.db-wal.damaged-1', 'incoming.db.refused-1'];
	for (const name of rest) writeFileSync(join(dir, name), words.title);
	const kept = join(dir, 'keys', rest[0]!);
	mkdirSync(kept);
	// By another program at this moment, and by one that was ended yesterday.
	writeFileSync(join(dir, 'backups', 'yitang-new.db.draft'), '');
	writeFileSync(join(dir, 'backups', 'yitang-left.db.draft'), '');
	utimesSync(join(dir, 'backups', 'yitang-left.db.draft'), 1, 1);
	await send(room, { type: 'plan.erase', text: room.committed.state.plan.details!.title.id });
	await expect.poll(() => holds(dir, words.title).length).toBe(4);
	expect(
		olderCopies(dir, Date.now())
			.map(({ name }) => name)
			.sort()
	).toEqual(['yitang-left.db.draft', 'yitang-old.db', ...rest].sort());
	const config = { ...it.app.config, dataDir: dir };
	await Promise.all([
		replaceOlderCopies(config, Date.now()),
		replaceOlderCopies(config, Date.now())
	]);
	expect(holds(dir, words.title)).toEqual([]);
	expect(existsSync(kept), 'nor the keys that went with it').toBe(false);
	const [only, ...others] = olderCopies(dir, Date.now());
	expect(others).toEqual([]);
	expect(verifyFile(only!.path, { dataDir: dir }).faults).toEqual([]);
});

test('[V8] a title that an older release left in the list goes at the next start', async () => {
	const it = await served(folder());
	const { room, words } = await marked(it);
	const { store, connection } = it.app;
	const { sqlite } = connection;
	const title = () => sqlite.prepare('SELECT title FROM meeting').pluck().get();
	await forgetErasedTitles(store);
	expect(title()).toBe(words.title);
	await send(room, { type: 'plan.erase', text: room.committed.state.plan.details!.title.id });
	sqlite.prepare('UPDATE meeting SET title = ?').run(words.title);
	await forgetErasedTitles(store);
	expect(title()).toBe('');
});
