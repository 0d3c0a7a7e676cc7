/** The shared agenda on a real server: words become facts, decisions come back into the words. */
import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import type * as Y from 'yjs';
import {
	addToAgenda,
	moveInAgenda,
	removeFromAgenda,
	restoreInAgenda,
	spotAt
} from '#lib/documents/agenda-edits.ts';
import { addExcerpt, retitle, setGoal } from '#lib/documents/agenda-texts.ts';
import { readAgenda } from '#lib/documents/agenda.ts';
import { eventOf } from '#server/meeting/chain.ts';
import type { Room } from '#server/meeting/room.ts';
import { verify } from '#server/meeting/verify.ts';
import { makeMeeting, resident } from './people.ts';
import type { Phone } from './people.ts';
import type { Served } from './serve.ts';
import { rawWriter, type RawWriter } from './writers.ts';
import { discuss, folder, openMeeting, phone, replay, served } from './world.ts';
import { storedRows } from './stored-rows.ts';

async function meeting() {
	const it = await served(folder());
	const world = await openMeeting(it, [resident('李建国'), resident('赵敏')]);
	return { it, ...world };
}

/** The agenda as a phone shows it: `1 用途 · 1.1 油烟`. */
function shown(one: Phone): string {
	const { state, texts } = one.copy!;
	return state.agenda.items
		.map((item) => `${item.number} ${texts[item.title.id] ?? '已删除'}`.trim())
		.join(' · ');
}

const written = async (it: Served, room: Room) =>
	readAgenda((await it.app.documents.open(room.meeting, 'agenda')).doc);

test('[G5 F23] what is written in the document is on every phone soon, with only what changed', async () => {
	const { it, room, chair } = await meeting();
	const document = await it.app.documents.open(room.meeting, 'agenda');
	expect(readAgenda(document.doc).items.map((item) => item.title)).toEqual(['用途', '开业条件']);
	const [first, second] = readAgenda(document.doc).items.map((item) => item.id);
	await document.change((doc) => {
		addToAgenda(doc, { id: 'n1', title: '油烟' }, { parent: second!, index: 0 });
		addToAgenda(doc, { id: 'n2' });
		setGoal(doc, second!, '定下三条');
		addExcerpt(doc, second!, { id: 'e1', text: '先许可，后经营', source: '食品安全法' });
		moveInAgenda(doc, first!, spotAt(readAgenda(doc).items, 'after', second!, first!)!);
	});
	await chair.until((p) => shown(p) === '1 开业条件 · 1.1 油烟 · 2 用途', 'the new order');
	const arranged = replayed(it, room).at(-1)!;
	expect(arranged).toMatchObject({
		type: 'agenda.arranged',
		actor: 'documents',
		body: { items: [{ id: second }, { id: 'n1', parent: second }], removed: [], withdrawn: [] }
	});
	const item = chair.copy!.state.agenda.items[0]!;
	expect(chair.copy!.texts[item.goal!.id]).toBe('定下三条');
	expect(chair.copy!.texts[item.excerpts[0]!.source!.id]).toBe('食品安全法');
	expect(replay(it, room).agenda).toEqual(room.committed.state.agenda);
	// The item without a title is told when it has one.
	await document.change((doc) => retitle(doc, 'n2', '送餐'));
	await chair.until((p) => shown(p).endsWith('3 送餐'), 'the title');
});

test('[G1] an item that opens has the title it has in that moment', async () => {
	const { it, room, chair } = await meeting();
	await discuss(room, chair);
	const document = await it.app.documents.open(room.meeting, 'agenda');
	const second = readAgenda(document.doc).items[1]!.id;
	await document.change((doc) => retitle(doc, second, '开业条件三条'));
	await chair.until((p) => shown(p).includes('三条'), 'the title');
	await chair.send({ type: 'agenda.open', item: second });
	await document.change((doc) => retitle(doc, second, '另一件事'));
	await chair.until((p) => shown(p).includes('另一件事'), 'the later title');
	const opened = replayed(it, room).filter((event) => event.type === 'agenda.opened');
	expect(opened.map(({ body }) => room.texts.get(body.title.id))).toEqual(['用途', '开业条件三条']);
});

