/** What browsers do at a document, with the very code they run: the truth about saved and not saved. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { linked } from './linked.ts';
import { makeMeeting, resident } from './people.ts';
import { serve } from './serve.ts';
import { folder, served } from './world.ts';
import { cookieOf } from './writers.ts';

async function started() {
	const it = await served(folder());
	const room = await makeMeeting(it.app, [resident('王桂芳')]);
	const cookie = await cookieOf(it, room, 'clerk');
	const stored = async () =>
		(await it.app.documents.open(room.meeting, 'minutes')).doc.getText('t').toString();
	return { it, room, cookie, stored };
}

test('[F18] each change counts as unsaved until the server has it on disk, then all are saved', async () => {
	const { it, room, cookie, stored } = await started();
	const one = linked(it, room, cookie);
	await one.until((state) => state.synced, 'the words');
	one.type('甲');
	expect(one.link.state.unsaved).toBe(1);
	one.type('乙');
	one.type('丙');
	expect(one.link.state.unsaved).toBe(3);
	await one.until((state) => state.unsaved === 0, 'all to be saved');
	expect(await stored()).toBe('甲乙丙');
	const two = linked(it, room, cookie);
	await two.until((state) => state.synced, 'the words');
	expect(two.words()).toBe('甲乙丙');
	// What others write is not ours to save.
	expect(two.states.every((state) => state.unsaved === 0)).toBe(true);
	expect(two.link.state).toMatchObject({ writes: true, reason: null, notIncluded: null });
});

test('[F18 F32] offline while the server is away: changes wait here, are counted, and merge; typing goes on', async () => {
	const dir = folder();
	const first = await serve(dir);
	const room = await makeMeeting(first.app, [resident('王桂芳')]);
	const cookie = await cookieOf(first, room, 'clerk');
	const port = Number(new URL(first.origin).port);
	const one = linked(first, room, cookie);
	const two = linked(first, room, cookie);
	await one.until((state) => state.synced, 'the words');
	await two.until((state) => state.synced, 'the words');
	one.type('前');
	await one.until((state) => state.unsaved === 0, 'it to be saved');
	await first.stop();
	await one.until((state) => !state.connected, 'the connection to be lost');
	one.type('离线');
	one.link.doc.getText('t').delete(0, 1);
	two.link.doc.getText('t').insert(0, '另');
	expect(one.link.state.unsaved).toBe(2);
	const again = await serve(dir, undefined, port);
	onTestFinished(() => again.stop());
	one.found(again);
	two.found(again);
	// Goes on typing all the while it comes back.
	let typed = 0;
	while (one.link.state.unsaved > 0 || !one.link.state.connected) {
		if (typed < 50) one.type(String((typed += 1) % 10));
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	await two.until((state) => state.unsaved === 0, 'the other to be saved');
	await two.until(() => two.words() === one.words(), 'both to be the same');
	expect(one.words()).toContain('离线');
	expect(one.words()).not.toContain('前');
	expect(one.words()).toContain('另');
	const document = await again.app.documents.open(room.meeting, 'minutes');
	expect(document.doc.getText('t').toString()).toBe(one.words());
	expect(one.states.filter(({ reason }) => reason !== null)).toEqual([]);
});

test('[F18 F28] an honest change that a busy machine could not try is asked for again, though nothing more is typed', async () => {
	const { it, room, cookie, stored } = await started();
	const { sandbox } = it.app.documents.repository;
	const tried = vi.spyOn(sandbox, 'passes').mockResolvedValueOnce(false);
	onTestFinished(() => tried.mockRestore());
	const one = linked(it, room, cookie);
	await one.until((state) => state.synced, 'the words');
	// So many items in one change that it is tried before it is taken.
	one.link.doc.transact(() => {
		for (let n = 0; n < 100; n++) one.link.doc.getText('t').insert(0, '字');
	});
	await one.until((state) => state.reason === 'malformed', 'it to be refused');
	await one.until((state) => state.unsaved === 0, 'it to be saved');
	expect(tried).toHaveBeenCalledTimes(2);
	expect(one.link.state.reason).toBeNull();
	expect(await stored()).toBe('字'.repeat(100));
});

test('[F22] written anew while somebody had words that were not saved: kept and shown, the new one opens', async () => {
	const { it, room, cookie, stored } = await started();
	const one = linked(it, room, cookie);
	await one.until((state) => state.synced, 'the words');
	one.type('王桂芳的电话');
	await one.until((state) => state.unsaved === 0, 'it to be saved');
	const rewriting = it.app.documents.rewrite(room.meeting, 'minutes', (doc) => {
		doc.getText('t').delete(0, 6);
		doc.getText('t').insert(0, '已删除');
	});
	one.type('没赶上');
	await rewriting;
	await one.until((state) => state.notIncluded !== null && state.synced, 'the new one');
	expect(one.link.state).toMatchObject({ notIncluded: '没赶上', restored: false, unsaved: 0 });
	expect(one.words()).toBe('已删除');
	one.type('。');
	await one.until((state) => state.unsaved === 0, 'it to be saved');
	expect(await stored()).toBe('已删除。');
	one.link.dismiss();
	expect(one.link.state.notIncluded).toBe(null);
});

test('[F24] sealed while somebody was offline: told so, the words are kept as not included', async () => {
	const dir = folder();
	const first = await serve(dir);
	const room = await makeMeeting(first.app, [resident('王桂芳')]);
	const cookie = await cookieOf(first, room, 'clerk');
	const port = Number(new URL(first.origin).port);
	const one = linked(first, room, cookie);
	await one.until((state) => state.synced, 'the words');
	one.type('定稿');
	await one.until((state) => state.unsaved === 0, 'it to be saved');
	await first.stop();
	await one.until((state) => !state.connected, 'the connection to be lost');
	one.type('迟到的话');
	const again = await serve(dir, undefined, port);
	onTestFinished(() => again.stop());
	one.found(again);
	const document = await again.app.documents.open(room.meeting, 'minutes');
	const { state } = await document.seal();
	await one.until((now) => now.sealed && now.notIncluded !== null, 'to be told');
	expect(one.link.state.notIncluded).toBe('迟到的话');
	expect(Buffer.from((await document.seal()).state)).toEqual(Buffer.from(state));
});

test('[B3] a session that ends: told within a second, and what is typed then stays here', async () => {
	const { it, room, cookie, stored } = await started();
	const one = linked(it, room, cookie);
	await one.until((state) => state.synced, 'the words');
	await it.app.sessions.revoke(cookie.split('=')[1]!.split('.')[0]!);
	await one.until((state) => state.reason === 'sign-in', 'to be told');
	one.type('还在这里');
	expect(one.link.state.unsaved).toBe(1);
	expect(await stored()).toBe('');
});

test('[F27] pasted too much: said so, undone, and what was typed beside is saved', async () => {
	const { it, room, cookie, stored } = await started();
	const one = linked(it, room, cookie);
	await one.until((state) => state.synced, 'the words');
	one.type('好');
	one.type('长'.repeat(30_000));
	await one.until((state) => state.reason === 'too-large', 'to be told');
	one.link.doc.getText('t').delete(1, 30_000);
	one.type('了');
	await one.until((state) => state.reason === null && state.unsaved === 0, 'the rest to be saved');
	expect(await stored()).toBe('好了');
});
