/** Lists of meetings, from the row each one keeps beside its journal. */
import type { PlanState } from '#lib/meeting/plan/plan.ts';
import type { App } from '#server/app.ts';
import type { Store, Value } from '#server/db/store.ts';

type Listing = Pick<App, 'store'>;

export interface Listed {
	id: string;
	code: string;
	/** Of its public addresses. */
	addressKey: string;
	title: string;
	phase: PlanState['phase'];
	announced: boolean;
	/** Nobody finds it but those who take part [P18]. */
	private: boolean;
	startsAt: number | null;
	createdAt: number;
	demo: boolean;
	/** A rehearsal: of which meeting. */
	rehearses: string | null;
}

/** One of an organiser's own. */
export interface ListedOwn extends Listed {
	/** Id of its community. */
	community: string;
}

const COLUMNS = `id, code, address_key AS "addressKey", title, phase, announced, private,
	starts_at AS "startsAt", created_at AS "createdAt", demo, rehearses`;

/** What a list needs of a meeting's row. */
export const LISTED = `SELECT ${COLUMNS} FROM meeting`;

/** Rows of `LISTED`. */
export async function listed<Row extends Listed = Listed>(
	store: Store,
	sql: string,
	...args: Value[]
): Promise<Row[]> {
	const rows = await store.all<Row>(sql, ...args);
	return rows.map((row) => ({
		...row,
		announced: Boolean(row.announced),
		private: Boolean(row.private),
		demo: Boolean(row.demo)
	}));
}

/** Meetings of the communities in which somebody organises, the newest first. */
export function meetingsOfAccount({ store }: Listing, account: string): Promise<ListedOwn[]> {
	const theirs = 'SELECT community FROM community_organiser WHERE account = ?';
	const sql = `SELECT ${COLUMNS}, community FROM meeting WHERE community IN (${theirs}) ORDER BY created_at DESC`;
	return listed<ListedOwn>(store, sql, account);
}

/** Meetings in which this phone holds a seat: open ones first, then the newest. */
export async function meetingsOfPhone({ store }: Listing, session: string): Promise<Listed[]> {
	const held = 'SELECT meeting FROM seat_holder WHERE session = ?';
	const newest = `${LISTED} WHERE id IN (${held}) ORDER BY created_at DESC LIMIT 50`;
	const rank = { open: 0, planned: 1, closed: 2, cancelled: 3, none: 4 };
	return (await listed(store, newest, session)).sort((a, b) => rank[a.phase] - rank[b.phase]);
}

/** The demo meeting, if there is one. */
export async function demoMeeting({ store }: Listing): Promise<Listed | undefined> {
	return (await listed(store, `${LISTED} WHERE demo LIMIT 1`))[0];
}
