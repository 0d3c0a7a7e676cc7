/**
 * Who may read which part of a meeting. What leaves the server for somebody who is not at the desk goes
 * through here: state, events and texts, on pages, sockets, replays, records and files alike. The answers
 * stand in the slices, field by field and event by event (`<slice>/disclosure.ts`).
 *
 * Invariants: a text that no field of the present state shows to a reader is not sent to that reader; a
 * stranger's state is the fold of a stranger's events; results are kept by part of the state, so that
 * asking again costs nothing.
 */
import { SLICE_NAMES, STATE } from '../meeting.ts';
import type { MeetingState, SliceName } from '../registry.ts';
import type { TextId } from '../names.ts';
import { isPublic } from '../record/view.ts';
import { RULES } from '../rules.ts';
import type { Access, Clearance, Node } from './decision.ts';
import { hasTexts, keepsBack, projected, textsOf, wider, type Texts } from './projected.ts';

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
	const look = (id: TextId) => {
		const could = mayReadText(before, id, clearance);
		const can = mayReadText(after, id, clearance);
		if (can && !could) shown.push(id);
		if (could && !can) withdrawn.push(id);
	};
	const turns = turnsPublic(before, after);
	for (const slice of SLICES) {
		if (before[slice] === after[slice]) continue;
		const [was, is] = [textsIn(before, slice), textsIn(after, slice)];
		// Most stand as they stood, and need not be looked up in every other slice.
		for (const [id, access] of is) if (turns || was.get(id) !== access) look(id);
		for (const id of was.keys()) if (!is.has(id)) look(id);
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
	const shown = SLICE_NAMES.map((slice) => {
		const { announced } = RULES[slice].disclosure as { announced?(own: unknown): unknown };
		return [slice, announced ? announced(state[slice]) : STATE[slice].empty()];
	});
	return Object.fromEntries(shown) as unknown as MeetingState;
}

/** Texts that one part of the state names, each with its widest access there. */
function textsIn(state: MeetingState, slice: SliceName): Texts {
	return textsOf(state[slice], tableOf(slice));
}

const tableOf = (slice: SliceName) => RULES[slice].disclosure.fields as unknown as Node;

/** Parts of the state that name texts at all, and those that keep something back. */
const SLICES = SLICE_NAMES.filter((slice) => hasTexts(tableOf(slice)));
const KEPT_SLICES = SLICE_NAMES.filter((slice) => keepsBack(tableOf(slice)));
