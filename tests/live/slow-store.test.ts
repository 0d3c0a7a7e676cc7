/**
 * Commands that come while a COMMIT runs: nothing is told before it is stored, order is kept, and where it
 * fails all that was built on it is taken back (decision 0019).
 */
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Answer } from '#lib/meeting/wire.ts';
import { eventOf } from '#server/meeting/chain.ts';
import type { Room } from '#server/meeting/room.ts';
import { makeMeeting, resident } from './people.ts';
import { serve, type Served } from './serve.ts';
import { storedRows } from './stored-rows.ts';
import { Gate } from './slow-store.ts';
import { folder, phone, replay, served } from './world.ts';

const ORGANISER = { session: 'office', owner: true, door: true };
const PEOPLE = [resident('王桂芳'), resident('李建国')];

function ask(room: Room, command: Command): Promise<Answer> {
	return room.ask({ id: newId(), as: 'organiser', command }, ORGANISER);
}
const joinOpen = (open: boolean): Command => ({ type: 'roll.join-open', open });

/** True when it has not been answered yet. */
async function isWaiting(answer: Promise<Answer>): Promise<boolean> {
	const pending = Symbol('pending');
	await new Promise((resolve) => setImmediate(resolve));
	return (await Promise.race([answer, Promise.resolve(pending)])) === pending;
}

async function opened(it: Served): Promise<Room> {
	const room = await makeMeeting(it.app, PEOPLE);
	expect(await ask(room, { type: 'plan.open' })).toHaveProperty('seq');
	return room;
}

async function gated(): Promise<{ it: Served; room: Room; gate: Gate }> {
	const gate = new Gate();
	const it = await served(folder(), gate.wrap);
	onTestFinished(() => gate.open());
	const room = await opened(it);
	return { it, room, gate };
}

test('nothing is answered, shown or told while a COMMIT runs; then in the order in which it was decided', async () => {
	const { it, room, gate } = await gated();
	const clerk = await phone(it, room, 'clerk');
	const { seq } = room.committed;
	gate.close();
	const told: number[] = [];
	const answers = [true, false, true].map((open) => ask(room, joinOpen(!open)));
	for (const [n, answer] of answers.entries()) void answer.then(() => told.push(n));
	await gate.arrived;
	const later = ask(room, { type: 'plan.close' });
	void later.then(() => told.push(3));
	expect(await isWaiting(later)).toBe(true);
	expect(told).toEqual([]);
	expect([room.committed.seq, clerk.copy!.seq]).toEqual([seq, seq]);
	await gate.release('held');
	expect(await Promise.all(answers)).toEqual([1, 2, 3].map((n) => ({ seq: seq + n })));
	expect(await isWaiting(later), 'decided while the first ran: it is in the next').toBe(true);
	expect(room.committed.state.plan.phase).toBe('open');
	await gate.release('held');
	expect(await later).toMatchObject({ seq: expect.any(Number) });
	expect(told).toEqual([0, 1, 2, 3]);
	gate.open();
	await clerk.until((p) => p.copy!.seq === room.committed.seq, 'all of it');
	expect(clerk.copy!.state).toEqual(replay(it, room));
});

test('where it fails, what was decided meanwhile is taken back too, and what comes then is decided anew', async () => {
	const { it, room, gate } = await gated();
	const beside = await opened(it);
	const clerk = await phone(it, room, 'clerk');
	const { seq } = room.committed;
	gate.close(30);
	const lost = ask(room, joinOpen(false));
	await gate.arrived;
	// On the picture that is about to be lost: it builds on it.
	const built = ask(room, { type: 'plan.close' });
	const other = ask(beside, joinOpen(false));
	await gate.release('failed');
	expect(await Promise.all([lost, built])).toEqual([
		{ refused: 'not-saved' },
		{ refused: 'not-saved' }
	]);
	// While the room is read again, others are stored; and who asks it now waits until it is back.
	const again = ask(room, { type: 'plan.close' });
	await gate.release('held');
	expect(await other).toHaveProperty('seq');
	expect(room.committed.seq, 'what was lost is shown to nobody').toBe(seq);
	gate.open();
	expect(await again).toHaveProperty('seq');
	expect(room.committed.state, 'nothing of what was lost').toEqual(replay(it, room));
	const types = storedRows(it.app, room.meeting).map(({ line }) => eventOf(line).type);
	expect(types.filter((type) => type.startsWith('roll.join'))).toEqual([]);
	expect(room.committed.seq).toBeGreaterThan(seq);
	await clerk.until((p) => p.copy!.seq === room.committed.seq, 'the closing');
	expect(clerk.copy!.state).toEqual(room.committed.state);
});

