import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import type { RoomPage, SentPage, SharedState } from '#lib/meeting/room-page.ts';
import { wholePage } from './replica.ts';

beforeEach(() => void vi.stubGlobal('document', {}));
afterEach(() => void vi.unstubAllGlobals());

const snapshot = { seq: 7, head: 'h', state: emptyMeeting(), texts: {} };

/** A page that goes on from the state with this id. */
function page(addressKey: string, id: string): SentPage {
	const shared = { id, since: null, people: {}, names: 'n' };
	return { code: '110411', addressKey, now: 0, shared } as unknown as SentPage;
}

/** A line that answers with the state that was asked for, or with another one. */
function line(other?: string) {
	return vi.fn<typeof fetch>(async (address) => {
		const id = other ?? new URL(String(address), 'http://x').searchParams.get('of')!;
		const state = { id, snapshot, directory: {}, names: 'n' } as unknown as SharedState;
		return new Response(JSON.stringify(state));
	});
}

test('a page that is loaded again goes on from the state that was fetched, until it names another', async () => {
	const get = line();
	const first: RoomPage = await wholePage(page('again', 'a'), get);
	expect(await wholePage(page('again', 'a'), get)).toEqual(first);
	expect(get).toHaveBeenCalledTimes(1);
	await wholePage(page('again', 'b'), get);
	await wholePage(page('other-room', 'b'), get);
	expect(get).toHaveBeenCalledTimes(3);
});

test('what is not what was asked for is never taken for it', async () => {
	const get = line('newer');
	await wholePage(page('newer', 'a'), get);
	await wholePage(page('newer', 'a'), get);
	expect(get).toHaveBeenCalledTimes(2);
});

test('a server, which has many readers, remembers nothing', async () => {
	vi.unstubAllGlobals();
	const get = line();
	await wholePage(page('server', 'a'), get);
	await wholePage(page('server', 'a'), get);
	expect(get).toHaveBeenCalledTimes(2);
});