test('[G10 G11] an accepted proposal is in the state at once and in the document soon', async () => {
	const { it, room, chair } = await meeting();
	const li = await phone(it, room, 1);
	await it.app.documents.open(room.meeting, 'agenda');
	await li.send({ type: 'agenda.propose', seat: li.seat, title: '送餐', why: '卧床老人' });
	const [proposal] = room.committed.state.agenda.proposals;
	const [first] = room.committed.state.agenda.items;
	await chair.send({
		type: 'agenda.accept',
		...{ proposal: proposal!.id, parent: first!.id, kind: 'speech', minutes: 8 }
	});
	await li.until((p) => p.copy!.state.agenda.proposals[0]?.status === 'accepted', 'the answer');
	expect(shown(li)).toBe('1 用途 · 1.1 送餐 · 2 开业条件');
	await expect
		.poll(async () => (await written(it, room)).items.map((item) => item.title))
		.toEqual(['用途', '送餐', '开业条件']);
	// Telling it back changes nothing.
	const seq = room.committed.seq;
	const document = await it.app.documents.open(room.meeting, 'agenda');
	await document.change((doc) => retitle(doc, first!.id, '房子的用途'));
	await li.until((p) => shown(p).startsWith('1 房子的用途 · 1.1 送餐'), 'the title');
	expect(room.committed.seq).toBe(seq + 1);
});

test('[G8] a sub-item is never lost between the room and the document', async () => {
	const { it, room, chair, clerk } = await meeting();
	const document = await it.app.documents.open(room.meeting, 'agenda');
	const [first, second] = readAgenda(document.doc).items.map((item) => item.id);
	const added = clerk.send({
		type: 'agenda.add-sub',
		parent: first!,
		title: '噪声',
		kind: 'cards'
	});
	const moved = document.change((doc) => {
		moveInAgenda(doc, first!, spotAt(readAgenda(doc).items, 'after', second!, first!)!);
	});
	await Promise.all([added, moved]);
	await chair.until((p) => shown(p) === '1 开业条件 · 2 用途 · 2.1 噪声', 'both');
});

test('[G7] what was opened is withdrawn and comes back; what was not is gone', async () => {
	const { it, room, chair } = await meeting();
	await discuss(room, chair);
	const document = await it.app.documents.open(room.meeting, 'agenda');
	const [first, second] = readAgenda(document.doc).items.map((item) => item.id);
	await document.change((doc) => {
		removeFromAgenda(doc, first!);
		removeFromAgenda(doc, second!);
	});
	await chair.until((p) => p.copy!.state.agenda.items.length === 1, 'the second to go');
	expect(chair.copy!.state.agenda.items[0]).toMatchObject({ id: first, withdrawn: true });
	await document.change((doc) => restoreInAgenda(doc, [first!, second!]));
	await chair.until((p) => shown(p) === '1 用途 · 2 开业条件', 'both again');
});

test('[G5] words of the last second are told before the server stops', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room } = await openMeeting(it, [resident('李建国')]);
	const document = await it.app.documents.open(room.meeting, 'agenda');
	await document.change((doc) => addToAgenda(doc, { id: 'n1', title: '送餐' }));
	await it.stop();
	const again = await served(dir);
	const back = (await again.app.rooms.byId(room.meeting))!;
	expect(back.committed.state.agenda.items.map((item) => item.id)).toContain('n1');
});

