/** Live minutes on a real server: facts go in once, gist lines come out, the seal holds. */
import { expect, onTestFinished, test } from 'vitest';
import * as Y from 'yjs';
import { minutesFragment, readMinutes } from '#lib/documents/minutes.ts';
import type { MinutesCommand } from '#lib/meeting/minutes/commands.ts';
import { mergeDocument, fromSealedCopy } from '#lib/meeting/minutes/view.ts';
import { eventOf } from '#server/meeting/chain.ts';
import type { Room } from '#server/meeting/room.ts';
import { verify } from '#server/meeting/verify.ts';
import { testClock } from '#server/test-clock.ts';
import { resident, seatId, type Phone } from './people.ts';
import { serve, type Served } from './serve.ts';
import { discuss, folder, openMeeting, phone } from './world.ts';
import { rawWriter } from './writers.ts';
import { storedRows } from './stored-rows.ts';

const DAY = 24 * 3600_000;
const OWNER = { session: null, owner: true, door: true };

/** A server whose clock can be put forward. */
async function server(dir = folder()) {
	const clock = testClock(Date.now(), true);
	const it = await serve(dir, clock.environment);
	let stopped: Promise<void> | null = null;
	const stop = () => (stopped ??= it.stop());
	onTestFinished(stop);
	return { it, clock, dir, stop };
}

async function meeting() {
	const world = await server();
	const people = await openMeeting(world.it, [resident('王桂芳'), resident('赵敏')]);
	await discuss(people.room, people.chair);
	const member = await phone(world.it, people.room, 1);
	return { ...world, ...people, member };
}

/** Somebody raises a hand, is called and starts; the number of the fact. */
async function speak(chair: Phone, member: Phone): Promise<number> {
	const item = member.copy!.state.queue.item!;
	await member.send({ type: 'queue.join', seat: member.seat, item, stance: 'for' });
	const entry = member.copy!.state.queue.entries[0]!.id;
	await chair.send({ type: 'queue.call', item, expect: entry });
	const answer = await chair.send({ type: 'queue.start', entry });
	if ('refused' in answer) throw new Error(answer.refused);
	return answer.seq;
}

const open = (it: Served, room: Room) => it.app.documents.open(room.meeting, 'minutes');
const events = (it: Served, room: Room) =>
	storedRows(it.app, room.meeting).map((row) => eventOf(row.line));
const seqs = (blocks: ReturnType<typeof readMinutes>) =>
	blocks.flatMap((block) => (block.kind === 'fact' ? [block.seq] : []));
const shown = (it: Served, room: Room, blocks: ReturnType<typeof readMinutes>) =>
	mergeDocument(blocks, it.app.projections.of(room).facts).flatMap((line) =>
		line.line === 'fact' ? [line.fact.seq] : []
	);

/** Resolves when the stored document says so; looks again after every change. */
async function until(it: Served, room: Room, is: (doc: Y.Doc) => boolean): Promise<void> {
	const document = await open(it, room);
	if (is(document.doc)) return;
	await new Promise<void>((resolve) =>
		it.app.documents.onChanged('minutes', ({ doc }) => is(doc) && resolve())
	);
}

/** Types into the slot of a fact, as an editor would. */
async function type(it: Served, room: Room, seq: number, words: string): Promise<void> {
	await (
		await open(it, room)
	).change((doc) => {
		const slot = slotOf(doc, seq);
		slot.insert(slot.length, [new Y.XmlText(words)]);
	});
}

function slotOf(doc: Y.Doc, seq: number): Y.XmlElement {
	return minutesFragment(doc)
		.toArray()
		.find((node) => (node as Y.XmlElement).getAttribute('id') === `g${seq}`) as Y.XmlElement;
}

const says = (one: Phone) =>
	one.copy!.state.minutes.lines.map((line) => one.copy!.texts[line.text.id]);

test('[M2] a document that is opened late holds every fact so far; the next comes by itself', async () => {
	const { it, room, chair, member } = await meeting();
	const early = seqs(readMinutes((await open(it, room)).doc));
	expect(early).toEqual(it.app.projections.of(room).facts.map((fact) => fact.seq));
	expect(early.length).toBeGreaterThan(1);
	const seq = await speak(chair, member);
	await until(it, room, (doc) => seqs(readMinutes(doc)).includes(seq));
	expect(slotOf((await open(it, room)).doc, seq)).toBeDefined();
});

test('[M2 F23] a server that starts again puts in what is missing, each once', async () => {
	const { it, room, chair, member, stop, dir } = await meeting();
	const seq = await speak(chair, member);
	await until(it, room, (doc) => seqs(readMinutes(doc)).includes(seq));
	await stop();
	// A second server on the folder, of which the document knows nothing yet.
	const again = await server(dir);
	const back = (await again.it.app.rooms.byCode(room.code))!;
	await until(again.it, back, (doc) => seqs(readMinutes(doc)).includes(seq));
	const found = seqs(readMinutes((await open(again.it, back)).doc));
	expect(found).toEqual([...new Set(found)]);
	expect(found).toEqual(again.it.app.projections.of(back).facts.map((fact) => fact.seq));
});

