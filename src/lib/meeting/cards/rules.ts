/** What the room knows of the cards: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { CHAIRS, CLERKS, DESK, OFFICE, SPEAKERS } from '../role-groups.ts';
import { decideCards } from './decide.ts';
import { dueCards } from './due.ts';
import { hiddenCards, wroteHere } from './hidden.ts';
import { bindCards, cardsLots, earlierCardRows, lostRows } from './hidden-rows.ts';
import { cardsView } from './private-view.ts';
import { touches } from './touches.ts';
import { cardsFacts } from './facts.ts';
import { cardsDisclosure } from './disclosure.ts';
import { closingCards } from './closing.ts';
import { boardOf } from './cards.ts';
import { derivedOnBoard } from './sort/sort.ts';
import { cardsCommands } from './schema.ts';
import { secretDoor } from './write/secret.ts';

export const cardsRules: RulesOf<'cards'> = {
	commands: cardsCommands,
	permits: {
		'cards.prepare': { any: OFFICE },
		'cards.set': { any: OFFICE },
		// The four presses are the chair's: the decision looks at which step it is.
		'cards.go': { any: DESK },
		'cards.extend': { any: CHAIRS },
		'cards.next-round': { any: CHAIRS },
		'cards.send': { self: SPEAKERS, others: ['clerk'], helped: true },
		'cards.token': { self: SPEAKERS, others: ['clerk'], helped: true },
		'cards.send-secret': { any: ['anonymous'] },
		'cards.paper': { any: [...CLERKS, 'helper'], chairAlone: true },
		'cards.voice': { self: SPEAKERS },
		'cards.type-voice': { any: ['clerk'] },
		'cards.give-back': { any: ['clerk'] },
		'cards.photo': { any: [...CLERKS, 'helper'], chairAlone: true },
		'cards.drop-photo': { any: [...CLERKS, 'helper'], chairAlone: true },
		'cards.lapse': { any: ['clock'] },
		'cards.take-back': { any: [...SPEAKERS, 'organiser'] },
		'cards.tally': { any: ['clock'] },
		'cards.show': { any: OFFICE },
		'cards.group': { any: [...SPEAKERS, 'organiser'] },
		'cards.park': { any: OFFICE },
		'cards.stack': { any: OFFICE },
		'cards.split': { any: OFFICE },
		'cards.suggest-name': { self: SPEAKERS, others: DESK, helped: true },
		'cards.name': { any: OFFICE },
		'cards.hide': { any: OFFICE },
		'cards.ask': { any: SPEAKERS },
		'cards.answer-ask': { any: OFFICE },
		'cards.weigh': { self: SPEAKERS, helped: true },
		'cards.close-phones': { any: OFFICE },
		'cards.weigh-hall': { any: OFFICE },
		'cards.rank-hall': { any: OFFICE },
		'cards.agreeing': { any: CHAIRS },
		'cards.agree': { self: SPEAKERS, others: ['clerk'], helped: true, chairAlone: true },
		'cards.hint': { any: ['clock'] },
		'cards.ground': { any: ['clock'] },
		'cards.to-agenda': { any: OFFICE }
	},
	decide: decideCards,
	due: dueCards,
	hidden: hiddenCards,
	lots: cardsLots,
	earlierRows: earlierCardRows,
	lost: lostRows,
	touches,
	view: cardsView,
	facts: cardsFacts,
	disclosure: cardsDisclosure,
	derives: (event, { cards }) => derivedOnBoard(boardOf(cards, event.body.board), event),
	secretDoor,
	onClose: closingCards,
	onBound: ({ cards }, guest, seat) => bindCards(cards, guest, seat),
	tookPart: (_state, { cards }, seat) => wroteHere(cards, seat)
};
