/** A round of cards in words, ready to be drawn. */
import { formatRest } from '#lib/i18n/facts/cards.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { CARD_STANCES, type CardStance } from '#lib/meeting/cards/cards.ts';
import { UNGROUPED } from '#lib/meeting/cards/ungrouped.ts';
import type { ExportedBoard, ExportedCard, ExportedGroup } from '../boards.ts';
import type { Pen } from '../writing.ts';
import type { Panel, PinnedBoard } from './board.ts';

const STANCE: Record<CardStance, () => string> = {
	idea: m.export_card_idea,
	worry: m.export_card_worry,
	question: m.export_card_question,
	fact: m.export_card_fact
};

/** 建议, 担心, 疑问, 事实. */
export function stanceName(stance: CardStance): string {
	return STANCE[stance]();
}

/** ① 饭菜; ⑳ is as far as the rings go. */
export function groupName({ number, name }: ExportedGroup, pen: Pen): string {
	const ring = number <= 20 ? String.fromCodePoint(0x245f + number) : `(${number})`;
	return `${ring} ${pen.maybe(name)}`.trim();
}

/** The words of a card, or why they were hidden. */
export function cardWords({ text, reason }: ExportedCard, pen: Pen): string {
	return text ? pen.text(text) : m.export_cards_hidden({ reason: pen.maybe(reason) });
}

/** Whose card it is, as far as the board's level lets anybody say (C5). */
export function cardBy({ seat, kind }: ExportedCard, pen: Pen): string {
	if (seat) return pen.name(seat);
	if (kind === 'resident') return m.cards_by_resident();
	if (kind === 'unit') return m.cards_by_unit();
	return pen.maybe(kind);
}

/** The board as it hangs on the wall at the end: heaviest group first, what was put aside last. */
export function pinned(board: ExportedBoard, pen: Pen): PinnedBoard {
	const panel = (
		title: string,
		cards: readonly ExportedCard[],
		points: number | null,
		aside: boolean
	): Panel => ({
		title,
		points,
		aside,
		cards: cards.map((card) => {
			const by = cardBy(card, pen);
			return { stance: card.stance, text: cardWords(card, pen) + (by ? ` —— ${by}` : '') };
		})
	});
	const panels: Panel[] = [
		...board.groups.map((group) =>
			panel(groupName(group, pen), group.cards, group.points?.total ?? null, false)
		),
		...UNGROUPED.map((what) => panel(formatRest(what), board[what], null, true))
	].filter(({ cards }) => cards.length > 0);
	const used = new Set(panels.flatMap(({ cards }) => cards.map(({ stance }) => stance)));
	return {
		question: pen.text(board.question),
		sum: [
			m.export_board_cards({ n: board.cards }),
			...(board.people ? [m.export_board_people({ n: board.people })] : []),
			...(board.points > 0
				? [
						(board.weigh === 'rank' ? m.export_board_rank_points : m.export_board_points)({
							n: board.points
						})
					]
				: [])
		].join(' · '),
		panels,
		legend: CARD_STANCES.filter((stance) => used.has(stance)).map((stance) => ({
			stance,
			text: stanceName(stance)
		})),
		more: m.export_board_more({ n: '{n}' })
	};
}
