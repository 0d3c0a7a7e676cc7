/**
 * Which events are facts of the minutes, and what each says: of every slice its own. Pure: a fold over the
 * journal.
 *
 * Invariants: a fact has the number of the event that brought it, and the order of the facts is that of
 * their events; a press that was taken back leaves no fact.
 */
import { evolve } from './evolve.ts';
import { emptyMeeting } from './meeting.ts';
import { subjectOf } from './fact-subject.ts';
import type { SeatId } from './names.ts';
import {
	sliceOf,
	type Chapter,
	type FactKind,
	type Happening,
	type MeetingEvent,
	type MeetingState,
	type MinutesFact
} from './registry.ts';
import { RULES } from './rules.ts';

/** Of any slice: which one is read off the event. */
type Of = (
	before: MeetingState,
	event: MeetingEvent,
	after: MeetingState
) => (Happening & { kind?: FactKind }) | null;
/** Of any sort of fact: which one is read off the fact. */
export interface AnyRow {
	resolve?(fact: MinutesFact, now: MeetingState, claimed: Set<string>): MinutesFact | null;
	subjects?(fact: MinutesFact): readonly string[];
	chapter?(fact: MinutesFact): object;
	about?(fact: MinutesFact): SeatId | null;
	by?(fact: MinutesFact): SeatId | null;
	short?(fact: MinutesFact): MinutesFact;
	withheld?(fact: MinutesFact): boolean;
}

const ALL = Object.values(RULES).flatMap((rules) => ('facts' in rules ? [rules.facts] : []));
const ROWS: Readonly<Record<string, AnyRow>> = Object.assign({}, ...ALL.map(({ rows }) => rows));

const ANNOTATE = ALL.flatMap(({ annotate }) => (annotate ? [annotate] : []));

/** What its slice says of this sort of fact. */
export function rowOf({ what }: Pick<Happening, 'what'>): AnyRow {
	return ROWS[what]!;
}

/** The facts of a whole journal, in order; `upTo` stops after that number. */
export function factsOf(events: Iterable<MeetingEvent>, upTo = Infinity): MinutesFact[] {
	const facts: MinutesFact[] = [];
	let state = emptyMeeting();
	for (const event of events) {
		if (event.seq > upTo) break;
		const next = evolve(state, event);
		const fact = factOf(state, event, next);
		if (fact) facts.push(fact);
		state = next;
	}
	return resolveFacts(facts, state);
}

/** The fact that one event brings, or null. `before` and `after` are the states around it. */
export function factOf(
	before: MeetingState,
	event: MeetingEvent,
	after: MeetingState
): MinutesFact | null {
	const rules = RULES[sliceOf(event)];
	const happening = 'facts' in rules && (rules.facts.of as Of)(before, event, after);
	if (!happening) return null;
	const { seq, at, actor } = event;
	return { seq, at, actor, kind: 'procedure', ...happening } as MinutesFact;
}

/**
 * The same facts as the room knows them now: what an event began, later events complete, rename or take
 * back.
 */
export function resolveFacts(facts: readonly MinutesFact[], now: MeetingState): MinutesFact[] {
	const claimed = new Set<string>();
	const kept: MinutesFact[] = [];
	for (let n = facts.length - 1; n >= 0; n--) {
		const one = resolveFact(facts[n]!, now, claimed);
		if (one) kept.push(one);
	}
	return kept.reverse();
}

/** One fact as the room knows it now, asked after all later ones of the same subjects. */
export function resolveFact(
	fact: MinutesFact,
	now: MeetingState,
	claimed: Set<string>
): MinutesFact | null {
	const { resolve } = rowOf(fact);
	const resolved = resolve ? resolve(fact, now, claimed) : fact;
	if (!resolved) return null;
	return ANNOTATE.reduce((one, annotate) => annotate(one, now), resolved);
}

/** What a fact is about: what its slice says, and itself. */
export function subjectsOf(fact: MinutesFact): string[] {
	return [...(rowOf(fact).subjects?.(fact) ?? []), subjectOf(fact.seq)];
}

/** What a step may have changed of earlier facts: the subjects of those to be resolved again. */
export function changedSubjects(before: MeetingState, after: MeetingState): Set<string> {
	const subjects = new Set<string>();
	for (const { changed } of ALL)
		if (changed) for (const subject of changed(before, after)) subjects.add(subject);
	return subjects;
}

/** Where a replay can be entered, in the order in which it happened; what was taken back is no chapter. */
export function chaptersOf(facts: readonly MinutesFact[]): Chapter[] {
	return facts.flatMap((fact) => {
		const chapter = rowOf(fact).chapter?.(fact);
		return chapter ? [{ seq: fact.seq, at: fact.at, ...chapter } as Chapter] : [];
	});
}

/** Which of its person's turns each fact is, by its number. */
export function turnNumbers(facts: readonly MinutesFact[]): ReadonlyMap<number, number> {
	const [own, ...others] = ALL.flatMap(({ turns }) => (turns ? [turns(facts)] : []));
	if (others.length === 0) return own ?? new Map();
	return new Map([own!, ...others].flatMap((numbers) => [...numbers]));
}
