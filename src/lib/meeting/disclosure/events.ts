/**
 * Events as somebody may read them who is not at the desk, kind by kind: what of them is kept back, and
 * which of the texts they name a replay may still show. A new kind does not compile until somebody has
 * decided.
 *
 * Invariant: a reader's events fold to that reader's state (`stateFor`), from the opening on.
 */
import { mayRead, textAccess, valueFor, type Clearance } from './disclosure.ts';
import { FIELDS } from './fields.ts';
import type { MeetingEvent, MeetingState } from '../registry.ts';
import type { TextId } from '../names.ts';
import { gather } from '../record/gather.ts';

/**
 * What becomes of words that the present state names no more. `none`: an event of this kind names no
 * text. `said`: they were said or shown in the meeting, and a replay shows them again. `draft`: they were
 * written over, and nobody is to read drafts.
 */
type Superseded = 'none' | 'said' | 'draft';

const TEXTS: Readonly<Record<MeetingEvent['type'], Superseded>> = {
	'plan.created': 'draft',
	'plan.amended': 'draft',
	'plan.announced': 'none',
	'plan.opened': 'none',
	'plan.closed': 'none',
	'plan.covered': 'none',
	'plan.unit-noted': 'none',
	'plan.erased': 'none',
	'roll.added': 'none',
	'roll.removed': 'none',
	'roll.changed': 'none',
	'roll.claimed': 'none',
	'roll.released': 'none',
	'roll.taken-over': 'none',
	'roll.guest-seated': 'none',
	'roll.bound': 'none',
	'roll.helped': 'none',
	'roll.role-given': 'none',
	'roll.chair-handed': 'none',
	'roll.join-opened': 'none',
	'attendance.answered': 'none',
	'attendance.signed-in': 'none',
	'attendance.sign-in-undone': 'none',
	'attendance.excused': 'none',
	'attendance.stepped-out': 'none',
	'attendance.returned': 'none',
	'runsheet.entered': 'said',
	'runsheet.acknowledged': 'none',
	'runsheet.introduced': 'none',
	'runsheet.noted': 'said',
	'runsheet.reminded': 'none',
	'runsheet.calmed': 'none',
	'agenda.opened': 'said',
	'agenda.closed': 'none',
	'agenda.paused': 'none',
	'agenda.arranged': 'draft',
	'agenda.added': 'draft',
	'agenda.proposed': 'draft',
	'agenda.answered': 'draft',
	'queue.joined': 'none',
	'queue.withdrawn': 'none',
	'queue.called': 'none',
	'queue.asked-to-respond': 'none',
	'queue.started': 'none',
	'queue.paused': 'none',
	'queue.resumed': 'none',
	'queue.extended': 'none',
	'queue.wrote': 'said',
	'queue.ended': 'none',
	'queue.passed': 'none',
	'queue.moved': 'none',
	'queue.list-set': 'none',
	'queue.ruled': 'said',
	'queue.round-begun': 'none',
	'queue.undone': 'none',
	'queue.went-away': 'none',
	'queue.came-back': 'none',
	'notes.left': 'none',
	'notes.forgotten': 'none',
	'record.summarised': 'draft',
	'record.was-set': 'none',
	'answers.received': 'none',
	'answers.published': 'draft',
	'answers.withheld': 'none',
	'answers.replied': 'draft',
	'answers.forgotten': 'none',
	'minutes.noted': 'draft',
	'minutes.allowed': 'none',
	'minutes.objections-opened': 'none',
	'minutes.objected': 'draft',
	'minutes.answered': 'draft',
	'minutes.sealed': 'draft',
	'minutes.corrected': 'draft',
	'cards.prepared': 'draft',
	'cards.changed': 'draft',
	'cards.went': 'none',
	'cards.extended': 'none',
	'cards.round-opened': 'none',
	'cards.counted': 'none',
	'cards.revealed': 'said',
	'cards.showed': 'none',
	'cards.grouped': 'said',
	'cards.parked': 'said',
	'cards.stacked': 'none',
	'cards.split': 'said',
	'cards.name-suggested': 'said',
	'cards.named': 'said',
	'cards.hidden': 'said',
	'cards.asked': 'draft',
	'cards.ask-answered': 'none',
	'cards.phones-closed': 'none',
	'cards.hall-weighed': 'none',
	'cards.weighed': 'none',
	'cards.agreeing': 'none',
	'cards.hinted': 'none',
	'cards.ground': 'none',
	'cards.linked': 'none',
	'mood.opened': 'none',
	'mood.closed': 'none'
};

/** The event as this clearance may read it; the same one where nothing is kept back. */
export function eventFor(event: MeetingEvent, clearance: Clearance): MeetingEvent {
	if (clearance === 'desk') return event;
	switch (event.type) {
		case 'roll.added':
			return withBody(event, {
				seats: valueFor(event.body.seats, FIELDS.roll.seats.each, clearance)
			});
		case 'roll.guest-seated':
		case 'roll.changed':
			return withBody(event, {
				seat: valueFor(event.body.seat, FIELDS.roll.seats.each, clearance)
			});
		// The table keeps the helper of a seat from strangers.
		case 'roll.helped':
			return clearance === 'public' ? withBody(event, { seats: [] }) : event;
		default:
			return event;
	}
}

function withBody<Event extends MeetingEvent>(event: Event, change: object): MeetingEvent {
	const { body } = event;
	const same = Object.entries(change).every(([key, value]) => body[key as never] === value);
	return same ? event : ({ ...event, body: { ...body, ...change } } as MeetingEvent);
}

/** Adds the texts of one event to those that were `said` and to the `drafts`. */
export function textsOf(event: MeetingEvent, said: Set<TextId>, drafts: Set<TextId>): void {
	const kind = TEXTS[event.type];
	if (kind !== 'none') gather(event.body, new Set(), kind === 'said' ? said : drafts);
}

/**
 * Which of the texts of some events (`textsOf`) a replay may show to this clearance: what the state now
 * withholds is withheld at every moment, and drafts only as far as they still stand somewhere.
 */
export function readableTexts(
	said: ReadonlySet<TextId>,
	drafts: ReadonlySet<TextId>,
	now: MeetingState,
	clearance: Clearance
): TextId[] {
	const may = (id: TextId, otherwise: boolean) => {
		const access = textAccess(now, id);
		return access === undefined ? otherwise : mayRead(now, access, clearance);
	};
	return [...new Set([...said, ...drafts])].filter((id) => may(id, said.has(id)));
}

/** Texts that a replay of these events may show to this clearance. */
export function replayTexts(
	events: readonly MeetingEvent[],
	now: MeetingState,
	clearance: Clearance
): TextId[] {
	const said = new Set<TextId>();
	const drafts = new Set<TextId>();
	for (const event of events) textsOf(event, said, drafts);
	return readableTexts(said, drafts, now, clearance);
}

/** True for an event after which somebody reads words that they did not, or no longer does (see `catch-up`). */
export function changesAccess(event: MeetingEvent): boolean {
	return ACCESS_EVENTS.has(event.type);
}

/** Each may show or withdraw texts that an earlier event brought. */
const ACCESS_EVENTS: ReadonlySet<MeetingEvent['type']> = new Set<MeetingEvent['type']>([
	'plan.created',
	'plan.amended',
	'plan.opened',
	'record.was-set',
	'record.summarised',
	'agenda.arranged',
	'agenda.added',
	'agenda.answered',
	'answers.withheld',
	'answers.forgotten',
	'minutes.sealed',
	'cards.went',
	'cards.changed',
	'cards.hidden',
	'cards.named',
	'queue.undone'
]);
