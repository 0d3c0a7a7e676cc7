/** Who may read which part of a board and its cards. */
import {
	seen,
	words,
	ID,
	CLOCK,
	RULE,
	COUNT,
	WHO,
	BOARD,
	type DisclosureOf,
	type Fields,
	type Access
} from '../disclosure/decision.ts';
import type { Board, ShownCard, CardsState } from './cards.ts';

/** [K26] A card's words are hidden, and with them those of the whole it was split from. */
function covered(card: ShownCard, board: Board): boolean {
	if (card.hidden) return true;
	return (
		card.split === true && board.cards.some((one) => one.from === card.id && covered(one, board))
	);
}
/** Before it is asked a question is the desk's draft, but where cards may be written before. */
const asked = (board: Board): Access =>
	board.step === 'ready' && !board.settings.early ? 'room' : 'said';

const GROUND = 'of five or more people (decision 0008)';
const SUPPORT = {
	agree: seen(COUNT),
	pass: seen(COUNT),
	disagree: seen(COUNT),
	seen: seen(COUNT)
};
const CARD = 'shown to everybody at once (C10)';

const board: Fields<Board> = {
	id: seen(ID),
	item: seen(ID),
	question: words(asked, 'asked in the meeting'),
	settings: {
		limit: seen(RULE),
		cards: seen(RULE),
		level: seen(RULE),
		dots: seen(RULE),
		maxPer: seen(RULE),
		weigh: seen(RULE),
		ranks: seen(RULE),
		dragAll: seen(RULE),
		early: seen(RULE),
		collect: seen(RULE),
		writeMinutes: seen(RULE),
		dotMinutes: seen(RULE)
	},
	step: seen(BOARD),
	blind: { key: seen(RULE), epoch: seen(ID) },
	at: seen(CLOCK),
	until: seen(CLOCK),
	count: {
		cards: seen(COUNT),
		people: seen(COUNT),
		papers: seen(COUNT),
		unclaimed: seen(COUNT),
		voices: seen(COUNT),
		photos: seen(COUNT),
		untyped: seen(COUNT),
		weighed: seen(COUNT),
		agreed: seen(COUNT)
	},
	countAt: seen(CLOCK),
	round: seen(BOARD),
	kinds: {
		id: seen(ID),
		title: words('said', 'a kind is named where three or more people are of it [K15]')
	},
	cards: {
		id: seen(CARD),
		text: words((card: ShownCard, board: Board) => (covered(card, board) ? 'desk' : 'said'), CARD),
		stance: seen(CARD),
		seat: seen('named boards only: promised before anybody wrote'),
		paper: seen('named boards only'),
		kind: seen('of three or more people [K15]'),
		early: seen('of three or more people [K16]'),
		from: seen(ID),
		group: seen(BOARD),
		reason: words('said', 'why a card was put aside is told'),
		under: seen(BOARD),
		read: seen(BOARD),
		hidden: words('said', 'that words are hidden, and why, is told'),
		split: seen(BOARD)
	},
	showing: seen(BOARD),
	groups: {
		id: seen(BOARD),
		name: words('said', BOARD),
		names: { name: words('said', 'proposed in the meeting'), seat: seen(WHO) },
		item: seen(ID)
	},
	asks: {
		id: seen(ID),
		card: seen('which card, not whose'),
		wish: seen(BOARD),
		to: seen(BOARD),
		note: words('desk', 'an author’s word to the desk; its style tells who wrote'),
		done: seen(BOARD)
	},
	phonesClosed: seen(BOARD),
	hallPeople: seen(COUNT),
	weighed: {
		parts: {
			ways: seen('merged until nobody can be read from them [K30]'),
			points: { each: seen('merged until nobody can be read from them [K30]') }
		},
		ballots: seen(COUNT),
		people: seen(COUNT),
		of: seen(COUNT),
		divided: seen(BOARD)
	},
	results: { seq: seen(ID), ground: seen(BOARD), over: { at: seen(CLOCK), by: seen(WHO) } },
	agreeing: seen(BOARD),
	agreeAt: seen(CLOCK),
	agreeUntil: seen(CLOCK),
	ground: {
		ok: seen(BOARD),
		refusal: { code: seen(COUNT), has: seen(COUNT), needs: seen(COUNT) },
		ground: {
			people: seen(COUNT),
			placed: seen(COUNT),
			stability: seen(GROUND),
			groups: {
				label: seen(GROUND),
				people: seen(GROUND),
				typical: { id: seen(GROUND), stand: seen(GROUND) }
			},
			statements: {
				id: seen(GROUND),
				everyone: SUPPORT,
				groups: SUPPORT,
				verdict: seen(GROUND),
				why: seen(GROUND),
				consensus: seen(GROUND)
			},
			dots: { x: seen(GROUND), y: seen(GROUND), group: seen(GROUND), people: seen(GROUND) }
		}
	},
	hints: {
		near: seen('pairs of shown cards'),
		themes: {
			cards: seen(ID)
		}
	}
};

const fields: Fields<CardsState> = { boards: board };

export const cardsDisclosure: DisclosureOf<'cards'> = {
	fields,
	texts: {
		'cards.prepared': 'draft',
		'cards.changed': 'draft',
		'cards.went': 'none',
		'cards.keyed': 'none',
		'cards.extended': 'none',
		'cards.round-opened': 'none',
		'cards.counted': 'none',
		'cards.revealed': 'said',
		'cards.showed': 'none',
		'cards.grouped': 'said',
		'cards.parked': 'said',
		'cards.stacked': 'none',
		'cards.split': 'said',
		'cards.name-suggested': 'said',
		'cards.named': 'said',
		'cards.hidden': 'said',
		'cards.asked': 'draft',
		'cards.ask-answered': 'none',
		'cards.phones-closed': 'none',
		'cards.hall-weighed': 'none',
		'cards.weighed': 'none',
		'cards.agreeing': 'none',
		'cards.hinted': 'none',
		'cards.ground': 'none',
		'cards.linked': 'none'
	},
	access: ['cards.went', 'cards.changed', 'cards.hidden', 'cards.named']
};
