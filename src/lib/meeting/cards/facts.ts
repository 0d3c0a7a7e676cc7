/** What the minutes tell of a round of cards: its question, how many were shown, and what came of it (C21). */
import { changedIn } from '../difference.ts';
import type { TextId, TextRef } from '../names.ts';
import type { FactOf, FactsOf, MeetingState } from '../registry.ts';
import type { Verdict } from './common-ground/ground.ts';
import { boardOf, type Board, type BoardId } from './cards.ts';
import type { Rest } from './ungrouped.ts';
import { shortResult } from './short-result.ts';
import { isAt, leftOf } from './view.ts';

export type CardsFact =
	/** A round of cards: its question, how many were shown, and what came of it (C21). */
	| { what: 'cards-asked'; question: TextRef }
	| { what: 'cards-shown'; cards: number; people: number; papers: number; unclaimed?: number }
	/**
	 * `board`: whose picture shows it; null where the same board was weighed again later. `rest`: in no group, pile
	 * by pile; `more` as in a group.
	 */
	| {
			what: 'cards-result';
			board: BoardId | null;
			groups: CardGroup[];
			rest: { what: Rest; cards: TextRef[]; more?: number }[];
			/** Its groups were put in order: points of the ranking, not dots. */
			ranked?: true;
	  }
	/** What all groups of opinion accept, and what divides them (X6): words of cards. */
	| {
			what: 'cards-ground';
			people: number;
			groups: number;
			accepted: TextRef[];
			divides: TextRef[];
	  };

/** A group of cards as the minutes keep it; `points` null where nothing was weighed. */
export interface CardGroup {
	number: number;
	name: TextRef | null;
	cards: TextRef[];
	/** So many more that are only counted here: a page shows the first ones (`short-result.ts`). */
	more?: number;
	points: number | null;
}

export const cardsFacts: FactsOf<'cards'> = {
	of(before, event, after) {
		if (event.type === 'cards.ground') return groundFact(boardOf(after.cards, event.body.board)!);
		if (event.type !== 'cards.went') return null;
		const board = boardOf(after.cards, event.body.board);
		return board ? round(board, isAt(boardOf(before.cards, board.id)!, 'revealed')) : null;
	},
	rows: {
		'cards-asked': { chapter: ({ question }) => ({ is: 'cards-asked', question }) },
		'cards-shown': { chapter: ({ cards }) => ({ is: 'cards-shown', cards }) },
		'cards-result': {
			resolve: (fact, now, claimed) =>
				lastOf(struckOut(withoutHidden(fact, hiddenCards(now)), now), claimed),
			subjects: () => [RESULTS],
			chapter: () => ({ is: 'cards-result' }),
			short: shortResult
		},
		'cards-ground': {
			resolve: (fact, now) => struckOut(withoutHiddenWords(fact, hiddenCards(now)), now),
			subjects: () => [RESULTS],
			chapter: () => ({ is: 'cards-ground' })
		}
	},
	changed: (before, after) =>
		hidesOthers(before, after) || takesBack(before, after) ? [RESULTS] : []
};

/** Of every result there is, for they are few. */
const RESULTS = 'results of cards';

/** True when a step hid words of a card or showed them again. */
function hidesOthers({ cards: before }: MeetingState, { cards: after }: MeetingState): boolean {
	const boards = changedIn(before.boards, after.boards);
	const cards = (where: Board[]) =>
		boards.filter((board) => where.includes(board)).flatMap((board) => board.cards);
	return changedIn(cards(before.boards), cards(after.boards)).some((card) => card.hidden);
}

/** True when a step took a result back. */
function takesBack({ cards: before }: MeetingState, { cards: after }: MeetingState): boolean {
	const over = (boards: readonly Board[]) =>
		boards.flatMap(({ results }) => results).filter((one) => one.over).length;
	return before !== after && over(before.boards) !== over(after.boards);
}

/** `shown`: its cards were on the screens already; what is shown twice is said once. */
function round(board: Board, shown: boolean): CardsFact | null {
	if (board.step === 'writing') return { what: 'cards-asked', question: board.question };
	if (board.step === 'result') {
		const ranked = board.settings.weigh === 'rank' ? { ranked: true as const } : {};
		return { what: 'cards-result', board: board.id, ...leftOf(board), ...ranked };
	}
	return !shown && isAt(board, 'revealed') ? { what: 'cards-shown', ...board.count } : null;
}

type Result = FactOf<'cards', 'cards-result'>;
type Ground = FactOf<'cards', 'cards-ground'>;

/** Where nothing could be said there is no fact. */
function groundFact({ ground, cards }: Board): CardsFact | null {
	if (!ground?.ok) return null;
	const { people, groups, statements } = ground.ground;
	const words = (verdict: Verdict) =>
		statements
			.filter((one) => one.verdict === verdict)
			.flatMap(({ id }) => cards.find((card) => card.id === id)?.text ?? []);
	const [accepted, divides] = [words('accepted'), words('divides')];
	return { what: 'cards-ground', people, groups: groups.length, accepted, divides };
}

/** Texts of cards whose words are hidden now [K26]. */
function hiddenCards({ cards }: MeetingState): ReadonlySet<TextId> {
	const all = cards.boards.flatMap((board) => board.cards);
	return new Set(all.filter((card) => card.hidden).map((card) => card.text.id));
}

function withoutHiddenWords(fact: Ground, hidden: ReadonlySet<TextId>): Ground {
	if (hidden.size === 0) return fact;
	const shown = (some: TextRef[]) => some.filter(({ id }) => !hidden.has(id));
	return { ...fact, accepted: shown(fact.accepted), divides: shown(fact.divides) };
}

/** A result kept the cards that were there; words hidden since leave it, and come back when shown. */
function withoutHidden(fact: Result, hidden: ReadonlySet<TextId>): Result {
	if (hidden.size === 0) return fact;
	const shown = ({ id }: TextRef) => !hidden.has(id);
	const groups = fact.groups.map((group) => ({ ...group, cards: group.cards.filter(shown) }));
	const rest = fact.rest.map((pile) => ({ ...pile, cards: pile.cards.filter(shown) }));
	return { ...fact, groups, rest: rest.filter(({ cards }) => cards.length > 0) };
}

/** A result that was taken back stays to be read, struck out [K5]. */
function struckOut<F extends Result | Ground>(fact: F, { cards }: MeetingState): F {
	const over = cards.boards
		.flatMap(({ results }) => results)
		.find(({ seq }) => seq === fact.seq)?.over;
	return over ? { ...fact, struck: { ...over, why: null } } : fact;
}

/** A board has one picture, and it belongs to its last result. */
function lastOf(fact: Result, claimed: Set<string>): Result {
	const key = `picture of ${fact.board}`;
	if (fact.board === null || claimed.has(key)) return { ...fact, board: null };
	claimed.add(key);
	return fact;
}