test('[M7 S1.47] what the clerk types under a turn is on every phone soon; only the last words stay', async () => {
	const { it, room, chair, member } = await meeting();
	await open(it, room);
	const seq = await speak(chair, member);
	await until(it, room, (doc) => slotOf(doc, seq) !== undefined);
	await type(it, room, seq, '一荤两素');
	await member.until((p) => says(p)[0] === '一荤两素', 'the first words');
	const first = member.copy!.state.minutes.lines[0]!.text.id;
	await type(it, room, seq, '十五元以内');
	await member.until((p) => says(p)[0] === '一荤两素十五元以内', 'the rest');
	expect(member.copy!.texts[first]).toBeNull();
	expect(room.texts.has(first)).toBe(false);
	const kept = it.app.connection.sqlite.prepare('SELECT body FROM text').pluck().all();
	expect(kept).not.toContain('一荤两素');
	await (await open(it, room)).change((doc) => slotOf(doc, seq).setAttribute('tag', 'agreed'));
	await member.until((p) => p.copy!.state.minutes.lines[0]?.tag === 'agreed', 'the tag');
});

test('[M4 F29] a clerk deletes fact blocks, undoes, copies one and forges another: each shows once', async () => {
	const { it, room, chair, member } = await meeting();
	const document = await open(it, room);
	const seq = await speak(chair, member);
	await until(it, room, (doc) => seqs(readMinutes(doc)).includes(seq));
	const facts = it.app.projections.of(room).facts.map((fact) => fact.seq);
	const read = async () => shown(it, room, readMinutes((await open(it, room)).doc));
	await document.change((doc) => minutesFragment(doc).delete(0, 2));
	expect(await read()).toEqual(facts);
	await document.change((doc) => {
		const fact = (number: number) => {
			const node = new Y.XmlElement('fact');
			node.setAttribute('seq', number as unknown as string);
			return node;
		};
		minutesFragment(doc).insert(0, [fact(facts[0]!), fact(seq), fact(999_999), fact(seq)]);
	});
	expect((await read()).toSorted((a, b) => a - b)).toEqual(facts);
});

test('[M9–M13 F24 F25 F26] draft, objections, answers, seal: the copy is in the chain, and a correction leaves it so', async () => {
	const { it, room, chair, member, clerk, clock } = await meeting();
	const seq = await speak(chair, member);
	const document = await open(it, room);
	await type(it, room, seq, '一荤两素');
	await document.change((doc) => {
		const node = new Y.XmlElement('paragraph');
		node.insert(0, [new Y.XmlText('大家一致同意')]);
		minutesFragment(doc).insert(0, [node]);
	});
	await chair.send({ type: 'queue.end', entry: chair.copy!.state.queue.speaker!.entry.id });
	await chair.send({ type: 'plan.close' });
	expect(await it.app.minutes.seal(room, OWNER)).toEqual({ refused: 'objections-not-open' });
	const ask = (command: MinutesCommand) =>
		room.ask({ id: `organiser-${command.type}`, as: 'organiser', command }, OWNER);
	await ask({ type: 'minutes.open-objections', until: Date.now() + DAY });
	await member.send({ type: 'minutes.object', seat: member.seat, text: '我说的是两荤', fact: seq });
	expect(await it.app.minutes.seal(room, OWNER)).toEqual({ refused: 'objections-still-open' });
	clock.pass(2 * DAY);
	expect(await it.app.minutes.seal(room, OWNER)).toMatchObject({
		refused: 'objections-unanswered'
	});
	const { id } = room.committed.state.minutes.objections[0]!;
	await clerk.send({ type: 'minutes.answer', objection: id, agreed: false, text: '录音是一荤' });
	// A refusal left the document as it was: people still write.
	await type(it, room, seq, '十五元以内');

	const answer = await it.app.minutes.seal(room, OWNER);
	expect(answer).toMatchObject({ seq: expect.any(Number) });
	const sealed = room.committed.state.minutes.sealed!;
	const event = events(it, room).find((one) => one.type === 'minutes.sealed')!;
	if (event.type !== 'minutes.sealed') throw new Error('no seal');
	expect(sealed).toMatchObject({ seq: event.seq, hash: event.body.hash });
	expect(sealed.hash).toMatch(/^[0-9a-f]{64}$/);
	const text = ({ id }: { id: string }) => room.texts.get(id) ?? '已删除';
	const blocks = fromSealedCopy(event.body.blocks, text);
	expect(JSON.stringify(blocks)).toContain('一荤两素十五元以内');
	expect(JSON.stringify(blocks)).toContain('大家一致同意');
	// Every fact once, the objection with its answer among them.
	const facts = it.app.projections.of(room).facts.filter((fact) => fact.seq <= sealed.upTo);
	expect(seqs(blocks).toSorted((a, b) => a - b)).toEqual(facts.map((fact) => fact.seq));
	expect(facts.at(-1)).toMatchObject({ what: 'objection', answer: { agreed: false } });

	await expect(document.change((doc) => minutesFragment(doc).delete(0, 1))).rejects.toThrow();
	expect(await it.app.minutes.seal(room, OWNER)).toEqual({ refused: 'minutes-sealed' });
	await clerk.send({ type: 'minutes.correct', text: '到会二人', fact: seq });
	await member.until((p) => p.copy!.state.minutes.errata.length === 1, 'the correction');
	expect(room.committed.state.minutes.sealed).toBe(sealed);
	expect(verify(room.meeting, storedRows(it.app, room.meeting))).toMatchObject({ ok: true });
});

