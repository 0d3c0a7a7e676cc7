/** Over https only a cookie that nobody but we over https can have set means anything, on every way in. */
import { expect, test } from 'vitest';
import { documentPath } from '#lib/documents/wire.ts';
import { LIVE_PATH } from '#lib/meeting/wire.ts';
import { newId } from '#server/auth/arrival.ts';
import { startBuilt } from './built.ts';
import { heard } from './heard.ts';
import { makeMeeting, resident, seatId, sitDown } from './people.ts';
import { folder, served } from './world.ts';

const HTTPS = { 'x-forwarded-proto': 'https' };

test('both sockets read cookies as pages do: over https none without __Host-', async () => {
	const it = await served(folder());
	Object.assign(it.app.config, { trustProxy: true });
	// Not announced: only who holds a seat in it is let in.
	const room = await makeMeeting(it.app, [resident('王桂芳')], undefined, undefined, false);
	const plain = await sitDown(it.app, room, seatId(room, 1));
	const own = `__Host-${plain}`;
	const { epoch } = await it.app.documents.open(room.meeting, 'agenda');
	const live = `${LIVE_PATH}?m=${room.addressKey}&EIO=4&transport=websocket`;
	const document = documentPath(room.meeting, 'agenda', epoch);
	const letIn = async (headers: Record<string, string>) => [
		(await heard(it.origin, live, headers)).includes('"sid"'),
		(await heard(it.origin, document, headers)) !== '4401 '
	];

	expect(await letIn({ ...HTTPS, cookie: own })).toEqual([true, true]);
	expect(await letIn({ ...HTTPS, cookie: plain }), 'planted over http').toEqual([false, false]);
	expect(await letIn({ cookie: plain }), 'in the hall, over http').toEqual([true, true]);
	expect(await letIn({ cookie: own })).toEqual([false, false]);

	// A proxy that forwards upgrades without a word: the page’s own Origin says how it was loaded.
	const page = { origin: it.origin.replace('http:', 'https:') };
	expect(await letIn({ ...page, cookie: own })).toEqual([true, true]);
	expect(await letIn({ ...page, cookie: plain })).toEqual([false, false]);
	Object.assign(it.app.config, { trustProxy: false });
	expect(await letIn({ ...HTTPS, cookie: plain }), 'no proxy of ours says so').toEqual([
		true,
		true
	]);
});

test('who was made chair has another cookie with the next page, and the one before is over', async () => {
	const dir = folder();
	const it = await served(dir);
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const cookie = await sitDown(it.app, room, seatId(room, 1));
	const command = { type: 'roll.hand-chair', to: seatId(room, 1) } as const;
	const told = { id: newId(), as: 'organiser', command };
	expect(await room.ask(told, { session: null, owner: true })).toHaveProperty('seq');
	await it.stop();
	const built = await startBuilt(dir, { DEMO: 'off' });
	try {
		const asks = async (path: string, with_: string) => {
			const init = { headers: { cookie: with_ }, redirect: 'manual' } as const;
			const { status, headers } = await fetch(built.origin + path, init);
			return { status, set: headers.getSetCookie().map((one) => one.split(';')[0]!) };
		};
		const record = await asks(`/r/${room.addressKey}`, cookie);
		expect(record, 'the same for everybody').toEqual({ status: 200, set: [] });
		const [first, second] = [await asks(`/m/${room.code}`, cookie), await asks('/', cookie)];
		expect([first.status, first.set.length]).toEqual([200, 1]);
		expect(second.set).toEqual(first.set);
		expect(first.set[0]).not.toBe(cookie);
		expect(await asks(`/m/${room.code}`, first.set[0]!)).toEqual({ status: 200, set: [] });
		expect((await asks(`/m/${room.code}`, cookie)).status).toBe(303);
	} finally {
		await built.stop();
	}
});
