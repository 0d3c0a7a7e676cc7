/**
 * Rehearsals (演练): begun from a meeting that is planned, wiped by one press, held again; and the demo, which is
 * invented too. Nothing else can be wiped.
 */
import { isStaff } from '#lib/meeting/roll/roll.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import { PLAN_LIMITS } from '#lib/meeting/plan/draft.ts';
import { cutTo } from '#lib/meeting/words.ts';
import type { App } from '#server/app.ts';
import type { OnceId } from '#server/auth/once.ts';
import { DEMO_CODE } from '#server/demo/scenario-a.ts';
import { makeDemo } from '#server/demo/seed.ts';
import { copiedPlan, copiedRoll } from '#server/meeting/meeting-copy.ts';
import { createMeeting } from '#server/meeting/create.ts';
import type { Room } from '#server/meeting/room.ts';
import { forgetRecentRecords } from '#server/record/recent.ts';
import { inventedResidents, SIZES } from './personas.ts';

/** So long before its beginning a rehearsal is made: sign-in is open already. */
const BEGINS_IN_MS = 10 * 60_000;

/** By whom, and by which page. */
interface By {
	account: string;
	once: OnceId;
	/** The title of a rehearsal of the meeting with this one, so that papers and lists say it too. */
	titled(title: string): string;
}

/** A new rehearsal of this meeting with so many residents, or why not. */
export async function beginRehearsal(
	app: App,
	room: Room,
	size: number,
	{ account, once, titled }: By
): Promise<Room | Refusal> {
	if (!SIZES.some((one) => one === size)) return refuse('malformed');
	const { plan } = room.committed.state;
	if (plan.rehearsal) return refuse('not-allowed');
	const community = await app.communities.ofMeeting(room.meeting);
	// Who works there rehearses; nobody else's name is needed.
	const staff = copiedRoll(room).filter((entry) => isStaff(entry));
	return createMeeting(app, {
		owner: account,
		...(community ? { community } : {}),
		once,
		rehearses: room.meeting,
		plan: (askedAt) => {
			const { draft, ...rest } = copiedPlan(room, askedAt);
			const startsAt = askedAt + BEGINS_IN_MS;
			delete draft.endsAt;
			const title = cutTo(titled(draft.title), PLAN_LIMITS.title.max);
			return { ...rest, draft: { ...draft, title, startsAt } };
		},
		then: [
			{ type: 'roll.add', entries: [...inventedResidents(size), ...staff] },
			{ type: 'plan.announce' }
		]
	});
}

/** The rehearsals of this meeting, the newest first. */
export function rehearsalsOf(
	{ store }: Pick<App, 'store'>,
	meeting: string
): Promise<{ id: string; code: string; phase: string }[]> {
	const sql = 'SELECT id, code, phase FROM meeting WHERE rehearses = ? ORDER BY created_at DESC';
	return store.all(sql, meeting);
}

interface Invented {
	rehearses: string | null;
	demo: boolean;
}

/** What is invented of this meeting; null: nothing is, and it stays. */
async function inventedOf({ store }: App, { meeting }: Room): Promise<Invented | null> {
	const sql = 'SELECT rehearses, demo FROM meeting WHERE id = ?';
	const row = await store.one<{ rehearses: string | null; demo: number }>(sql, meeting);
	if (!row || (row.rehearses === null && !row.demo)) return null;
	return { rehearses: row.rehearses, demo: Boolean(row.demo) };
}

/**
 * Wipes a rehearsal or the demo: rows, documents, keys, paired screens, and what a write-ahead log still holds. Every
 * screen of it goes.
 */
export async function wipe(app: App, room: Room): Promise<Refusal | null> {
	if (!(await inventedOf(app, room))) return refuse('not-allowed');
	await app.displays.revoke(room.meeting);
	await app.rooms.flush();
	app.liveGateway.at(room)?.close();
	app.documents.discard(room.meeting);
	await app.rooms.discard(room);
	app.forgetOldPages();
	forgetRecentRecords(app.store);
	return null;
}

async function demoOf({ store, rooms }: App): Promise<Room | undefined> {
	const row = await store.one<{ id: string }>('SELECT id FROM meeting WHERE demo = TRUE');
	return row && rooms.byId(row.id);
}

/** What is being wiped and made anew, one after the other; and which page has asked for it last. */
const turns = new WeakMap<App, { page: string; made: Promise<Room | Refusal> }>();

/**
 * Wipes it, and makes it anew: as many residents, or the demo as it was at first. Sent twice by one page it is made
 * once, and both are given it.
 */
export function holdAgain(app: App, room: Room, by: By): Promise<Room | Refusal> {
	const page = by.once.key;
	const before = turns.get(app);
	if (before?.page === page) return before.made;
	const begin = () => heldAgain(app, room, by);
	const made = (before?.made ?? Promise.resolve()).then(begin, begin);
	turns.set(app, { page, made });
	return made;
}

async function heldAgain(app: App, room: Room, by: By): Promise<Room | Refusal> {
	const invented = await inventedOf(app, room);
	// Another page was quicker: the demo is there anew, a rehearsal under another code.
	if (!invented && app.rooms.inMemoryById(room.meeting) === undefined) {
		const demo = room.code === DEMO_CODE ? await demoOf(app) : undefined;
		return demo ?? refuse('unknown-meeting');
	}
	if (!invented) return refuse('not-allowed');
	if (invented.demo) {
		const community = await app.communities.ofMeeting(room.meeting);
		const refused = await wipe(app, room);
		return refused ?? makeDemo(app, { owner: by.account, ...(community ? { community } : {}) });
	}
	const planned = await app.rooms.byId(invented.rehearses!);
	if (!planned) return refuse('unknown-meeting');
	const { order, seats } = room.committed.state.roll;
	const voting = order.filter((id) => seats[id]!.no > 0 && !seats[id]!.guest).length;
	const size = SIZES.findLast((one) => one <= voting) ?? SIZES[0];
	const made = await beginRehearsal(app, planned, size, by);
	// Not before the new one is there: a plan that is refused now leaves the old one.
	return 'refused' in made ? made : ((await wipe(app, room)) ?? made);
}
