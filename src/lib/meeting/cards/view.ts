/** What screens show of a board. */
import type { ItemId, TextRef } from '../names.ts';
import { cardsOf, liveGroups } from './board.ts';
import { UNGROUPED } from './ungrouped.ts';
import {
	STEPS,
	type Board,
	type GroupId,
	type ShownCard,
	type Step,
	type WeighedPart
} from './cards.ts';

export { boardNow, boardOnScreen, earlyBoards } from './board-on-screen.ts';

/** The four presses of the chair: 写卡 → 读卡归类 → 投点 → 结果. */
export const PRESSES = ['write', 'sort', 'weigh', 'result'] as const;
export type Press = (typeof PRESSES)[number];

/** Where each press leads. */
export const PRESS_TO: Record<Press, Step> = {
	write: 'writing',
	sort: 'reading',
	weigh: 'dots',
	result: 'result'
};

/** The press that a step belongs to; null before the first. */
export function pressOf(step: Step): Press | null {
	if (step === 'ready') return null;
	if (step === 'writing' || step === 'collecting') return 'write';
	if (step === 'dots') return 'weigh';
	return step === 'result' ? 'result' : 'sort';
}

/** What the chair presses next; null when all is done. */
export function nextPress(board: Board): { press: Press; from: Step; to: Step } | null {
	const now = pressOf(board.step);
	const press = PRESSES[now === null ? 0 : PRESSES.indexOf(now) + 1];
	return press ? { press, from: board.step, to: PRESS_TO[press] } : null;
}

/** A card with what lies under it. */
export interface StackView {
	card: ShownCard;
	under: ShownCard[];
	/** Cards in all; on a named board, writers in all. */
	authors: number;
}

/** Cards in their order, stacked ones with the one on top. */
export function stacks(board: Board, cards: readonly ShownCard[] = cardsOf(board)): StackView[] {
	const under = new Map<string, ShownCard[]>();
	for (const card of cards)
		if (card.under) under.set(card.under, [...(under.get(card.under) ?? []), card]);
	return cards
		.filter((card) => !card.under)
		.map((card) => {
			const below = under.get(card.id) ?? [];
			return { card, under: below, authors: authorsOf([card, ...below]) };
		});
}

function authorsOf(cards: readonly ShownCard[]): number {
	const seats = cards.map(({ id, seat }) => seat ?? id);
	return new Set(seats).size;
}

export interface GroupView {
	id: GroupId;
	/** The number called in the hall. */
	number: number;
	name: TextRef | null;
	names: Board['groups'][number]['names'];
	stacks: StackView[];
	/** Cards in all. */
	cards: number;
	item: ItemId | null;
}

/** Groups by number, with their cards; also those that are empty. */
export function groupsOf(board: Board): GroupView[] {
	const all = cardsOf(board);
	return board.groups.map(({ id, name, names, item }) => {
		const cards = all.filter((card) => card.group === id);
		return {
			id,
			number: numberOf(id),
			name,
			names,
			stacks: stacks(board, cards),
			cards: cards.length,
			item: item ?? null
		};
	});
}

/** Cards that lie in no group, or were parked. */
export function columnOf(board: Board, column: 'loose' | 'parked' | 'off'): StackView[] {
	return stacks(
		board,
		cardsOf(board).filter((card) => (card.group ?? 'loose') === column)
	);
}

/** ① for `g1`. */
export function numberOf(group: GroupId): number {
	return Number(group.slice(1));
}

/** How far reading is, and what comes next: the first in the shown order that was not read. */
export function reading(board: Board): {
	showing: ShownCard | null;
	next: ShownCard | null;
	left: number;
} {
	const cards = cardsOf(board).filter((card) => !card.hidden);
	const unread = cards.filter((card) => !card.read);
	return {
		showing: cards.find(({ id }) => id === board.showing) ?? null,
		next: unread[0] ?? null,
		left: unread.length
	};
}

