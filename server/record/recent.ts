/** Records of recent meetings that everybody may read, for the first page. */
import { and, desc, eq, inArray } from 'drizzle-orm';
import { isPublic } from '#lib/meeting/record/view.ts';
import type { App } from '#server/app.ts';
import type { Connection } from '#server/db/connection.ts';
import { meeting as meetings } from '#server/db/schema.ts';
import { COLUMNS, type Listed } from '#server/meeting/list.ts';

/** Listed at most. */
const SHOWN = 5;
/** Meetings looked at for them: those whose record waits for sealing are passed over. */
const LOOKED_AT = 15;
/** Looked for at most so often, however many open the page. */
const FRESH_MS = 30_000;

const known = new WeakMap<Connection, { at: number; list: Promise<Listed[]> }>();

/** The newest first; the demo has a place of its own there. */
export function recentRecords(app: App): Promise<Listed[]> {
	const before = known.get(app.connection);
	if (before && app.monotonic() - before.at < FRESH_MS) return before.list;
	const list = find(app);
	known.set(app.connection, { at: app.monotonic(), list });
	list.catch(() => known.delete(app.connection));
	return list;
}

/** A title in it was erased: the list is made anew. */
export function forgetRecentRecords(connection: Connection): void {
	known.delete(connection);
}

async function find(app: App): Promise<Listed[]> {
	const rows = app.connection.tables
		.select(COLUMNS)
		.from(meetings)
		.where(and(eq(meetings.demo, false), inArray(meetings.phase, ['open', 'closed'])))
		.orderBy(desc(meetings.createdAt))
		.limit(LOOKED_AT)
		.all() as Listed[];
	const found: Listed[] = [];
	for (const row of rows) {
		const room = await app.rooms.byId(row.id);
		if (room && isPublic(room.stored.state)) found.push(row);
		if (found.length === SHOWN) break;
	}
	return found;
}
