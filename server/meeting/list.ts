/** Lists of meetings, from the row each one keeps beside its journal. */
import { desc, eq, inArray } from 'drizzle-orm';
import type { PlanState } from '#lib/meeting/plan/plan.ts';
import { meeting as meetings, seatHolder } from '#server/db/schema.ts';
import type { App } from '#server/app.ts';

export interface Listed {
	id: string;
	code: string;
	/** Of its public addresses. */
	addressKey: string;
	title: string;
	phase: PlanState['phase'];
	announced: boolean;
	startsAt: number | null;
	createdAt: number;
	demo: boolean;
}

/** What a list needs of a meeting's row. */
export const COLUMNS = {
	id: meetings.id,
	code: meetings.code,
	addressKey: meetings.addressKey,
	title: meetings.title,
	phase: meetings.phase,
	announced: meetings.announced,
	startsAt: meetings.startsAt,
	createdAt: meetings.createdAt,
	demo: meetings.demo
};

/** Meetings of one organiser, the newest first. */
export function meetingsOfAccount(app: App, account: string): Listed[] {
	return app.connection.tables
		.select(COLUMNS)
		.from(meetings)
		.where(eq(meetings.owner, account))
		.orderBy(desc(meetings.createdAt))
		.all() as Listed[];
}

/** Meetings in which this phone holds a seat: open ones first, then the newest. */
export function meetingsOfPhone(app: App, session: string): Listed[] {
	const { tables } = app.connection;
	const held = tables
		.select({ id: seatHolder.meeting })
		.from(seatHolder)
		.where(eq(seatHolder.session, session));
	const rows = tables
		.select(COLUMNS)
		.from(meetings)
		.where(inArray(meetings.id, held))
		.orderBy(desc(meetings.createdAt))
		.limit(50)
		.all() as Listed[];
	const rank = { open: 0, planned: 1, closed: 2, none: 3 };
	return rows.sort((a, b) => rank[a.phase] - rank[b.phase]);
}

/** The demo meeting, if there is one. */
export function demoMeeting(app: App): Listed | undefined {
	return app.connection.tables
		.select(COLUMNS)
		.from(meetings)
		.where(eq(meetings.demo, true))
		.get() as Listed | undefined;
}
