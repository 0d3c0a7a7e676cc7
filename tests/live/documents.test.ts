/** The document host without anybody at it: made, changed, stored, sealed, and back after a restart. */
import { expect, test } from 'vitest';
import type { SharedDocument } from '#server/documents/types.ts';
import { resident, makeMeeting } from './people.ts';
import { serve } from './serve.ts';
import { folder, served } from './world.ts';

async function minutes() {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	return { it, room, host: it.app.documents };
}

const words = (document: SharedDocument) => document.doc.getText('t').toString();

test('[F18] what the server writes is stored before it can be seen, and there after a restart', async () => {
	const dir = folder();
	const it = await serve(dir);
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const document = await it.app.documents.open(room.meeting, 'minutes');
	const { version } = document;
	const seen: string[] = [];
	it.app.documents.onChanged('minutes', (changed) => void seen.push(words(changed)));
	const written = document.change((doc) => doc.getText('t').insert(0, '会议记录'));
	expect(words(document)).toBe('');
	await written;
	expect(words(document)).toBe('会议记录');
	await document.change((doc) => doc.getText('t').insert(4, '一'));
	expect(seen).toEqual(['会议记录', '会议记录一']);
	expect(document.version).toBe(version + 2);
	await it.stop();
	const again = await served(dir);
	const back = await again.app.documents.open(room.meeting, 'minutes');
	expect(words(back)).toBe('会议记录一');
	expect(back.epoch).toBe(document.epoch);
});

test('[F23] fifty that open a new document at once find one template', async () => {
	const { host, room } = await minutes();
	host.onMade('agenda', async (doc) => {
		await Promise.resolve();
		doc.getText('t').insert(0, '议程');
	});
	const opened = await Promise.all(
		Array.from({ length: 50 }, () => host.open(room.meeting, 'agenda'))
	);
	expect(new Set(opened).size).toBe(1);
	expect(words(opened[0]!)).toBe('议程');
});

test('[F24] sealed: nothing changes any more, and the seal gives the same bytes again', async () => {
	const { host, room } = await minutes();
	const document = await host.open(room.meeting, 'minutes');
	await document.change((doc) => doc.getText('t').insert(0, '记'));
	const { state } = await document.seal();
	expect((await document.seal()).state).toEqual(state);
	await expect(document.change((doc) => doc.getText('t').insert(0, 'x'))).rejects.toThrow(/sealed/);
	expect(await host.sendHome(await host.open(room.meeting, 'minutes'))).toBe(true);
	const back = await host.open(room.meeting, 'minutes');
	expect(back.sealed).toBe(true);
	expect(Buffer.from((await back.seal()).state).equals(Buffer.from(state))).toBe(true);
});