/** What came of the weighing of one group. */
export interface ResultRow {
	group: GroupId;
	number: number;
	name: TextRef | null;
	total: number;
	/** By way of taking part, as `weighed.parts`. */
	parts: number[];
	/** 现场 and 线上; null where they are not told apart. */
	here: number | null;
	online: number | null;
	divided: boolean;
	/** As many as another group: neither stands before the other. */
	tied: boolean;
}

/** Groups by total, equal ones by number. Never called a decision (C19). Empty before the result. */
export function ranking(board: Board): ResultRow[] {
	const { weighed } = board;
	if (!weighed) return [];
	const live = liveGroups(board);
	const { parts } = weighed;
	const sum = (some: readonly WeighedPart[], id: GroupId) =>
		some.reduce((all, { points }) => all + (points[id] ?? 0), 0);
	const away = parts.filter(({ ways }) => ways.every((way) => way === 'online'));
	const apart = away.length > 0 && away.length < parts.length;
	const groups = board.groups.filter(({ id }) => live.includes(id));
	const totals = groups.map(({ id }) => sum(parts, id));
	return groups
		.map(({ id, name }, at) => {
			const total = totals[at]!;
			const online = apart ? sum(away, id) : null;
			return {
				group: id,
				number: numberOf(id),
				name,
				total,
				parts: parts.map((part) => sum([part], id)),
				here: online === null ? null : total - online,
				online,
				divided: weighed.divided.includes(id),
				tied: total > 0 && totals.indexOf(total) !== totals.lastIndexOf(total)
			};
		})
		.sort((a, b) => b.total - a.total || a.number - b.number);
}

/** What the minutes keep: every card by group, the heaviest first; then those in none, and those set aside. */
export function leftOf(board: Board) {
	const rows = ranking(board);
	const cards = cardsOf(board).filter((card) => !card.hidden);
	const of = (group: string) =>
		cards.filter((card) => (card.group ?? 'loose') === group).map(({ text }) => text);
	const ids = rows.length > 0 ? rows.map(({ group }) => group) : liveGroups(board);
	const groups = ids.map((id) => ({
		number: numberOf(id),
		name: board.groups.find((group) => group.id === id)?.name ?? null,
		cards: of(id),
		points: rows.find(({ group }) => group === id)?.total ?? null
	}));
	const rest = UNGROUPED.map((what) => ({ what, cards: of(what) }));
	return { groups, rest: rest.filter((pile) => pile.cards.length > 0) };
}

/** People who have placed dots or ranked, also by calling in the hall, or who have answered on cards. */
export function saidBy(board: Board, what: 'weighed' | 'agreed'): number {
	const phones = board.count[what] ?? 0;
	return what === 'weighed' ? phones + board.hallPeople : phones;
}

/** Points given in all. */
export function pointsGiven(board: Board): number {
	return ranking(board).reduce((sum, row) => sum + row.total, 0);
}

/** Dots a person that the usual rule proposes: half the groups, times the groups, by people (C17). */
export function usualDots(groups: number, people: number): number {
	if (people === 0) return 1;
	return Math.min(20, Math.max(1, Math.round((groups / 2) * (groups / people))));
}

/** Signs that a text holds two ideas: 要不要分成两张？ (C3). */
export function maybeTwo(text: string): boolean {
	return /[；;]|[。！？]\S|[.!?] \S|另外|还有|還有/u.test(text.trim());
}

/** What the hall may show of a card: never who typed it in, nor its paper number. */
export function forHall(
	card: ShownCard
): Pick<ShownCard, 'id' | 'text' | 'stance' | 'kind' | 'seat'> {
	const { id, text, stance, kind, seat } = card;
	return { id, text, stance, ...(kind ? { kind } : {}), ...(seat ? { seat } : {}) };
}

/** True once the board has come as far as this step; for screens that show the finer steps. */
export function isAt(board: Board, step: Step): boolean {
	return STEPS.indexOf(board.step) >= STEPS.indexOf(step);
}
