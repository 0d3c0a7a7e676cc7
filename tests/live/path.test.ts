/** The one path, on real sockets: said, decided, stored, answered, told; everywhere the same. */
import type { Rows } from '#server/db/store.ts';
import { expect, test } from 'vitest';
import { itemNow } from '#lib/meeting/agenda/agenda.ts';
import { newId } from '#server/auth/arrival.ts';
import { roomPage } from '#server/meeting/page.ts';
import { verify } from '#server/meeting/verify.ts';
import { makeMeeting, Phone, resident, seatId, sitDown } from './people.ts';
import { discuss, folder, openMeeting, phone, replay, served } from './world.ts';
import { storedRows } from './stored-rows.ts';

const NOBODY = { seat: null, account: null };
const PEOPLE = [resident('王桂芳'), resident('李建国'), resident('赵敏', { channel: 'online' })];

test('after every command the browser’s fold, the room and the journal are the same', async () => {
	const it = await served(folder());
	const { room, chair } = await openMeeting(it, PEOPLE);
	const member = await phone(it, room, 2);
	await discuss(room, chair);
	const item = itemNow(room.committed.state.agenda)!.id;
	const same = async () => {
		await chair.until((p) => p.copy!.seq === room.committed.seq, 'the chair to be up to date');
		await member.until((p) => p.copy!.seq === room.committed.seq, 'the member to be up to date');
		expect(chair.copy!.state).toEqual(room.committed.state);
		expect(member.copy!.state).toEqual(replay(it, room));
		expect(member.copy!.head).toBe(room.committed.head);
	};
	await same();
	await member.send({ type: 'queue.join', seat: member.seat, item, stance: 'for' });
	await same();
	const entry = () =>
		room.committed.state.queue.entries[0]?.id ?? room.committed.state.queue.speaker!.entry.id;
	await chair.send({ type: 'queue.call', item, expect: entry() });
	await same();
	await member.send({ type: 'queue.start', entry: entry() });
	await member.send({ type: 'queue.write', entry: entry(), text: '可以先定用途。' });
	await same();
	expect(Object.values(chair.copy!.texts)).toContain('可以先定用途。');
	await member.send({ type: 'queue.end', entry: entry() });
	await same();
	expect(room.committed.state.queue.turns).toHaveLength(1);
	expect(verify(room.meeting, storedRows(it.app, room.meeting))).toMatchObject({ ok: true });
});

test('a page loaded while a command waits to be stored does not show it', async () => {
	const it = await served(folder());
	const { room } = await openMeeting(it, PEOPLE);
	const before = room.committed.seq;
	const answered = room.ask(
		{ id: newId(), as: 'organiser', command: { type: 'roll.join-open', open: false } },
		{ session: null, owner: true, door: true }
	);
	const page = await roomPage(it.app, room, NOBODY);
	expect(page.whole.snapshot.seq).toBe(before);
	expect(page.whole.snapshot.state.roll.joinOpen).toBe(true);
	expect(await answered).toHaveProperty('seq');
	expect((await roomPage(it.app, room, NOBODY)).whole.snapshot.state.roll.joinOpen).toBe(false);
});

test('[T31] what was pressed in a stage that has passed is refused, and means nothing in the next', async () => {
	const it = await served(folder());
	const { room, clerk, chair } = await openMeeting(it, PEOPLE);
	const first = room.committed.state.runsheet.stageId;
	await discuss(room, chair);
	const seat = seatId(room, 1);
	const press = (stage: string | null) =>
		clerk.client.send(
			clerk.seat,
			{ type: 'runsheet.acknowledge', seat },
			newId(),
			undefined,
			stage
		);
	const before = room.committed.seq;
	expect(await press(first)).toEqual({ refused: 'stage-passed' });
	expect(await press(null)).toEqual({ refused: 'stage-passed' });
	expect(room.committed.seq).toBe(before);
	expect(await press(room.committed.state.runsheet.stageId)).toEqual({ seq: before + 1 });
});

test('two tabs of one seat press in the same moment: one hand, and one sentence', async () => {
	const it = await served(folder());
	const { room, chair } = await openMeeting(it, PEOPLE);
	await discuss(room, chair);
	const item = itemNow(room.committed.state.agenda)!.id;
	const seat = seatId(room, 1);
	const cookie = await sitDown(it.app, room, seat);
	const tabs = [0, 1].map(() => new Phone(it.origin, room.code, seat, cookie));
	for (const tab of tabs) await tab.until((p) => p.copy !== null, 'the tab to show');
	const answers = await Promise.all(
		tabs.map((tab) => tab.send({ type: 'queue.join', seat, item, stance: 'for' }))
	);
	for (const tab of tabs) tab.close();
	expect(answers.filter((answer) => 'seq' in answer)).toHaveLength(1);
	expect(answers).toContainEqual(expect.objectContaining({ refused: 'already-waiting' }));
	expect(room.committed.state.queue.entries).toHaveLength(1);
});

