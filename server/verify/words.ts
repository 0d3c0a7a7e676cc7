/** Typed texts and people, each against its salted hash in the journal. */
import { leavingWith } from '#lib/meeting/leaving.ts';
import { canonical } from '#lib/meeting/canonical.ts';
import type { Sqlite } from '#server/db/connection.ts';
import { saltedHash } from '#server/meeting/context.ts';
import type { Journal } from './journals.ts';
import type { Titles, VerifyReport } from './report.ts';

interface Kept {
	id: string;
	salt: string | null;
	body: string | null;
}

const HASH = /^[0-9a-f]{64}$/;

/** Checks texts and people of all meetings whose journals can be read. */
export function checkWords(
	db: Sqlite,
	journals: readonly Journal[],
	report: VerifyReport,
	titles: Titles
): void {
	const texts = db.prepare('SELECT id, salt, body FROM text WHERE meeting = ?');
	const people = db.prepare('SELECT seat AS id, salt, body FROM person WHERE meeting = ?');
	for (const { meeting, events, state } of journals) {
		if (!state) continue;
		const spoken = new Map<string, string>();
		const erased = new Set<string>();
		const dropped = new Set<string>();
		const seated = new Map<string, Set<string>>();
		const removed = new Set<string>();
		for (const event of events) {
			collectTexts(event.body, spoken);
			collectPeople(event.body, seated);
			const leaving = leavingWith(event);
			for (const id of [...(leaving.erased ?? []), ...(leaving.forgotten ?? [])]) erased.add(id);
			for (const seat of leaving.removed ?? []) removed.add(seat);
			for (const id of leaving.dropped ?? []) dropped.add(id);
		}
		const called = titles(meeting);
		const each = { called, erased, report };
		const words = check(texts.all(meeting) as Kept[], {
			...each,
			table: 'text',
			key: 'id',
			hashes: (id) => spoken.has(id) && [spoken.get(id)!]
		});
		for (const id of spoken.keys())
			if (!words.has(id) && !dropped.has(id)) report.fault(called, 'text', `id=${id}`, 'is gone');
		const names = check(people.all(meeting) as Kept[], {
			...each,
			table: 'person',
			key: 'seat',
			hashes: (id) => lastOf(state.roll.seats[id]?.person, seated.get(id))
		});
		for (const id of seated.keys())
			if (!names.has(id) && !removed.has(id))
				report.fault(called, 'person', `seat=${id}`, 'is gone');
	}
}

interface Checking {
	called: string;
	table: string;
	key: string;
	erased: ReadonlySet<string>;
	report: VerifyReport;
	/** Hashes that the row may have; false when no event speaks of it. */
	hashes: (id: string) => readonly string[] | false;
}

/** Answers with the ids of the rows. */
function check(rows: readonly Kept[], checking: Checking): Set<string> {
	const { called, table, key, erased, report, hashes } = checking;
	for (const { id, salt, body } of rows) {
		const wrong = (what: string) => report.fault(called, table, `${key}=${id}`, what);
		const allowed = hashes(id);
		if (!allowed) wrong('belongs to nothing in the journal');
		else if (salt === null || body === null) {
			if (!erased.has(id)) wrong('its words are gone, and nobody erased them');
			else if (salt !== null || body !== null) wrong('was erased only by half');
		} else if (erased.has(id)) wrong('was erased, and its words are still there');
		else if (!allowed.includes(saltedHash(salt, table === 'person' ? ordered(body) : body)))
			wrong('was changed: it does not fit its hash in the journal');
	}
	return new Set(rows.map(({ id }) => id));
}

/** Names are stored as they were hashed; what cannot be read fits no hash. */
function ordered(body: string): string {
	try {
		return canonical(JSON.parse(body)) === body ? body : '';
	} catch {
		return '';
	}
}

function lastOf(now: string | undefined, ever: ReadonlySet<string> | undefined) {
	if (now !== undefined) return [now];
	return ever ? [...ever] : (false as const);
}

/** Everything of the shape `{id, hash}`, so that no kind of text is forgotten. */
function collectTexts(value: unknown, found: Map<string, string>): void {
	if (typeof value !== 'object' || value === null) return;
	const { id, hash } = value as { id?: unknown; hash?: unknown };
	if (typeof id === 'string' && typeof hash === 'string' && HASH.test(hash)) found.set(id, hash);
	else for (const part of Object.values(value)) collectTexts(part, found);
}

/** Seats with the hash of who sits there: `{id, person}`. */
function collectPeople(value: unknown, found: Map<string, Set<string>>): void {
	if (typeof value !== 'object' || value === null) return;
	const { id, person } = value as { id?: unknown; person?: unknown };
	if (typeof id === 'string' && typeof person === 'string' && HASH.test(person))
		found.set(id, (found.get(id) ?? new Set()).add(person));
	for (const part of Object.values(value)) collectPeople(part, found);
}
