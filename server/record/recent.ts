/** Records of recent meetings that everybody may read, for the first page. */
import { isPublic } from '#lib/meeting/record/view.ts';
import type { App } from '#server/app.ts';
import type { Store } from '#server/db/store.ts';
import { LISTED, listed, type Listed } from '#server/meeting/meeting-lists.ts';

/** Listed at most. */
const SHOWN = 5;
/** Meetings looked at for them: those whose record waits for sealing are passed over. */
const LOOKED_AT = 15;
/** Looked for at most so often, however many open the page. */
const FRESH_MS = 30_000;

const known = new WeakMap<Store, { at: number; list: Promise<Listed[]> }>();

/** The newest first; the demo has a place of its own there. */
export function recentRecords(app: App): Promise<Listed[]> {
	const before = known.get(app.store);
	if (before && app.monotonic() - before.at < FRESH_MS) return before.list;
	const list = find(app);
	known.set(app.store, { at: app.monotonic(), list });
	list.catch(() => known.delete(app.store));
	return list;
}

/** A title in it was erased: the list is made anew. */
export function forgetRecentRecords(store: Store): void {
	known.delete(store);
}

async function find(app: App): Promise<Listed[]> {
	const newest = `${LISTED} WHERE NOT demo AND rehearses IS NULL AND phase IN ('open', 'closed')
		ORDER BY created_at DESC LIMIT ${LOOKED_AT}`;
	const rows = await listed(app.store, newest);
	const found: Listed[] = [];
	for (const row of rows) {
		const room = await app.rooms.byId(row.id);
		if (room && isPublic(room.committed.state)) found.push(row);
		if (found.length === SHOWN) break;
	}
	return found;
}