test('the same command said again gets the same answer; with other content a conflict', async () => {
	const it = await served(folder());
	const { room, chair } = await openMeeting(it, PEOPLE);
	const id = 'said-twice-0001';
	const first = await chair.client.send(chair.seat, { type: 'plan.cover', covered: true }, id);
	const { seq } = room.committed;
	expect(await chair.client.send(chair.seat, { type: 'plan.cover', covered: true }, id)).toEqual(
		first
	);
	expect(await chair.client.send(chair.seat, { type: 'plan.cover', covered: false }, id)).toEqual({
		refused: 'conflict'
	});
	expect(room.committed.seq).toBe(seq);
});

test('after a restart everybody is back where they were', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room } = await openMeeting(it, PEOPLE);
	const { seq, head, state } = room.committed;
	await it.app.stop();
	const again = (await (await served(dir)).app.rooms.byCode(room.code))!;
	expect(again.committed).toMatchObject({ seq, head });
	expect(again.committed.state).toEqual(state);
});

test('a room that cannot be stored answers so and recovers; the room beside it is untouched', async () => {
	let broken = '';
	// A row that is already there: SQLite itself refuses this room's savepoint.
	const again = (meeting: string): Rows => ({ table: 'event', rows: [[meeting, 1, '', '']] });
	const it = await served(folder(), (store) => ({
		...store,
		commit: (pieces) =>
			store.commit(
				pieces.map((piece) =>
					piece.key === broken ? { ...piece, writes: [...piece.writes, again(broken)] } : piece
				)
			)
	}));
	const one = await openMeeting(it, PEOPLE);
	const two = await openMeeting(it, PEOPLE);
	broken = one.room.meeting;
	const [lost, kept] = await Promise.all([
		one.chair.send({ type: 'plan.cover', covered: true }),
		two.chair.send({ type: 'plan.cover', covered: true })
	]);
	expect(lost).toEqual({ refused: 'not-saved' });
	expect(kept).toHaveProperty('seq');
	expect(one.room.committed.state.plan.covered).toBe(false);
	broken = '';
	expect(await one.chair.send({ type: 'plan.cover', covered: true })).toHaveProperty('seq');
	await one.clerk.until((p) => p.copy!.state.plan.covered, 'the cover');
	expect(one.clerk.copy!.state).toEqual(replay(it, one.room));
	for (const room of [one.room, two.room])
		expect(verify(room.meeting, storedRows(it.app, room.meeting))).toMatchObject({ ok: true });
});

test('an erased name and an erased text are gone everywhere, and the chain still verifies', async () => {
	const it = await served(folder());
	const room = await makeMeeting(it.app, PEOPLE);
	const chair = await phone(it, room, 'chair');
	const who = seatId(room, 1);
	const title = room.committed.state.plan.details!.matter.id;
	const organiser = { session: null, owner: true, door: true };
	for (const id of [who, title])
		expect(
			await room.ask(
				{ id: newId(), as: 'organiser', command: { type: 'plan.erase', text: id } },
				organiser
			)
		).toHaveProperty('seq');
	await chair.until(
		(p) => p.directory[who] === null && p.copy!.texts[title] === null,
		'both to go'
	);
	const { sqlite } = it.app.connection;
	sqlite.pragma('wal_checkpoint(TRUNCATE)');
	for (const table of ['event', 'text', 'person', 'answer', 'snapshot']) {
		const all = JSON.stringify(sqlite.prepare(`SELECT * FROM ${table}`).all());
		expect(all).not.toContain('王桂芳');
		expect(all).not.toContain('怎样办老年食堂');
	}
	expect(verify(room.meeting, storedRows(it.app, room.meeting))).toMatchObject({ ok: true });
});

test('[F36] what comes when the database is closed is answered, and troubles nothing', async () => {
	const it = await served(folder());
	const { room, chair } = await openMeeting(it, PEOPLE);
	chair.close();
	await it.app.stop();
	const answer = await room.ask(
		{ id: newId(), as: 'organiser', command: { type: 'roll.join-open', open: false } },
		{ session: null, owner: true, door: true }
	);
	expect(answer).toEqual({ refused: 'not-saved' });
	expect(room.committed.state.roll.joinOpen).toBe(true);
});
