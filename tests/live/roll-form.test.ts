/** The desk's pasted roll, as its page sends it: who asked for leave in a remark is on leave, whatever comes between. */
import { expect, test } from 'vitest';
import { attendanceOf } from '#lib/meeting/attendance/attendance.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { phone } from '#server/auth/test-meeting.ts';
import { joinAsGuest } from '#server/auth/doors.ts';
import type { Room } from '#server/meeting/room.ts';
import { actions } from '../../src/routes/(app)/meetings/[code]/roll/+page.server.ts';
import { staff } from './people.ts';
import type { Served } from './serve.ts';
import { folder, served } from './world.ts';

/** The desk of an open meeting, and how its page sends a list. */
async function desk(it: Served) {
	const { app } = it;
	const token = await app.accounts.invite();
	const account = await app.accounts.create(token, 'zhou', '周雅琴', '食堂 油烟 槐树 早饭');
	if (typeof account === 'string') throw new Error(account);
	const room = await createMeeting(app, {
		owner: account.id,
		plan: {
			draft: { title: '试一试', matter: '怎样办老年食堂？' },
			preset: 'twelve-rules',
			template: 'seven-set',
			items: []
		},
		then: [{ type: 'roll.add', entries: [staff('周雅琴', 'chair')] }, { type: 'plan.open' }]
	});
	if ('refused' in room) throw new Error(room.refused);
	const { session } = await app.sessions.create('account', account.id);
	const locals = { app, https: false, seat: null, account: session, display: null };
	const send = async (roll: string, once: string) => {
		const body = new FormData();
		body.set('roll', roll);
		body.set('once', once);
		const url = new URL(`${it.origin}/meetings/${room.code}/roll`);
		const request = new Request(url, { method: 'POST', body });
		const event = { request, url, params: { code: room.code }, locals };
		return (await actions.add!(event as never)) as unknown;
	};
	return { room, send, once: () => app.once.issue('desk', account.id) };
}

const onLeave = (room: Room) =>
	room.committed.state.roll.order
		.filter((seat) => attendanceOf(room.committed.state.attendance, seat).status === 'leave')
		.map((seat) => room.committed.hidden.roll.people.get(seat)?.name);

const ROLL = '姓名\t楼栋\t备注\n王桂芳\t3号楼\t\n李建国\t5号楼\t请假';

test('the same list sent again, after a guest sat down, sends nobody else home', async () => {
	const it = await served(folder());
	const { room, send, once } = await desk(it);
	const page = once();
	expect(await send(ROLL, page)).toEqual({ added: 2 });
	expect(onLeave(room)).toEqual(['李建国']);
	const caller = await phone(it.app).caller();
	const guest = { name: '无此人', building: '', channel: 'hall' as const };
	const knock = it.app.once.open('guest', null, it.app.once.issue('guest', null))!;
	expect(await joinAsGuest(caller, room, guest, knock)).toHaveProperty('seat', expect.any(String));
	const { seq } = room.committed;
	expect(await send(ROLL, page)).toEqual({ added: 2 });
	expect(onLeave(room)).toEqual(['李建国']);
	expect(room.committed.seq).toBe(seq);
});

test('leave that is refused is told, and the same press does the rest', async () => {
	const it = await served(folder());
	const { room, send, once } = await desk(it);
	const page = once();
	const ask = room.ask.bind(room);
	room.ask = async (envelope, who) =>
		envelope.command.type === 'attendance.leave' ? refuse('not-saved') : ask(envelope, who);
	const told = await send(ROLL, page);
	expect(told).toMatchObject({
		status: 400,
		data: { refused: refuse('not-saved'), roll: expect.stringContaining('李建国'), once: page }
	});
	room.ask = ask;
	expect(await send(ROLL, page)).toEqual({ added: 2 });
	expect(onLeave(room)).toEqual(['李建国']);
});
