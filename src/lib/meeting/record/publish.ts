/**
 * The record as it leaves the house: names by the privacy rule, only texts that stand in it, and nothing but
 * what was announced before it is public.
 *
 * Invariant [D5]: whatever a slice puts into the record, this file is the only way out.
 */
import type { Directory } from '../directory.ts';
import { rowOf } from '../facts.ts';
import type { SeatId } from '../names.ts';
import { getOwn } from '../get-own.ts';
import { unheardBuildings } from '../queue/fairness.ts';
import type { MinutesFact } from '../registry.ts';
import { gather } from './find-references.ts';
import type { PublicRecord } from './public.ts';
import type { AttendanceLine, MeetingRecord } from './record.ts';

/**
 * What of a record may leave the house. `people` are by public names; `text` gives the body of a text
 * that everybody may read, null where it was erased, undefined where it is withheld.
 */
export function publicRecord(
	whole: MeetingRecord,
	may: Pick<PublicRecord, 'version' | 'open' | 'takes' | 'signer'>,
	people: Directory,
	text: (id: string) => string | null | undefined
): PublicRecord {
	const record = withBuildings(recordFor(whole, may.open), may.open ? whole : null, people, FEW);
	const seats = new Set<SeatId>();
	const refs = new Set<string>();
	gather(record, seats, refs);
	return {
		...may,
		record,
		people: Object.fromEntries(
			[...seats].flatMap((seat) => {
				const person = getOwn(people, seat);
				return person === undefined ? [] : [[seat, person]];
			})
		),
		texts: Object.fromEntries(
			[...refs].flatMap((id) => {
				const body = text(id);
				return body === undefined ? [] : [[id, body]];
			})
		)
	};
}

/** Of fewer people on the list a silent building is a silent person (K15 of the cards). */
const FEW = 3;

/** The record with the buildings that were not heard; `whole`: with everybody who was asked, null where nobody may know. */
export function withBuildings(
	record: MeetingRecord,
	whole: MeetingRecord | null,
	people: Directory,
	fewest: number
): MeetingRecord {
	if (!whole || whole.fairness.people.length === 0) return record;
	const silentBuildings = unheardBuildings(
		whole.fairness.people.map(({ key }) => key),
		whole.attendance.people.flatMap(({ seat, votes }) => (votes ? [seat] : [])),
		(seat) => getOwn(people, seat)?.building ?? '',
		fewest
	);
	return { ...record, silentBuildings };
}

/** The record as everybody may read it: `open`, all that was said; else what was announced. */
export function recordFor(whole: MeetingRecord, open: boolean): MeetingRecord {
	return open ? told(whole) : announced(whole);
}

/**
 * Who kept silent is nobody's business, who was there is told in numbers, and what somebody proposed is
 * not the meeting's before it was answered.
 */
function told(record: MeetingRecord): MeetingRecord {
	const people: AttendanceLine[] = [];
	const lines = record.lines.filter(({ body }) => body.is !== 'fact' || !isWithheld(body.fact));
	const fairness = { ...record.fairness, silent: [] };
	return { ...record, lines, fairness, attendance: { ...record.attendance, people } };
}

/** True for what is nobody's business yet but the room's. */
function isWithheld(fact: MinutesFact): boolean {
	return rowOf(fact).withheld?.(fact) ?? false;
}

/** [D2] Before it is public: what the invitation said. */
function announced(record: MeetingRecord): MeetingRecord {
	const { attendance } = record;
	const none = Object.fromEntries(Object.keys(attendance.counts).map((key) => [key, 0]));
	return {
		...record,
		summary: null,
		seal: null,
		meeting: { ...record.meeting, units: [] },
		attendance: {
			counts: { ...attendance.counts, ...none },
			came: 0,
			how: {
				hall: 0,
				online: 0,
				phone: 0,
				late: 0,
				entered: 0,
				left: 0,
				proxies: 0,
				observers: 0,
				supervisors: 0
			},
			quorum: { present: 0, due: 0, needed: 0, met: false },
			people: []
		},
		agenda: record.agenda.map((item) => ({ ...item, spent: 0, turns: 0, status: 'waiting' })),
		lines: [],
		fairness: {
			spent: 0,
			turns: 0,
			people: [],
			roles: [],
			officials: [],
			ways: [],
			longer: 0,
			silent: []
		},
		tagged: { agreed: [], disputed: [], 'to-check': [] },
		comments: [],
		withheld: 0
	};
}