test('closing waits for the COMMIT that runs, and for what came meanwhile; nothing is answered and lost', async () => {
	const gate = new Gate();
	const dir = folder();
	const it = await serve(dir, undefined, 0, gate.wrap);
	onTestFinished(() => it.stop());
	onTestFinished(() => gate.open());
	const room = await opened(it);
	gate.close();
	const first = ask(room, joinOpen(false));
	await gate.arrived;
	const stopping = it.stop();
	const second = ask(room, joinOpen(true));
	expect(await isWaiting(first)).toBe(true);
	await gate.release('held');
	await gate.release('held');
	gate.open();
	const answers = await Promise.all([first, second]);
	await stopping;
	expect(await ask(room, joinOpen(false))).toEqual({ refused: 'not-saved' });
	const again = await served(dir);
	const back = (await again.app.rooms.byId(room.meeting))!;
	for (const answer of answers) expect(answer).toHaveProperty('seq');
	expect(back.committed.state.roll.joinOpen).toBe(true);
	expect(back.committed.state).toEqual(replay(again, back));
});

test('the same command, sent again while the first is on its way and after it was stored, is done once', async () => {
	const { it, room, gate } = await gated();
	gate.close(20);
	const command = { id: 'sent-twice-0001', as: 'organiser', command: joinOpen(false) };
	const first = room.ask(command, ORGANISER);
	await gate.arrived;
	const meanwhile = room.ask(command, ORGANISER);
	await gate.release('held');
	gate.open();
	const answer = await first;
	expect(await meanwhile).toEqual(answer);
	// Now it is looked up, which takes a while; another one does not wait for that.
	const [after, other, conflict] = await Promise.all([
		room.ask(command, ORGANISER),
		ask(room, joinOpen(true)),
		room.ask({ ...command, command: joinOpen(true) }, ORGANISER)
	]);
	expect(after).toEqual(answer);
	expect(other).toHaveProperty('seq');
	expect(conflict).toEqual({ refused: 'conflict' });
	const types = storedRows(it.app, room.meeting).map(({ line }) => eventOf(line).type);
	expect(types.filter((type) => type.startsWith('roll.join'))).toHaveLength(2);
});

test('words that are written while a COMMIT runs, or fails, are all there in their order', async () => {
	const { it, room, gate } = await gated();
	const document = await it.app.documents.open(room.meeting, 'minutes');
	const write = (text: string) =>
		document.change((doc) => doc.getText('t').insert(doc.getText('t').length, text));
	gate.close();
	const told: string[] = [];
	const one = write('一').then(() => told.push('一'));
	await gate.arrived;
	const two = write('二').then(() => told.push('二'));
	expect([document.doc.getText('t').toString(), told]).toEqual(['', []]);
	await gate.release('failed');
	await gate.release('held');
	gate.open();
	await Promise.all([one, two]);
	expect(told).toEqual(['一', '二']);
	// One row for all, asked for while others are on their way.
	gate.close();
	const three = write('三');
	await gate.arrived;
	const compacted = document.compact();
	const four = write('四');
	await gate.release('held');
	gate.open();
	await Promise.all([three, four, compacted, document.compact()]);
	expect(document.doc.getText('t').toString()).toBe('一二三四');
	await it.app.documents.sendHome(document);
	const back = await it.app.documents.open(room.meeting, 'minutes');
	expect(back.doc.getText('t').toString()).toBe('一二三四');
});

test('what was due while the store failed happens when it is back', async () => {
	const { it, room, gate } = await gated();
	const chair = await phone(it, room, 'chair');
	expect(await chair.send({ type: 'mood.open' })).toHaveProperty('seq');
	gate.close();
	// With the meeting the question ends, by the clock.
	const closed = ask(room, { type: 'plan.close' });
	await gate.release('held');
	expect(await closed).toHaveProperty('seq');
	await gate.release('failed');
	gate.open();
	await chair.until((p) => p.copy!.state.mood.at === null, 'the end of the question');
	expect(room.committed.state).toEqual(replay(it, room));
});

test('a room that could not be read again goes on from what is stored, without a gap', async () => {
	const { it, room, gate } = await gated();
	const { committed: stored } = room;
	gate.close();
	const lost = ask(room, joinOpen(false));
	await gate.arrived;
	gate.failReads(1);
	await gate.release('failed');
	gate.open();
	expect(await lost).toEqual({ refused: 'not-saved' });
	await it.app.rooms.flush();
	expect(room.committed).toBe(stored);
	expect(await ask(room, { type: 'plan.close' })).toEqual({ seq: stored.seq + 1 });
	const rows = storedRows(it.app, room.meeting).map(({ seq }) => seq);
	expect(rows).toEqual(rows.map((_, n) => n + 1));
	expect(room.committed.state, 'nothing of what was lost').toEqual(replay(it, room));
});

