/**
 * What the desk of a round presses next, and what the computer proposes for the card in hand. Pure; one
 * thing to press at a time, whatever the step (T30).
 */
import { isPresent } from '../attendance/attendance.ts';
import { clerkHere } from '../attendance/view.ts';
import type { MeetingState } from '../registry.ts';
import { isStaff, type Seat } from '../roll/roll.ts';
import { visibleSeats } from '../roll/view.ts';
import { cardsOf, liveGroups } from './board.ts';
import type { Board, ShownCard, CardId, Group, GroupId, Step } from './cards.ts';
import { numberOf, pressOf, reading } from './view.ts';
import { canWrite } from './can-write.ts';

/** The one thing for the chair to press; `twice` wants a second press, because it ends something. */
export type DeskPress =
	| { what: 'write' | 'sort' | 'weigh' | 'result'; to: Step; twice: boolean }
	/** A finer step, which ends nothing. */
	| { what: 'look' | 'name'; to: Step; twice: false }
	| { what: 'next'; card: CardId; twice: false }
	| { what: 'close-phones'; twice: true }
	/** Everybody answers card by card: that is what can be ended. */
	| { what: 'stop-agreeing'; twice: true }
	/** Nothing can be weighed before something is in a group. */
	| { what: 'wait'; twice: false };

/** Who shares the work of a round with whoever chairs. */
export interface Hands {
	/** A clerk is here: cards are turned, sorted and named at that desk, and the hall's dots entered. */
	clerk: boolean;
	/** Somebody here has no phone to place dots with: the hall is called group by group. */
	hallCalls: boolean;
}

/** Who is here for a round. */
export function handsOf(state: MeetingState): Hands {
	return { clerk: clerkHere(state), hallCalls: withoutPhone(state).length > 0 };
}

/** Voters here who have no phone, nor anybody who presses for them. */
export function withoutPhone(state: MeetingState): Seat[] {
	return visibleSeats(state.roll).filter(
		({ id, votes, hasPhone, held, helper }) =>
			votes && !hasPhone && !held && helper === null && isPresent(state.attendance, id)
	);
}

/**
 * What the chair presses now; null where the round is over. Four times with a clerk, who sorts between the second
 * and the third and calls the hall before the last; alone, the chair does that too.
 */
export function deskPress(board: Board, { clerk, hallCalls }: Hands): DeskPress | null {
	if (board.agreeing === 'open') return { what: 'stop-agreeing', twice: true };
	switch (board.step) {
		case 'ready':
			return { what: 'write', to: 'writing', twice: false };
		case 'writing':
		case 'collecting':
			return { what: 'sort', to: 'reading', twice: true };
		case 'dots':
			return board.phonesClosed || clerk || !hallCalls
				? { what: 'result', to: 'result', twice: true }
				: { what: 'close-phones', twice: true };
		case 'result':
			return null;
		default:
			return clerk ? weighing(board) : sorting(board);
	}
}

/** What the desk that sorts presses now: the next card, all groups, their names; null where nothing is left of that. */
export function sortPress(
	board: Board
): Extract<DeskPress, { what: 'next' | 'look' | 'name' }> | null {
	if (pressOf(board.step) !== 'sort' || board.agreeing === 'open') return null;
	const press = sorting(board);
	return press.what === 'next' || press.what === 'look' || press.what === 'name' ? press : null;
}

function sorting(board: Board): DeskPress {
	if (board.step === 'revealed' || board.step === 'reading') {
		const { next } = reading(board);
		if (next) return { what: 'next', card: next.id, twice: false };
		return { what: 'look', to: 'grouping', twice: false };
	}
	// Beyond reading nothing waits for cards that nobody read: of two hundred a hall reads some.
	const live = liveGroups(board);
	const unnamed = board.groups.some(({ id, name }) => name === null && live.includes(id));
	if (board.step === 'grouping' && unnamed) return { what: 'name', to: 'naming', twice: false };
	return weighing(board);
}

function weighing(board: Board): DeskPress {
	if (liveGroups(board).length === 0) return { what: 'wait', twice: false };
	return { what: 'weigh', to: 'dots', twice: true };
}