test('[M12 M13 F24] a late edit over a real socket: the author is told, the copy and its hash stay', async () => {
	const { it, room, chair, member, clock } = await meeting();
	const seq = await speak(chair, member);
	await type(it, room, seq, '一荤两素');
	await chair.send({ type: 'queue.end', entry: chair.copy!.state.queue.speaker!.entry.id });
	await chair.send({ type: 'plan.close' });
	await chair.send({ type: 'minutes.allow', seat: seatId(room, 2), allowed: true });
	const writer = await rawWriter(it, room, 2);
	await writer.sync();
	const until = Date.now() + DAY;
	const command: MinutesCommand = { type: 'minutes.open-objections', until };
	await room.ask({ id: 'organiser-objections', as: 'organiser', command }, OWNER);
	clock.pass(2 * DAY);
	/** What this writer's editor sends for words in the slot. */
	const words = (said: string) => {
		const before = Y.encodeStateVector(writer.doc);
		slotOf(writer.doc, seq).insert(0, [new Y.XmlText(said)]);
		return Y.encodeStateAsUpdate(writer.doc, before);
	};
	expect(await writer.offer(words('十五元以内，'))).toBe('saved');
	expect(await it.app.minutes.seal(room, OWNER)).toMatchObject({ seq: expect.any(Number) });
	const sealed = room.committed.state.minutes.sealed!;
	const event = () => events(it, room).find((one) => one.type === 'minutes.sealed');
	const copy = JSON.stringify(event());
	const { state } = await (await open(it, room)).seal();

	expect(await writer.offer(words('迟到的话，'))).toBe('sealed');
	await it.app.rooms.flush();
	expect(room.committed.state.minutes.sealed).toBe(sealed);
	expect(JSON.stringify(event())).toBe(copy);
	expect(copy).toContain(sealed.hash);
	expect(Buffer.from((await (await open(it, room)).seal()).state)).toEqual(Buffer.from(state));
	const { whole } = await it.app.records.of(room);
	expect(JSON.stringify(whole)).toContain('十五元以内，一荤两素');
	expect(JSON.stringify(whole)).not.toContain('迟到的话');
	expect(verify(room.meeting, storedRows(it.app, room.meeting))).toMatchObject({ ok: true });
});

test('[L18] a sealed paragraph and a name are erased, and the chain still verifies', async () => {
	const { it, room, chair, member, clock } = await meeting();
	const seq = await speak(chair, member);
	await type(it, room, seq, '赵敏家住三号楼');
	await chair.send({ type: 'queue.end', entry: chair.copy!.state.queue.speaker!.entry.id });
	await chair.send({ type: 'plan.close' });
	const ask = (command: Parameters<Room['ask']>[0]['command'], id: string) =>
		room.ask({ id, as: 'organiser', command }, OWNER);
	await ask({ type: 'minutes.open-objections', until: Date.now() + DAY }, 'open-objections');
	clock.pass(2 * DAY);
	expect(await it.app.minutes.seal(room, OWNER)).toMatchObject({ seq: expect.any(Number) });
	const ref = room.committed.state.minutes.sealed!.prose[0]!;
	const { hash } = room.committed.state.minutes.sealed!;
	const line = room.committed.state.minutes.lines[0]!.text.id;
	for (const text of [ref.id, line, member.seat])
		expect(await ask({ type: 'plan.erase', text }, `erase-${text}`)).toMatchObject({
			seq: expect.any(Number)
		});
	await until(it, room, (doc) => !JSON.stringify(readMinutes(doc)).includes('三号楼'));
	// The public record reads the copy, with a mark where the words were.
	const { whole } = await it.app.records.of(room);
	expect(JSON.stringify(whole)).toContain('［…］');
	expect(JSON.stringify(whole)).not.toContain('三号楼');
	expect(verify(room.meeting, storedRows(it.app, room.meeting))).toMatchObject({ ok: true });
	expect(room.committed.state.minutes.sealed!.hash).toBe(hash);
	expect(room.texts.get(ref.id)).toBeNull();
	await it.app.rooms.flush();
	const { sqlite } = it.app.connection;
	for (const table of ['event', 'text', 'person', 'document_update']) {
		const rows = sqlite.prepare(`SELECT * FROM ${table}`).raw().all() as unknown[][];
		expect(rows.flat().map(String).join('\n')).not.toContain('三号楼');
	}
	const bytes = sqlite.prepare('SELECT bytes FROM document_update').pluck().all() as Buffer[];
	for (const update of bytes) expect(Buffer.from(update).includes('三号楼')).toBe(false);
});
