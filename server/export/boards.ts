/** What came of card rounds, as papers and data tell it: only cards that everybody was shown. */
import type { Board, ShownCard, CardStance, Level } from '#lib/meeting/cards/cards.ts';
import { columnOf, groupsOf, isAt, pointsGiven, ranking } from '#lib/meeting/cards/view.ts';
import type { StackView } from '#lib/meeting/cards/view.ts';
import type { CountedWay } from '#lib/meeting/channels.ts';
import type { ExportedGround } from './polis-files.ts';
import type { ItemId, SeatId, TextRef } from '#lib/meeting/names.ts';

export interface ExportedCard {
	/** null: the chair hid the words, for this `reason`. */
	text: TextRef | null;
	reason: TextRef | null;
	stance: CardStance;
	/** On named boards. */
	seat: SeatId | null;
	/** On boards of kinds, where a kind may be said: a kind's title, or which of the two (C5). */
	kind: 'resident' | 'unit' | TextRef | null;
	/** Why it was put aside. */
	why: TextRef | null;
}

export interface ExportedGroup {
	number: number;
	name: TextRef | null;
	/** null before anything was weighed. */
	points: { total: number; parts: number[]; divided: boolean } | null;
	cards: ExportedCard[];
}

export interface ExportedBoard {
	id: string;
	item: ItemId;
	question: TextRef;
	level: Level;
	cards: number;
	/** Of those, on paper. */
	papers: number;
	/** null: of some paper cards nobody said whose they are. */
	people: number | null;
	points: number;
	/** Dots, or points of a ranking. */
	weigh: 'dots' | 'rank';
	/** How many of how many present weighed; null before, and where it was not counted. */
	turnout: { people: number; of: number } | null;
	/** Of each of `points.parts`: in which ways people took part, told together where one could be read. */
	ways: CountedWay[][];
	/** The most points first, once weighed. */
	groups: ExportedGroup[];
	loose: ExportedCard[];
	parked: ExportedCard[];
	off: ExportedCard[];
	/** Left out where nobody was asked to agree. */
	common?: ExportedGround;
}

/** Boards whose cards were shown, in the order in which they were made. */
export function exportBoards(boards: readonly Board[]): ExportedBoard[] {
	return boards.filter((board) => isAt(board, 'revealed')).map(told);
}

function told(board: Board): ExportedBoard {
	const ranks = ranking(board);
	const rank = (number: number) => ranks.findIndex((row) => row.number === number);
	const place = (number: number) => (rank(number) < 0 ? ranks.length : rank(number));
	return {
		id: board.id,
		item: board.item,
		question: board.question,
		level: board.settings.level,
		cards: board.count.cards,
		papers: board.count.papers,
		people: board.count.unclaimed ? null : board.count.people,
		points: pointsGiven(board),
		weigh: board.settings.weigh,
		turnout: turnoutOf(board),
		ways: board.weighed?.parts.map(({ ways }) => ways) ?? [],
		groups: groupsOf(board)
			.filter((group) => group.cards > 0)
			.map(({ number, name, stacks }) => {
				const row = ranks[rank(number)];
				const points = row && { total: row.total, parts: row.parts, divided: row.divided };
				return { number, name, points: points ?? null, cards: cardsIn(board, stacks) };
			})
			.sort((a, b) => place(a.number) - place(b.number) || a.number - b.number),
		...commonOf(board),
		loose: cardsIn(board, columnOf(board, 'loose')),
		parked: cardsIn(board, columnOf(board, 'parked')),
		off: cardsIn(board, columnOf(board, 'off'))
	};
}

function commonOf({ id, question, ground, cards }: Board): Pick<ExportedBoard, 'common'> {
	if (!ground?.ok) return {};
	// A question is asked of nobody; in rounds from before that it was.
	const asked = new Set(ground.ground.statements.map((one) => one.id));
	const statements = cards
		.filter((card) => !card.split && (card.stance !== 'question' || asked.has(card.id)))
		.map((card) => ({ id: card.id, text: card.hidden ? null : card.text }));
	return { common: { board: id, question, ground: ground.ground, statements } };
}

function turnoutOf({ weighed }: Board): ExportedBoard['turnout'] {
	if (weighed?.of === undefined) return null;
	return { people: weighed.ballots + weighed.people, of: weighed.of };
}

function cardsIn(board: Board, stacks: readonly StackView[]): ExportedCard[] {
	return stacks.flatMap(({ card, under }) => [card, ...under].map((one) => toldCard(board, one)));
}

/** Never which paper it was typed in from, nor by whom. */
function toldCard({ kinds }: Board, card: ShownCard): ExportedCard {
	const { text, hidden, stance, seat, kind, reason } = card;
	const named = kinds.find(({ id }) => id === kind)?.title;
	return {
		text: hidden ? null : text,
		reason: hidden ?? null,
		stance,
		seat: seat ?? null,
		kind: named ?? (kind === 'resident' || kind === 'unit' ? kind : null),
		why: reason ?? null
	};
}
