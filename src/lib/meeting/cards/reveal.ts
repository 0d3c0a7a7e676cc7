/** 亮卡: what was hidden becomes events, all at once, in an order that has nothing to do with time (C10). */
import type { Context } from '../context.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import type { TextRef } from '../names.ts';
import type { Board, NewCard } from './cards.ts';
import { hiddenBoard, type CardsWrite, type HiddenBoard, type HiddenCard } from './hidden.ts';
import { cardsShown } from './hidden-rows.ts';
import { KIND_FROM, tellable } from './kinds.ts';
import type { CardsEvent } from './commands.ts';

/** Cards in one fact: a journal line stays readable. */
const AT_ONCE = 200;

/** Events and writes that show every card not yet shown; nothing where there is none. */
export function reveal(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	context: Context
): { events: CardsEvent[]; hidden: CardsWrite[] } {
	const secret = hiddenBoard(hidden.cards, board.id);
	if (secret.cards.size === 0) return { events: [], hidden: [] };
	const shuffled = shuffle([...secret.cards.values()], context);
	const kinds = [...board.kinds];
	const kind = kindsOf(state, hidden, kinds, context);
	const early = markEarly(board, secret);
	const cards = shuffled.map((card): NewCard => {
		const told = card.kind && kind(card.kind);
		return {
			id: card.id,
			text: context.text(card.text),
			stance: card.stance,
			...(board.settings.level === 'named' ? { seat: card.seat } : {}),
			...(board.settings.level === 'named' && card.paper !== null ? { paper: card.paper } : {}),
			...(told ? { kind: told } : {}),
			...(card.early && early ? { early: true as const } : {})
		};
	});
	const events: CardsEvent[] = [];
	for (let n = 0; n < cards.length; n += AT_ONCE)
		events.push({
			type: 'cards.revealed',
			body: { board: board.id, cards: cards.slice(n, n + AT_ONCE), kinds }
		});
	const keys = shuffled.map(({ id, key }): [string, string] => [id, key]);
	return { events, hidden: cardsShown(board.id, keys) };
}

/** The order of fresh random ids. */
function shuffle(cards: readonly HiddenCard[], context: Context): HiddenCard[] {
	return cards
		.map((card) => ({ card, place: context.newId('') }))
		.sort((a, b) => (a.place < b.place ? -1 : 1))
		.map(({ card }) => card);
}

/** Titles that may be shown become kinds of the board, each once. */
function kindsOf(
	state: MeetingState,
	hidden: Hidden,
	kinds: { id: string; title: TextRef }[],
	context: Context
): (kind: NonNullable<HiddenCard['kind']>) => string | null {
	const tell = tellable(state, hidden);
	const known = new Map<string, string>();
	return (kind) => {
		const told = tell(kind);
		if (!told?.startsWith('=')) return told;
		const id = known.get(told) ?? `k${kinds.length + 1}`;
		if (!known.has(told)) kinds.push({ id, title: context.text(told.slice(1)) });
		known.set(told, id);
		return id;
	};
}

/** 会前卡 is said of unsigned cards only where enough people left some. */
function markEarly(board: Board, secret: HiddenBoard): boolean {
	return board.settings.level === 'named' || secret.countsBySeat.early.size >= KIND_FROM;
}