test('[G5] two people move the same item at the same time: one agenda, everywhere', async () => {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('李建国')]);
	const li = await phone(it, room, 1);
	await it.app.documents.open(room.meeting, 'agenda');
	const one = await rawWriter(it, room, 'chair', 'agenda');
	const two = await rawWriter(it, room, 'clerk', 'agenda');
	await Promise.all([one.sync(), two.sync()]);
	const [first, second] = readAgenda(one.doc).items.map((item) => item.id);
	const into = edited(one, (doc) =>
		moveInAgenda(doc, second!, spotAt(readAgenda(doc).items, 'into', first!, second!)!)
	);
	const before = edited(two, (doc) =>
		moveInAgenda(doc, second!, spotAt(readAgenda(doc).items, 'before', first!, second!)!)
	);
	expect(await Promise.all([one.offer(into), two.offer(before)])).toEqual(['saved', 'saved']);
	const ends = ['1 用途 · 1.1 开业条件', '1 开业条件 · 2 用途'];
	await li.until((p) => ends.includes(shown(p)), 'one of the two places');
	const told = readAgenda((await it.app.documents.open(room.meeting, 'agenda')).doc);
	await one.until(() => JSON.stringify(readAgenda(one.doc)) === JSON.stringify(told), 'the same');
	await two.until(() => JSON.stringify(readAgenda(two.doc)) === JSON.stringify(told), 'the same');
	expect(room.committed.state.agenda.items.map((item) => item.id).sort()).toEqual(
		[first, second].sort()
	);
});

test('[G8 F23] a server that dies between a COMMIT and its write-back catches up when it starts', async () => {
	const [dir, left] = [folder(), folder()];
	let pulled = false;
	// What the disk holds in the moment in which the plug is pulled: right after that COMMIT.
	const it = await served(dir, (store) => ({
		...store,
		async commit(pieces) {
			const failed = await store.commit(pieces);
			if (JSON.stringify(pieces).includes('agenda.added') && !pulled) {
				cpSync(dir, left, { recursive: true });
				pulled = true;
			}
			return failed;
		}
	}));
	const { room, clerk } = await openMeeting(it, [resident('李建国')]);
	await it.app.documents.open(room.meeting, 'agenda');
	const [first] = room.committed.state.agenda.items;
	await clerk.send({ type: 'agenda.add-sub', parent: first!.id, title: '噪声', kind: 'cards' });
	expect(pulled).toBe(true);
	const again = await served(left);
	const back = (await again.app.rooms.byId(room.meeting))!;
	const titles = async () => (await written(again, back)).items.map((item) => item.title);
	await expect.poll(titles).toEqual(['用途', '噪声', '开业条件']);
	expect(back.committed.state.agenda.items).toHaveLength(3);
});

test('[G5 F23] words stored by a server that died before it told them are told when it starts', async () => {
	const [dir, left] = [folder(), folder()];
	const it = await served(dir);
	const { room } = await openMeeting(it, [resident('李建国')]);
	const document = await it.app.documents.open(room.meeting, 'agenda');
	await document.change((doc) => addToAgenda(doc, { id: 'n1', title: '送餐' }));
	cpSync(dir, left, { recursive: true });
	const again = await served(left);
	const back = (await again.app.rooms.byId(room.meeting))!;
	await expect.poll(() => back.committed.state.agenda.items.map((item) => item.id)).toContain('n1');
});

