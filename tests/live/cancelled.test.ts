/** A meeting that is not held: whoever opens any of its pages, on the built server, reads why in place of everything else. */
import { expect, test } from 'vitest';
import { cookieName } from '#server/auth/cookies.ts';
import { newId } from '#server/auth/arrival.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { startBuilt } from './built.ts';
import { resident, staff } from './people.ts';
import { serve } from './serve.ts';
import { folder } from './world.ts';

const REASON = '当天全小区停电';

test('[P19] every page says so, nobody sits down any more, and it stands apart in the organiser’s list', async () => {
	const dir = folder();
	const first = await serve(dir);
	const { app } = first;
	const invited = await app.accounts.invite();
	const account = await app.accounts.create(invited, 'zhou', '周雅琴', '食堂 油烟 槐树 早饭');
	if (typeof account === 'string') throw new Error(account);
	const entries = [staff('周雅琴', 'chair'), resident('王桂芳')];
	const room = await createMeeting(app, {
		owner: account.id,
		plan: {
			draft: {
				title: '食堂议事会',
				matter: '怎样办老年食堂？',
				startsAt: Date.now() + 60 * 60_000
			},
			...{ preset: 'twelve-rules', template: 'seven-set', items: [] }
		},
		then: [{ type: 'roll.add', entries }, { type: 'plan.announce' }, { type: 'plan.open-sign-in' }]
	});
	if ('refused' in room) throw new Error(room.refused);
	const { session, token } = await app.sessions.create('account', account.id);
	const command = { type: 'plan.cancel', reason: REASON } as const;
	const who = { session: session.id, owner: true };
	expect(await room.ask({ id: newId(), as: 'organiser', command }, who)).toHaveProperty('seq');
	const { code, addressKey } = room;
	const { documents } = app;
	await expect
		.poll(async () => (await documents.open(room.meeting, 'agenda')).sealed, {
			message: 'the agenda is closed'
		})
		.toBe(true);
	await first.stop();

	const built = await startBuilt(dir, { DEMO: 'off' });
	const read = async (path: string, cookie = '') => {
		const headers = { 'accept-language': 'zh-CN', cookie };
		return (await fetch(built.origin + path, { headers })).text();
	};
	const own = `${cookieName('account', false)}=${token}`;
	const pages = [
		...[`/m/${addressKey}`, `/m/${addressKey}/hall`, `/m/${addressKey}/watch`],
		...[`/m/${addressKey}/chair`, `/m/${addressKey}/clerk`, `/r/${addressKey}`],
		...[`/join?code=${addressKey}`, `/join?code=${code}`]
	];
	for (const path of pages) {
		const page = await read(path);
		expect(page, path).toContain('这个会取消了');
		expect(page, path).toContain(REASON);
	}
	expect(await read(`/m/${addressKey}`), 'no way in').not.toContain('签到');
	const desk = await read(`/meetings/${code}`, own);
	expect(desk).toContain('复制这场会”。');
	const list = await read('/meetings', own);
	expect(list).toMatch(/取消了<\/h2>[\s\S]*食堂议事会/u);
	await built.stop();
});
