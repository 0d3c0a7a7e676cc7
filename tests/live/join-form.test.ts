/** The form at the door, as a phone sends it: what it answers, and what it does not tell. */
import { expect, test } from 'vitest';
import { actions } from '../../src/routes/(public)/join/+page.server.ts';
import { folder, openMeeting, served } from './world.ts';
import { resident } from './people.ts';
import type { Served } from './serve.ts';

/** Sends the form as a phone that was never here; gives status and where it leads. */
async function send(it: Served, code: string, name: string, building: string, more = {}) {
	const body = new FormData();
	const once = it.app.once.issue('guest', null);
	for (const [key, value] of Object.entries({ code, name, building, once, ...more }))
		body.set(key, value);
	const request = new Request(`${it.origin}/join`, { method: 'POST', body });
	const event = {
		request,
		locals: { app: it.app, https: false, seat: null, account: null, display: null },
		cookies: { get: () => undefined, set() {}, delete() {} },
		getClientAddress: () => '203.0.113.7'
	};
	const answer: unknown = await Promise.resolve(actions.default!(event as never)).catch(
		(thrown: unknown) => thrown
	);
	const { status, location, data } = answer as Record<string, unknown>;
	return { status, location: String(location).replace(/=.*$/u, '=…'), data };
}

test('[S18] the door answers the same whether a name is on the roll or not', async () => {
	const it = await served(folder());
	const { room } = await openMeeting(it, [resident('王桂芳')]);
	const unknown = await send(it, room.addressKey, '无此人', '1号楼');
	expect(unknown).toMatchObject({ status: 303, location: `/m/${room.code}?seat=…` });
	expect(await send(it, room.addressKey, '王桂芳', '1号楼')).toEqual(unknown);
	expect(await send(it, room.addressKey, '王 桂芳', '1号楼')).toEqual(unknown);
	expect(await send(it, room.addressKey, '周雅琴', '')).toEqual(unknown);
});

test('a place that the page does not offer is refused, not guessed', async () => {
	const it = await served(folder());
	const { room } = await openMeeting(it, []);
	for (const channel of ['moon', '__proto__', ''])
		expect(await send(it, room.addressKey, '无此人', '1号楼', { channel })).toMatchObject({
			status: 403,
			data: { refused: { refused: 'malformed' } }
		});
});