test('a command that breaks off once its answer was looked up, or its room read, is answered', async () => {
	const { it, room, gate } = await gated();
	const logged = vi.spyOn(it.app.log, 'error').mockReturnValue();
	const command = { id: 'breaks-off-0001', as: 'organiser', command: joinOpen(false) };
	const answer = await room.ask(command, ORGANISER);
	gate.failReads(1);
	expect(await room.ask(command, ORGANISER)).toEqual({ refused: 'not-saved' });
	expect(logged.mock.lastCall).toContain('a command broke off');
	expect(await room.ask(command, ORGANISER)).toEqual(answer);
	const clock = vi.spyOn(room, 'now');
	onTestFinished(() => clock.mockRestore());
	gate.close(20);
	const lost = ask(room, joinOpen(true));
	await gate.arrived;
	await gate.release('failed');
	expect(await lost).toEqual({ refused: 'not-saved' });
	clock.mockImplementation(() => {
		throw new Error('no time');
	});
	const waiting = ask(room, joinOpen(true));
	gate.open();
	expect(await waiting).toEqual({ refused: 'not-saved' });
	expect(logged.mock.lastCall).toContain('a command broke off');
	clock.mockRestore();
	expect(await ask(room, joinOpen(true))).toHaveProperty('seq');
});

test('what comes once the rooms have stopped is not done, and whoever waits for the rest goes on', async () => {
	const { it, room } = await gated();
	await it.app.rooms.stop();
	const late = ask(room, joinOpen(false));
	it.app.rooms.schedule();
	await it.app.rooms.flush();
	expect(await late).toEqual({ refused: 'not-saved' });
	await it.app.rooms.flush();
});

test('where a room cannot be told, the others and the documents are', async () => {
	const { it, room } = await gated();
	const beside = await opened(it);
	const document = await it.app.documents.open(room.meeting, 'minutes');
	room.onStored = () => {
		throw new Error('nobody there');
	};
	const answers = [ask(room, joinOpen(false)), ask(beside, joinOpen(false))];
	await document.change((doc) => doc.getText('t').insert(0, '一'));
	for (const answer of await Promise.all(answers)) expect(answer).toHaveProperty('seq');
});

test('an answer that cannot be given, and a room or a document that cannot say what to store, keep nobody else waiting', async () => {
	const { it, room } = await gated();
	const [beside, unfit] = [await opened(it), await opened(it)];
	const [words, more] = await Promise.all(
		[room, beside].map(({ meeting }) => it.app.documents.open(meeting, 'minutes'))
	);
	const logged = vi.spyOn(it.app.log, 'error').mockReturnValue();
	const broken = () => {
		throw new Error('it breaks off');
	};
	const envelope = () => ({ id: newId(), as: 'organiser', command: joinOpen(false) });
	vi.spyOn(unfit, 'beginCommit').mockImplementationOnce(broken);
	vi.spyOn(words!, 'piece').mockImplementationOnce(broken);
	vi.spyOn(more!, 'settle').mockImplementationOnce(broken);
	room.submit(envelope(), ORGANISER, broken);
	const refused = ask(unfit, joinOpen(false));
	const written = [words!, more!].map((document) =>
		document.change((doc) => doc.getText('t').insert(0, '一'))
	);
	const answers = [ask(room, joinOpen(true)), ask(beside, joinOpen(false))];
	for (const answer of await Promise.all(answers)) expect(answer).toHaveProperty('seq');
	expect(await refused).toEqual({ refused: 'not-saved' });
	await written[0];
	const said = logged.mock.calls.map(([, sentence]) => sentence);
	expect(said).toContain('an answer could not be given');
	for (const one of [room, beside, unfit]) {
		expect(await ask(one, { type: 'plan.close' })).toHaveProperty('seq');
		expect(one.committed.state).toEqual(replay(it, one));
	}
});

test('a meeting whose making a stop or a crash cut short is in no list after the next start', async () => {
	const dir = folder();
	const gate = new Gate();
	const it = await serve(dir, undefined, 0, gate.wrap);
	onTestFinished(() => it.stop());
	const whole = await opened(it);
	// Its row is written at once, and the rest comes too late.
	gate.close(50);
	const making = makeMeeting(it.app, PEOPLE).catch((error: unknown) => error);
	gate.open();
	await it.stop();
	expect(await making).toBeInstanceOf(Error);
	await expect(makeMeeting(it.app, PEOPLE)).rejects.toThrow('not-saved');
	const again = await served(dir);
	const rows = again.app.connection.sqlite.prepare('SELECT id FROM meeting').pluck().all();
	expect(rows).toEqual([whole.meeting]);
});
