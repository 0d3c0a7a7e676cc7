/** Over https only a cookie that nobody but we over https can have set means anything, on every way in. */
import { expect, test } from 'vitest';
import { documentPath } from '#lib/documents/wire.ts';
import { LIVE_PATH } from '#lib/meeting/wire.ts';
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
