/**
 * Who may read which part of a meeting. What leaves the server for somebody who is not at the desk goes
 * through here: state, events and texts, on pages, sockets, replays, records and files alike. The answers
 * stand field by field in `fields.ts` and event by event in `events.ts`.
 *
 * Invariants: a text that no field of the present state shows to a reader is not sent to that reader; a
 * stranger's state is the fold of a stranger's events; results are kept by part of the state, so that
 * asking again costs nothing.
 */
import { emptyAttendance } from '../attendance/attendance.ts';
import type { Field, Node, Text } from './decision.ts';
import { FIELDS } from './fields.ts';
import { emptyMeeting } from '../meeting.ts';
import type { MeetingState } from '../registry.ts';
import type { TextId } from '../names.ts';
import { isPublic } from '../record/view.ts';
import { emptyRoll, type RollState } from '../roll/roll.ts';

/**
 * What somebody may read of a meeting. `desk`: chair, co-chair, clerk, organiser. `room`: whoever has a
 * seat, and the big screen. `public`: everybody who knows the address.
 */
export const CLEARANCES = ['desk', 'room', 'public'] as const;
export type Clearance = (typeof CLEARANCES)[number];

/**
 * From whom on something may be read. `announced`: by everybody, always; `opened`: by everybody once the
 * meeting was opened; `said`: by everybody where the record may be read; `room`; `desk`.
 */
export type Access = 'announced' | 'opened' | 'said' | 'room' | 'desk';
/** From the widest to the narrowest. */
const WIDTH: readonly Access[] = ['announced', 'opened', 'said', 'room', 'desk'];

/** True when this clearance reads what has this access now. */
export function mayRead(state: MeetingState, access: Access, clearance: Clearance): boolean {
	if (clearance === 'desk' || access === 'announced') return true;
	if (clearance === 'room') return access !== 'desk';
	if (state.plan.openedAt === null) return false;
	return access === 'opened' || (access === 'said' && isPublic(state));
}

/** Access to a text by what the state shows now; undefined where no field of it names the text. */
export function textAccess(state: MeetingState, id: TextId): Access | undefined {
	let widest: Access | undefined;
	for (const slice of SLICES) {
		const access = textsIn(state, slice).get(id);
		if (access && (!widest || wider(access, widest))) widest = access;
	}
	return widest;
}

/** True when this clearance may read the text where it stands now. */
export function mayReadText(state: MeetingState, id: TextId, clearance: Clearance): boolean {
	if (clearance === 'desk') return true;
	const access = textAccess(state, id);
	return access !== undefined && mayRead(state, access, clearance);
}

/** All texts that this clearance may read; of `texts`, those of the whole meeting. The desk reads all. */
export function visibleTexts(
	state: MeetingState,
	texts: ReadonlyMap<TextId, string | null>,
	clearance: Clearance
): Record<TextId, string | null> {
	if (clearance === 'desk') return Object.fromEntries(texts);
	const visible: Record<TextId, string | null> = {};
	for (const slice of SLICES)
		for (const [id, access] of textsIn(state, slice))
			if (mayRead(state, access, clearance) && texts.has(id)) visible[id] = texts.get(id) ?? null;
	return visible;
}

/**
 * Texts of the record and of papers: also those that stand in no field of the state but in a fact of the
 * minutes (why a stage was left out). What a field withholds is withheld there too.
 */
export function mayReadFactText(state: MeetingState, id: TextId, clearance: Clearance): boolean {
	return mayRead(state, textAccess(state, id) ?? 'said', clearance);
}

/** What this clearance reads after a step that it did not before, and the other way round. */
export function changedTexts(
	before: MeetingState,
	after: MeetingState,
	clearance: Clearance
): { shown: TextId[]; withdrawn: TextId[] } {
	const shown: TextId[] = [];
	const withdrawn: TextId[] = [];
	for (const slice of SLICES) {
		if (before[slice] === after[slice]) continue;
		const [was, is] = [textsIn(before, slice), textsIn(after, slice)];
		for (const id of is.keys())
			if (!mayReadText(before, id, clearance) && mayReadText(after, id, clearance)) shown.push(id);
		for (const id of was.keys())
			if (mayReadText(before, id, clearance) && !mayReadText(after, id, clearance))
				withdrawn.push(id);
	}
	return { shown, withdrawn };
}

/** True when a step changes so much of what everybody may read that they begin anew with a snapshot. */
export function turnsPublic(before: MeetingState, after: MeetingState): boolean {
	if (before.plan.openedAt === null || after.plan.openedAt === null) return true;
	return isPublic(before) !== isPublic(after);
}

/** The state as this clearance may read it; the same one for the desk. */
export function stateFor(state: MeetingState, clearance: Clearance): MeetingState {
	if (clearance === 'desk') return state;
	const shown: Record<string, unknown> = { ...state };
	for (const slice of KEPT_SLICES)
		shown[slice] = projected(state[slice], tableOf(slice), clearance);
	const projection = shown as unknown as MeetingState;
	if (clearance === 'room' || state.plan.openedAt !== null) return projection;
	return announcement(projection);
}

