/** 卡片协商: each round with its question, its groups by points, and the cards as they were shown. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { CardStance } from '#lib/meeting/cards/cards.ts';
import type { ToldBoard, ToldCard, ToldGroup } from './boards.ts';
import type { Block, Phrase } from './paper.ts';
import { list, second, text, type Pen } from './writing.ts';

export function boardBlocks(pen: Pen): Block[] {
	return pen.source.boards.flatMap((board, index) => [
		second(index, pen.text(board.question)),
		text('body', {
			text: m.export_cards_sum({ people: board.people, cards: board.cards })
		}),
		...pointsTable(board, pen),
		...board.groups.flatMap((group) => cardList(groupName(group, pen), group.cards, pen)),
		...cardList(m.export_cards_loose(), board.loose, pen),
		...cardList(m.export_cards_parked(), board.parked, pen),
		...cardList(m.export_cards_off(), board.off, pen)
	]);
}

/** ① 饭菜; ㉑ is as far as the rings go. */
function groupName({ number, name }: ToldGroup, pen: Pen): string {
	const ring = number <= 20 ? String.fromCodePoint(0x245f + number) : `(${number})`;
	return `${ring} ${pen.maybe(name)}`.trim();
}

function pointsTable(board: ToldBoard, pen: Pen): Block[] {
	if (!board.groups.some(({ points }) => points)) return [];
	return [
		{
			is: 'table',
			widths: [44, 14, 14, 14, 14],
			middle: [1, 2, 3, 4],
			head: [
				m.export_cards_group(),
				m.export_cards_points(),
				m.export_cards_phone(),
				m.export_cards_hall(),
				m.export_cards_count()
			],
			rows: board.groups.map((group) => {
				const { points } = group;
				const divided = points?.divided ? m.export_paren({ words: m.export_cards_divided() }) : '';
				const numbers = points ? [points.total, points.phone, points.hall] : ['', '', ''];
				return [
					groupName(group, pen) + divided,
					...numbers.map(String),
					String(group.cards.length)
				];
			}),
			tall: false
		},
		text('body', { text: m.export_cards_not_vote() })
	];
}

const STANCE: Record<CardStance, () => string> = {
	idea: m.export_card_idea,
	worry: m.export_card_worry,
	question: m.export_card_question,
	fact: m.export_card_fact
};

function cardList(title: string, cards: readonly ToldCard[], pen: Pen): Block[] {
	if (cards.length === 0) return [];
	return [
		text('turn', { text: title, bold: true }),
		...list(cards.map((card) => cardPhrase(card, pen)))
	];
}

function cardPhrase({ text, reason, stance, seat }: ToldCard, pen: Pen): Phrase {
	const words = text ? pen.text(text) : m.export_cards_hidden({ reason: pen.maybe(reason) });
	const about = [STANCE[stance](), ...(seat ? [pen.name(seat)] : [])].join(m.export_comma());
	return [{ text: words }, { text: m.export_paren({ words: about }) }];
}