/** Where the way back leads, press by press; null at the beginning. */
export function backStep(board: Board): Step | null {
	switch (pressOf(board.step)) {
		case null:
			return null;
		case 'write':
			return board.step === 'collecting' ? 'writing' : null;
		case 'sort':
			return board.step === 'grouping' || board.step === 'naming' ? 'reading' : 'writing';
		case 'weigh':
			return 'grouping';
		case 'result':
			return 'dots';
	}
}

/** Going back from here throws away what was weighed [K5]. */
export function backUnweighs({ step }: Board): boolean {
	return step === 'dots' || step === 'result';
}

/** Cards that may say the same as this one, most alike first; not those stacked with it already. */
export function alike(board: Board, card: ShownCard): ShownCard[] {
	const known = new Map(cardsOf(board).map((one) => [one.id, one]));
	const top = card.under ?? card.id;
	return (board.hints?.near ?? [])
		.filter((pair) => pair.includes(card.id))
		.map(([a, b]) => known.get(a === card.id ? b : a))
		.filter(
			(one): one is ShownCard => one !== undefined && !one.hidden && (one.under ?? one.id) !== top
		);
}

/** Proposed groups of which two cards and more still lie in none: all their cards, and those. */
export function openThemes(board: Board): { all: CardId[]; cards: CardId[] }[] {
	const loose = new Set(
		cardsOf(board)
			.filter((card) => !card.group && !card.hidden)
			.map(({ id }) => id)
	);
	return (board.hints?.themes ?? [])
		.map(({ cards }) => ({ all: cards, cards: cards.filter((id) => loose.has(id)) }))
		.filter(({ cards }) => cards.length > 1);
}

/** The cards of the theme, as the computer saw it, of which two and more lie in this group. */
export function themeOf(board: Board, group: Group): CardId[] {
	const here = new Set(
		cardsOf(board)
			.filter((card) => card.group === group.id)
			.map(({ id }) => id)
	);
	const shared = ({ cards }: { cards: CardId[] }) => cards.filter((id) => here.has(id)).length;
	const themes = [...(board.hints?.themes ?? [])].sort((a, b) => shared(b) - shared(a));
	return themes[0] && shared(themes[0]) > 1 ? themes[0].cards : [];
}

/**
 * The group that typed digits mean: at once where no other number begins so, else undecided (null) until
 * Enter. `0` is a new group.
 */
export function groupTyped(
	groups: readonly { id: GroupId }[],
	typed: string,
	enter = false
): GroupId | 'new' | 'unknown' | null {
	if (typed === '0') return 'new';
	const numbers = groups.map(({ id }) => String(numberOf(id)));
	const longer = numbers.some((number) => number !== typed && number.startsWith(typed));
	if (longer && !enter) return null;
	return numbers.includes(typed) ? `g${typed}` : 'unknown';
}

/** The number that the next paper card gets: after the highest one in use (C8). */
export function nextPaper(used: readonly number[]): number {
	return used.reduce((most, number) => Math.max(most, number), 0) + 1;
}

/** Dots of the hall, checked as they are typed (C18): how many there are and how many there may be. */
export function hallTotal(
	points: Readonly<Record<GroupId, number>>,
	people: number,
	each: number
): { given: number; most: number; over: boolean } {
	const given = Object.values(points).reduce((sum, n) => sum + n, 0);
	return { given, most: people * each, over: given > people * each };
}

/**
 * Counts only (C2): of those present, how many have no card yet, and how many need paper. `silent` is null where
 * that is not known: paper cards nobody claimed, or cards of people who are not here.
 */
export function stillToWrite(
	state: MeetingState,
	{ count, settings }: Board
): { silent: number | null; noPhone: number } {
	const here = visibleSeats(state.roll).filter(
		// Staff work while others write; they are not waited for.
		(seat) => canWrite(seat) && !isStaff(seat) && isPresent(state.attendance, seat.id)
	);
	return {
		silent: count.unclaimed || settings.early ? null : Math.max(0, here.length - count.people),
		noPhone: here.filter(({ hasPhone, held }) => !hasPhone && !held).length
	};
}