/** Before it is opened strangers see what the invitation says: the plan, the agenda, who leads it. */
function announcement(state: MeetingState): MeetingState {
	const { plan, roll, runsheet, agenda, record } = state;
	return {
		...emptyMeeting(),
		plan: { ...plan, details: plan.details && { ...plan.details, units: [] } },
		roll: staffOf(roll),
		attendance: emptyAttendance(),
		runsheet,
		agenda: { items: agenda.items, proposals: [] },
		record
	};
}

const staff = new WeakMap<RollState, RollState>();

function staffOf(roll: RollState): RollState {
	let leading = staff.get(roll);
	if (!leading) {
		const order = roll.order.filter((id) => !roll.seats[id]!.votes && !roll.seats[id]!.guest);
		const seats = Object.fromEntries(order.map((id) => [id, roll.seats[id]!]));
		leading = { ...emptyRoll(), seats, order };
		staff.set(roll, leading);
	}
	return leading;
}

type Slice = keyof MeetingState;
type Texts = ReadonlyMap<TextId, Access>;

const NO_TEXTS: Texts = new Map();
const found = new WeakMap<object, Texts>();

/** Texts that one part of the state names, each with its widest access there. */
function textsIn(state: MeetingState, slice: Slice): Texts {
	const part = state[slice];
	let texts = found.get(part);
	if (!texts) {
		const fresh = new Map<TextId, Access>();
		collect(part, tableOf(slice), [], fresh);
		texts = fresh.size === 0 ? NO_TEXTS : fresh;
		found.set(part, texts);
	}
	return texts;
}

function collect(value: unknown, node: Node, owners: object[], into: Map<TextId, Access>): void {
	if (value === null || value === undefined || !hasTexts(node)) return;
	if (Array.isArray(value)) {
		for (const one of value) collect(one, node, owners, into);
		return;
	}
	if (isDecision(node)) {
		const id = typeof value === 'string' ? value : (value as { id: string }).id;
		const access = node.access as Access | ((...owners: object[]) => Access);
		const now = typeof access === 'function' ? access(...owners) : access;
		const known = into.get(id);
		if (!known || wider(now, known)) into.set(id, now);
		return;
	}
	const inner = [value, ...owners];
	for (const [key, one] of Object.entries(value))
		collect(one, (node.each ?? node[key]) as Node, inner, into);
}

const kept = new WeakMap<object, Map<Clearance, unknown>>();

/** The value with what this clearance may not read replaced; the same one where nothing is. */
function projected(value: unknown, node: Node, clearance: Clearance): unknown {
	if (value === null || value === undefined || !keepsBack(node)) return value;
	if (isDecision(node)) return node.is === 'field' && hides(node, clearance) ? node.instead : value;
	if (typeof value !== 'object') return value;
	const known = kept.get(value)?.get(clearance);
	if (known !== undefined) return known;
	let result: unknown = value;
	if (Array.isArray(value)) {
		const list = value.map((one) => projected(one, node, clearance));
		if (list.some((one, n) => one !== value[n])) result = list;
	} else {
		const changed: Record<string, unknown> = {};
		for (const [key, one] of Object.entries(value)) {
			const next = projected(one, (node.each ?? node[key]) as Node, clearance);
			if (next !== one) changed[key] = next;
		}
		if (Object.keys(changed).length > 0) result = { ...value, ...changed };
	}
	const results = kept.get(value) ?? new Map<Clearance, unknown>();
	kept.set(value, results.set(clearance, result));
	return result;
}

function hides({ access, instead }: Field<unknown>, clearance: Clearance): boolean {
	if (instead === undefined) return false;
	return access === 'desk' || (access === 'room' && clearance === 'public');
}

/** One value as this clearance reads it, by the same answers as the state: a part of an event. */
export function valueFor<T>(value: T, node: unknown, clearance: Clearance): T {
	return clearance === 'desk' ? value : (projected(value, node as Node, clearance) as T);
}

function isDecision(node: Node): node is Field<unknown> | Text {
	return node.is !== undefined;
}

/** Answers whether a decision of this sort stands anywhere below; asked again, it remembers. */
function below(sort: (decision: Field<unknown> | Text) => boolean) {
	const known = new WeakMap<object, boolean>();
	const has = (node: Node | undefined): boolean => {
		if (!node) return false;
		let answer = known.get(node);
		if (answer === undefined) {
			answer = isDecision(node) ? sort(node) : Object.values(node).some((one) => has(one as Node));
			known.set(node, answer);
		}
		return answer;
	};
	return has;
}
const hasTexts = below(({ is }) => is === 'text');
const keepsBack = below((decision) => 'instead' in decision);
const tableOf = (slice: Slice): Node => FIELDS[slice] as unknown as Node;

const NAMES = Object.keys(FIELDS) as Slice[];
/** Parts of the state that name texts at all, and those that keep something back. */
const SLICES = NAMES.filter((slice) => hasTexts(tableOf(slice)));
const KEPT_SLICES = NAMES.filter((slice) => keepsBack(tableOf(slice)));

function wider(one: Access, other: Access): boolean {
	return WIDTH.indexOf(one) < WIDTH.indexOf(other);
}
