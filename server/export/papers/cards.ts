/** 卡片协商: each round with its question, its board as a picture, its groups by points, and every card (C21). */
import { formatByWay } from '#lib/i18n/cards-written.ts';
import { formatCountedWay } from '#lib/i18n/counted-way.ts';
import { formatRest } from '#lib/i18n/facts/cards.ts';
import { formatList } from '#lib/i18n/list.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { UNGROUPED } from '#lib/meeting/cards/ungrouped.ts';
import { exportBoards, type ExportedBoard, type ExportedCard } from '../boards.ts';
import type { GroundStatement, Verdict } from '#lib/meeting/cards/common-ground/ground.ts';
import type { Block, Phrase } from '../paper.ts';
import type { ExportedGround } from '../polis-files.ts';
import type { Cell, PaperOf } from '../papers.ts';
import { cardBy, cardWords, groupName, pinned, stanceName } from '../picture/pin.ts';
import { list, second, text, type Pen } from '../writing.ts';

declare module '../papers.ts' {
	interface Told {
		/** Rounds whose cards were shown. */
		cards: ExportedBoard[];
	}
}

function boardBlocks(pen: Pen): Block[] {
	return pen.source.told.cards.flatMap((board, index) => [
		second(index, pen.text(board.question)),
		...picture(board, pen),
		text('body', { text: sumOf(board) }),
		...pointsTable(board, pen),
		...board.groups.flatMap((group) => cardList(groupName(group, pen), group.cards, pen)),
		...UNGROUPED.flatMap((what) => cardList(formatRest(what), board[what], pen)),
		...(board.common ? groundBlocks(board.common, pen) : [])
	]);
}

/** What all groups of opinion accept and what divides them, each with how many of how many agree in every group. */
function groundBlocks({ ground, statements }: ExportedGround, pen: Pen): Block[] {
	const alone = ground.groups.length === 1;
	const told = (verdict: Verdict, title: string): Block[] => {
		const some = ground.statements.filter((one) => one.verdict === verdict);
		if (some.length === 0) return [];
		return [
			text('turn', { text: title, bold: true }),
			...list(some.map((one): Phrase => [{ text: wordsOf(one.id) }, { text: counts(one) }]))
		];
	};
	const wordsOf = (id: string) => {
		const ref = statements.find((one) => one.id === id)?.text;
		return ref ? pen.text(ref) : m.export_ground_hidden();
	};
	const counts = ({ groups }: GroundStatement) =>
		m.export_paren({
			words: formatList(
				groups.map(({ agree, seen }, at) => {
					const group = alone
						? m.cards_ground_all()
						: m.cards_ground_group({ label: ground.groups[at]!.label });
					return `${group} ${m.cards_ground_agree_of({ agree, seen })}`;
				})
			)
		});
	return [
		text('turn', { text: m.cards_ground_title(), bold: true }),
		text('body', {
			text:
				m.fact_ground({ people: ground.people, n: ground.groups.length }) + m.cards_ground_start()
		}),
		...told('accepted', alone ? m.cards_ground_accepted_one() : m.cards_ground_accepted()),
		...told('divides', m.cards_ground_divides()),
		...told('declined', alone ? m.cards_ground_declined_one() : m.cards_ground_declined())
	];
}

/** Of people only where all are known. */
function sumOf(board: ExportedBoard): string {
	const { cards, people } = board;
	if (people === null) return m.export_cards_sum_by_way({ what: formatByWay(board) });
	return people > 0 ? m.export_cards_sum({ people, cards }) : m.export_board_cards({ n: cards });
}

/** Nothing hangs on a board on which nothing was sorted. */
function picture(board: ExportedBoard, pen: Pen): Block[] {
	if (board.groups.length === 0) return [];
	const groups = formatList(board.groups.map((group) => groupName(group, pen)));
	const alt = m.export_board_alt({ question: pen.text(board.question), groups });
	return [{ is: 'picture', alt, board: pinned(board, pen) }];
}

