/** The one path, on real sockets: said, decided, stored, answered, told. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fold } from '#lib/meeting/evolve.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import { eventOf } from '#server/meeting/journal.ts';
import { verify } from '#server/meeting/verify.ts';
import { join, makeMeeting, resident, type Phone } from './people.ts';
import { serve, type Served } from './serve.ts';

let folder: string;
let served: Served;
let phones: Phone[];

beforeEach(async () => {
	folder = mkdtempSync(path(tmpdir(), 'yitang-'));
	served = await serve(folder);
	phones = [];
});

afterEach(async () => {
	for (const phone of phones) phone.close();
	await served.stop();
	rmSync(folder, { recursive: true });
});

test('a chair opens, a member signs in and raises a hand, all screens agree with the journal', async () => {
	const room = await makeMeeting(served.app, [resident('王桂芳'), resident('李建国')]);
	const chair = await join(served, room, 'chair');
	const member = await join(served, room, 2);
	phones.push(chair, member);

	expect(await chair.say({ type: 'plan.open' })).toHaveProperty('seq');
	expect(await member.say({ type: 'attendance.sign-in', seat: member.seat })).toHaveProperty('seq');
	await chair.until(
		(p) => p.copy!.state.attendance.of[member.seat]?.status === 'present',
		'sign-in'
	);
	expect(await member.say({ type: 'plan.close' })).toEqual({ refused: 'not-allowed' });

	await member.until((p) => p.copy!.seq === chair.copy!.seq, 'the same number');
	const rows = served.app.journal.rows(room.meeting);
	expect(verify(room.meeting, rows)).toMatchObject({ ok: true, head: chair.copy!.head });
	const replay = fold(
		emptyMeeting(),
		rows.map((row) => eventOf(row.line))
	);
	expect(chair.copy!.state).toEqual(replay);
	expect(member.copy!.state).toEqual(replay);
	expect(room.stored.state).toEqual(replay);
});

test('after a restart everybody is back where they were', async () => {
	const room = await makeMeeting(served.app, [resident('王桂芳'), resident('李建国')]);
	const chair = await join(served, room, 'chair');
	phones.push(chair);
	await chair.say({ type: 'plan.open' });
	const { seq, head, state } = room.stored;
	await served.stop();
	served = await serve(folder);
	const again = (await served.app.rooms.byCode(room.code))!;
	expect(again.stored).toMatchObject({ seq, head });
	expect(again.stored.state).toEqual(state);
});
