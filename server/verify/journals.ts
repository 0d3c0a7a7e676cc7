/**
 * The journals: every chain, from its first event; what it folds to; and whether the row of the meeting and
 * the snapshot say the same. Answers with what the other checks need to know of each meeting.
 */
import { isForEverybody, isPrivate } from '#lib/meeting/plan/view.ts';
import { canonical } from '#lib/meeting/canonical.ts';
import type { MeetingEvent, MeetingState, SliceName } from '#lib/meeting/registry.ts';
import { evolve } from '#lib/meeting/evolve.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import type { Sqlite } from '#server/db/connection.ts';
import type { JournalRow } from '#server/meeting/unit-of-work.ts';
import { chain, eventOf, genesis } from '#server/meeting/chain.ts';
import { RULES } from '#lib/meeting/rules.ts';
import { STATE_SHAPE } from '#lib/meeting/state-shape.ts';
import { ranges, type Titles, type VerifyReport } from './report.ts';

/** One meeting as its journal tells it. */
export interface Journal {
	meeting: string;
	/** Events in order, as far as they can be read. */
	events: MeetingEvent[];
	/** Hash after each event, hex; `heads[0]` after event 1. */
	heads: string[];
	/** What they fold to; null where a row is missing or wrong. */
	state: MeetingState | null;
}

/** As they are walked through; each is checked where it is written. */
const AUDITS = Object.entries(RULES) as unknown as [
	SliceName,
	{ audit?: (own: unknown) => string[] }
][];

interface Snapshot {
	seq: number;
	head: string;
	shape: number;
	state: string;
}

/** Reads and checks all journals. */
export function checkJournals(db: Sqlite, report: VerifyReport, titles: Titles): Journal[] {
	const ids = db
		.prepare('SELECT id FROM meeting UNION SELECT DISTINCT meeting FROM event ORDER BY 1')
		.pluck()
		.all() as string[];
	const rows = db.prepare('SELECT seq, line, hash FROM event WHERE meeting = ? ORDER BY seq');
	const snapshots = db.prepare('SELECT seq, head, shape, state FROM snapshot WHERE meeting = ?');
	return ids.map((meeting) => {
		const snapshot = snapshots.get(meeting) as Snapshot | undefined;
		const called = titles(meeting);
		const journal = read(meeting, rows.iterate(meeting) as Iterable<JournalRow>, report, called);
		report.meetings += 1;
		report.events += journal.events.length;
		fold(journal, snapshot, report, called);
		audit(journal, report, called);
		checkRow(db, journal, report, called);
		return journal;
	});
}

function read(
	meeting: string,
	rows: Iterable<JournalRow>,
	report: VerifyReport,
	called: string
): Journal {
	const journal: Journal = { meeting, events: [], heads: [], state: emptyMeeting() };
	const missing: number[] = [];
	let seq = 0;
	let head = genesis(meeting);
	for (const row of rows) {
		for (seq += 1; seq < row.seq; seq++) missing.push(seq);
		// After a gap the chain can only be taken up where it goes on.
		const follows = missing.at(-1) === row.seq - 1 || chain(head, row.line) === row.hash;
		const event = follows ? readable(meeting, row) : null;
		if (!follows)
			report.fault(
				called,
				'event',
				`seq=${row.seq}`,
				'was changed: it does not follow in the chain'
			);
		else if (!event) report.fault(called, 'event', `seq=${row.seq}`, 'cannot be read');
		else journal.events.push(event);
		if (!event) journal.state = null;
		head = row.hash;
		journal.heads.push(head);
	}
	if (missing.length > 0) {
		report.fault(
			called,
			'event',
			`seq=${ranges(missing)}`,
			missing.length > 1 ? 'are gone' : 'is gone'
		);
		journal.state = null;
	}
	return journal;
}

function readable(meeting: string, { line, seq }: JournalRow): MeetingEvent | null {
	try {
		const fields = JSON.parse(line) as unknown[];
		return fields[1] === meeting && fields[2] === seq ? eventOf(line) : null;
	} catch {
		return null;
	}
}

/** Folds the whole journal anew and compares the snapshot on the way. */
function fold(
	journal: Journal,
	snapshot: Snapshot | undefined,
	report: VerifyReport,
	called: string
): void {
	const { meeting, events, heads } = journal;
	const row = `meeting=${meeting}`;
	const wrong = (what: string) => report.fault(called, 'snapshot', row, what);
	if (snapshot && (snapshot.seq < 1 || snapshot.seq > heads.length))
		wrong(`ends at event ${snapshot.seq}, and the journal at ${heads.length}`);
	else if (snapshot && heads[snapshot.seq - 1] !== snapshot.head)
		wrong(`names another hash for event ${snapshot.seq} than the journal`);
	if (!journal.state) return;
	let state = journal.state;
	try {
		for (const event of events) {
			state = evolve(state, event);
			if (event.seq === snapshot?.seq && !sameState(snapshot, state))
				wrong(`does not say what the journal says at event ${snapshot.seq}`);
		}
		journal.state = state;
	} catch (error) {
		journal.state = null;
		report.fault(
			called,
			'event',
			null,
			`cannot be followed to the end (${(error as Error).message})`
		);
	}
}

/** [V12] What each slice has published is what its own ballots and numbers come to. */
function audit({ state }: Journal, report: VerifyReport, called: string): void {
	if (!state) return;
	for (const [slice, { audit: audited }] of AUDITS)
		for (const what of audited?.(state[slice]) ?? []) report.fault(called, 'event', null, what);
}

/** One of another shape is thrown away when the meeting is opened; it only has to be readable. */
function sameState({ shape, state }: Snapshot, folded: MeetingState): boolean {
	try {
		const saved = JSON.parse(state) as unknown;
		return shape !== STATE_SHAPE || canonical(saved) === canonical(folded);
	} catch {
		return false;
	}
}

/** Code, title, phase and date, by which lists show a meeting. */
function checkRow(
	db: Sqlite,
	{ meeting, state }: Journal,
	report: VerifyReport,
	called: string
): void {
	const row = db
		.prepare(
			'SELECT code, title, phase, announced, private, starts_at AS startsAt FROM meeting WHERE id = ?'
		)
		.get(meeting) as
		| {
				code: string;
				title: string;
				phase: string;
				announced: number;
				private: number;
				startsAt: number | null;
		  }
		| undefined;
	const place = `id=${meeting}`;
	if (!row) return report.fault(called, 'meeting', place, 'is gone; its events are there');
	if (!state) return;
	const { code, phase, details } = state.plan;
	const title = details
		? (db
				.prepare('SELECT body FROM text WHERE meeting = ? AND id = ?')
				.pluck()
				.get(meeting, details.title.id) as string | null | undefined)
		: undefined;
	const differs = (column: string) =>
		report.fault(called, 'meeting', place, `its ${column} is not what the journal says`);
	if (row.code !== code) differs('code');
	if (row.phase !== phase) differs('phase');
	if ((row.announced === 1) !== isForEverybody(state.plan)) differs('announcement');
	if ((row.private === 1) !== isPrivate(state.plan)) differs('privacy');
	if (row.startsAt !== (details?.startsAt ?? null)) differs('date');
	if (title === null && row.title !== '')
		report.note(
			`meeting ${meeting}: its erased title still stands in the list; the next start forgets it`
		);
	else if (title !== undefined && row.title !== (title ?? '')) differs('title');
}