function pointsTable(board: ExportedBoard, pen: Pen): Block[] {
	if (!board.groups.some(({ points }) => points)) return [];
	// One way alone is the whole.
	const ways = board.ways.length > 1 ? board.ways : [];
	const numbers = [0, 1, ...ways].map((_, at) => at + 1);
	return [
		{
			is: 'table',
			widths: [100 - 14 * numbers.length, ...numbers.map(() => 14)],
			middle: numbers,
			head: [
				m.export_cards_group(),
				board.weigh === 'rank' ? m.export_cards_rank_points() : m.export_cards_points(),
				...ways.map((some) => formatList(some.map(formatCountedWay))),
				m.export_cards_count()
			],
			rows: board.groups.map((group) => {
				const { points } = group;
				return [
					groupName(group, pen) + about(group, board),
					String(points?.total ?? ''),
					...ways.map((_, at) => String(points?.parts[at] ?? '')),
					String(group.cards.length)
				];
			}),
			tall: false
		},
		text('body', { text: [turnout(board), m.export_cards_not_vote()].join('') })
	];
}

function turnout({ turnout: some }: ExportedBoard): string {
	return some ? m.export_cards_turnout({ n: some.people, total: some.of }) : '';
}

/** Equal totals are said to be level. */
function about({ points }: ExportedBoard['groups'][number], { groups }: ExportedBoard): string {
	const same = groups.filter((one) => points && one.points?.total === points.total);
	const words = [
		...(points?.divided ? [m.export_cards_divided()] : []),
		...(points && points.total > 0 && same.length > 1 ? [m.cards_tied()] : [])
	];
	return words.length > 0 ? m.export_paren({ words: formatList(words) }) : '';
}

function cardList(title: string, cards: readonly ExportedCard[], pen: Pen): Block[] {
	if (cards.length === 0) return [];
	return [
		text('turn', { text: title, bold: true }),
		...list(cards.map((card) => cardPhrase(card, pen)))
	];
}

function cardPhrase(card: ExportedCard, pen: Pen): Phrase {
	const by = cardBy(card, pen);
	const about = formatList([stanceName(card.stance), ...(by ? [by] : [])]);
	const why = card.why ? m.export_paren({ words: pen.text(card.why) }) : '';
	return [{ text: cardWords(card, pen) }, { text: m.export_paren({ words: about }) + why }];
}

/** Every card that was shown, with where it lies; of a hidden one why. */
function cardsTable(pen: Pen) {
	const { cards: boards } = pen.source.told;
	if (boards.length === 0) return null;
	const row =
		(board: ExportedBoard, n: number, where: string, points: number | null) =>
		(card: ExportedCard): Cell[] => [
			n + 1,
			pen.text(board.question),
			where,
			points,
			cardWords(card, pen),
			stanceName(card.stance),
			cardBy(card, pen) ?? null,
			card.reason ? pen.text(card.reason) : card.why ? pen.text(card.why) : null
		];
	return {
		head: [
			m.list_round(),
			m.list_question(),
			m.export_cards_group(),
			m.export_cards_points(),
			m.list_card(),
			m.list_stance(),
			m.list_by(),
			m.list_reason()
		],
		rows: boards.flatMap((board, n) => [
			...board.groups.flatMap((group) =>
				group.cards.map(row(board, n, groupName(group, pen), group.points?.total ?? null))
			),
			...UNGROUPED.flatMap((what) => board[what].map(row(board, n, formatRest(what), null)))
		])
	};
}

export default {
	lists: [{ name: 'cards', order: 40, title: m.list_cards, table: cardsTable }],
	told: (state) => exportBoards(state.cards.boards),
	parts: [{ order: 50, page: 'cards', title: m.export_cards, blocks: boardBlocks }],
	facts: {
		'cards-result': {
			// The cards of a round stand in a part of their own.
			untyped: ({ board }, pen) => pen.source.told.cards.some(({ id }) => id === board)
		}
	}
} satisfies PaperOf<'cards'>;
