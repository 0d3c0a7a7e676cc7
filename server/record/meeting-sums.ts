/**
 * 场次 · 人次 · 办结件数 (S2.48): how many meetings were held, how many people came to them altogether, and how many of
 * their results are done. Counted from the meetings themselves; of one that is over once, for the whole life of the process.
 */
import { attendanceOf } from '#lib/meeting/attendance/attendance.ts';
import type { MeetingState } from '#lib/meeting/registry.ts';
import { isPublic } from '#lib/meeting/record/view.ts';
import type { App } from '#server/app.ts';
import { LISTED, listed, type Listed } from '#server/meeting/meeting-lists.ts';

export interface Sums {
	meetings: number;
	/** 人次: whoever signed in, with a vote or without, counted at each meeting. */
	people: number;
	/** 办结件数: results that whoever answers for them, or the office, said to be done. */
	done: number;
}

interface Counted {
	open: boolean;
	people: number;
	done: number;
}

/** A page waits no longer for them, ms; the next one has them. */
const PATIENCE_MS = 400;

const known = new WeakMap<App['store'], Map<string, Counted>>();

/** Of these meetings, as far as they are over; null while they are still being counted. */
export function sumsOf(app: App, meetings: readonly Listed[]): Promise<Sums | null> {
	return inTime(count(app, meetings, () => true));
}

/** Of all meetings whose record everybody may read. */
export async function publicSums(app: App): Promise<Sums | null> {
	const all = await listed(app.store, `${LISTED} WHERE phase = 'closed'`);
	return inTime(count(app, all, ({ open }) => open));
}

async function count(
	app: App,
	meetings: readonly Listed[],
	counts: (one: Counted) => boolean
): Promise<Sums> {
	const sums: Sums = { meetings: 0, people: 0, done: 0 };
	for (const { id, phase, demo, rehearses } of meetings) {
		// Invented meetings were held by nobody.
		if (phase !== 'closed' || demo || rehearses !== null) continue;
		const one = await counted(app, id);
		if (!one || !counts(one)) continue;
		sums.meetings += 1;
		sums.people += one.people;
		sums.done += one.done;
	}
	return sums;
}

async function counted(app: App, id: string): Promise<Counted | null> {
	const all = known.get(app.store) ?? begin(app);
	const before = all.get(id);
	if (before) return before;
	const found = await app.rooms.byId(id);
	if (!found) return null;
	const one = countedIn(found.committed.state);
	all.set(id, one);
	return one;
}

/** How many came to each of these meetings, by id, as far as they are over and counted. */
export function peopleKnown(
	{ store }: Pick<App, 'store'>,
	meetings: readonly Listed[]
): Record<string, number> {
	const all = known.get(store);
	return Object.fromEntries(
		meetings.flatMap(({ id }) => {
			const one = all?.get(id);
			return one ? [[id, one.people]] : [];
		})
	);
}

/** What happens in a meeting makes its count old. */
function begin({ store, rooms }: App): Map<string, Counted> {
	const all = new Map<string, Counted>();
	known.set(store, all);
	rooms.follow(({ meeting }) => void all.delete(meeting));
	return all;
}

function countedIn(state: MeetingState): Counted {
	const { roll, attendance, outcomes } = state;
	const came = roll.order.filter(
		(id) => roll.seats[id]!.boundTo === null && attendanceOf(attendance, id).signedInAt !== null
	);
	const done = outcomes.lines.filter((line) => line.done).length;
	return { open: isPublic(state), people: came.length, done };
}

async function inTime(counting: Promise<Sums>): Promise<Sums | null> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<null>((resolve) => {
		timer = setTimeout(resolve, PATIENCE_MS, null);
	});
	return Promise.race([counting, late]).finally(() => clearTimeout(timer));
}
