/** The sheet to sign on paper, as the built server sends it: who is awaited, how they came and when, and the way in (A10). */
import { expect, test } from 'vitest';
import { cookieName } from '#server/auth/cookies.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { newId } from '#server/auth/arrival.ts';
import { startBuilt } from './built.ts';
import { resident, staff } from './people.ts';
import { serve } from './serve.ts';
import { folder } from './world.ts';

test('[A10] it has a QR, the code, why names are asked, and who came how and when', async () => {
	const dir = folder();
	const first = await serve(dir);
	const { app } = first;
	const account = await app.accounts.create(
		await app.accounts.invite(),
		'zhou',
		'周雅琴',
		'食堂 油烟 槐树 早饭'
	);
	if (typeof account === 'string') throw new Error(account);
	const room = await createMeeting(app, {
		owner: account.id,
		plan: {
			draft: { title: '试一试', matter: '怎样办老年食堂？' },
			...{ preset: 'twelve-rules', template: 'seven-set', items: [] }
		},
		then: [
			{
				type: 'roll.add',
				entries: [staff('周雅琴', 'chair'), resident('王桂芳'), resident('李建国')]
			},
			{ type: 'plan.announce' },
			{ type: 'plan.open' }
		]
	});
	if ('refused' in room) throw new Error(room.refused);
	const { session, token } = await app.sessions.create('account', account.id);
	const command = {
		type: 'attendance.sign-in',
		seat: room.committed.state.roll.order[1]!
	} as const;
	const who = { session: session.id, owner: true };
	expect(await room.ask({ id: newId(), as: 'organiser', command }, who)).toHaveProperty('seq');
	const { code } = room;
	await first.stop();
	const built = await startBuilt(dir, { DEMO: 'off' });
	const headers = {
		cookie: `${cookieName('account', false)}=${token}`,
		'accept-language': 'zh-CN'
	};
	const page = await (await fetch(`${built.origin}/meetings/${code}/sheet`, { headers })).text();
	expect(page).toContain(`会议码${code}`);
	expect(page).toContain('<svg');
	expect(page).toContain('只记姓名和楼栋，用来签到、排队和写记录。');
	const text = page.replace(/<[^>]+>/gu, ' ').replace(/\s+/gu, ' ');
	expect(text).toMatch(/1 王桂芳 1号楼 居民代表 现场 \d\d:\d\d/u);
	expect(text).toMatch(/2 李建国 1号楼 居民代表 未到/u);
	await built.stop();
});