test('[G13 L18] earlier words leave with the change; erasing a title takes those it was used under along', async () => {
	const { it, room, chair } = await meeting();
	const ask = (text: string) =>
		room.ask(
			{ id: `erase-${text}`, as: 'organiser', command: { type: 'plan.erase', text } },
			{ session: null, owner: true, door: true }
		);
	const kept = () =>
		it.app.connection.sqlite.prepare('SELECT body FROM text').pluck().all() as (string | null)[];
	const document = await it.app.documents.open(room.meeting, 'agenda');
	const [first, second] = readAgenda(document.doc).items.map((item) => item.id);
	// Never used: only the last words stay.
	await document.change((doc) => retitle(doc, second!, '赵敏家漏水'));
	await chair.until((p) => shown(p).includes('赵敏家漏水'), 'the first words');
	const draft = chair.copy!.state.agenda.items[1]!.title.id;
	await document.change((doc) => retitle(doc, second!, '漏水'));
	await chair.until((p) => shown(p).endsWith('2 漏水'), 'the last words');
	expect(chair.copy!.texts[draft]).toBeNull();
	expect(room.texts.has(draft)).toBe(false);
	expect(kept()).not.toContain('赵敏家漏水');
	// Used: the record says under which title, until it is erased.
	await discuss(room, chair);
	await document.change((doc) => retitle(doc, first!, '李建国的房子'));
	await chair.until((p) => shown(p).startsWith('1 李建国的房子'), 'the new title');
	await chair.send({ type: 'agenda.close', item: first! });
	await chair.send({ type: 'agenda.open', item: first! });
	await document.change((doc) => retitle(doc, first!, '房子'));
	await chair.until((p) => shown(p).startsWith('1 房子'), 'the last title');
	expect(kept()).toContain('李建国的房子');
	await ask(chair.copy!.state.agenda.items[0]!.title.id);
	await chair.until((p) => shown(p).startsWith('1 已删除'), 'the erasure');
	expect(kept().filter((body) => body !== null && body.includes('房子'))).toEqual([]);
	await expect.poll(async () => (await written(it, room)).items[0]!.title).toBe('');
	await chair.until((p) => shown(p) === '1 已删除 · 2 漏水', 'nothing told anew');
	expect(verify(room.meeting, storedRows(it.app, room.meeting))).toMatchObject({ ok: true });
	expect(replay(it, room).agenda).toEqual(room.committed.state.agenda);
});

test('[L18 F22] a server that dies between an erasure and the document erases it when it starts', async () => {
	const [dir, left] = [folder(), folder()];
	let pulled = false;
	const it = await served(dir, (store) => ({
		...store,
		async commit(pieces) {
			const failed = await store.commit(pieces);
			if (JSON.stringify(pieces).includes('UPDATE text SET salt = NULL') && !pulled) {
				cpSync(dir, left, { recursive: true });
				pulled = true;
			}
			return failed;
		}
	}));
	const { room } = await openMeeting(it, [resident('李建国')]);
	await it.app.documents.open(room.meeting, 'agenda');
	const text = room.committed.state.agenda.items[0]!.title.id;
	await room.ask(
		{ id: 'erase', as: 'organiser', command: { type: 'plan.erase', text } },
		{ session: null, owner: true, door: true }
	);
	const again = await served(left);
	const back = (await again.app.rooms.byId(room.meeting))!;
	await expect.poll(async () => (await written(again, back)).items[0]!.title).toBe('');
	expect(back.committed.state.agenda.items[0]!.title.id).toBe(text);
	const bytes = again.app.connection.sqlite.prepare('SELECT bytes FROM document_update').pluck();
	for (const update of bytes.all() as Buffer[])
		expect(Buffer.from(update).includes('用途')).toBe(false);
});

test('[G5] a member may neither read nor write the document', async () => {
	const { it, room } = await meeting();
	await it.app.documents.open(room.meeting, 'agenda');
	const li = await rawWriter(it, room, 1, 'agenda');
	await li.until(() => li.closed !== null, 'the door to close');
	expect(li.closed!.code).toBe(4403);
});

/** What an edit on somebody's own copy sends. */
function edited(writer: RawWriter, edit: (doc: Y.Doc) => void): Uint8Array {
	let update = new Uint8Array();
	const keep = (bytes: Uint8Array) => void (update = new Uint8Array(bytes));
	writer.doc.on('update', keep);
	edit(writer.doc);
	writer.doc.off('update', keep);
	return update;
}

function replayed(it: Served, room: Room) {
	return storedRows(it.app, room.meeting).map((row) => eventOf(row.line));
}
