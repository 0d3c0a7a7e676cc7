/**
 * What only some may see: never an event, never in a snapshot for everybody. Each slice owns a part;
 * the server keeps it in tables of its own and rebuilds it with the slice's `read()`.
 *
 * Invariant: hidden parts are replaced, never changed in place; a write says everything the server
 * needs to store it.
 */
import {
	applyAnswersWrite,
	emptyHiddenAnswers,
	type AnswersWrite,
	type HiddenAnswers
} from './answers/hidden.ts';
import {
	applyCardsWrite,
	emptyHiddenCards,
	type CardsWrite,
	type HiddenCards
} from './cards/hidden.ts';
import { applyLotWrite, emptyLots, type Lots, type LotWrite } from './lots.ts';
import { applyMoodWrite, emptyHiddenMood, type HiddenMood, type MoodWrite } from './mood/hidden.ts';
import { emptyHiddenNotes, type HiddenNotes, type NotesWrite } from './notes/hidden.ts';
import { emptyHiddenRoll, type HiddenRoll, type RollWrite } from './roll/hidden.ts';
import { applyNotesWrite } from './notes/hidden.ts';
import { applyRollWrite } from './roll/hidden.ts';

export interface Hidden {
	roll: HiddenRoll;
	notes: HiddenNotes;
	answers: HiddenAnswers;
	cards: HiddenCards;
	mood: HiddenMood;
	/** What needs no part of its own. */
	lots: Lots;
}

export type HiddenWrite = RollWrite | NotesWrite | AnswersWrite | CardsWrite | MoodWrite | LotWrite;

/** The hidden part of a meeting before its first write. */
export function emptyHidden(): Hidden {
	return {
		roll: emptyHiddenRoll(),
		notes: emptyHiddenNotes(),
		answers: emptyHiddenAnswers(),
		cards: emptyHiddenCards(),
		mood: emptyHiddenMood(),
		lots: emptyLots()
	};
}

/** Applies one private write. Pure; used by the room at once and by the server after a reload. */
export function applyHidden(hidden: Hidden, write: HiddenWrite): Hidden {
	if ('lot' in write) return { ...hidden, lots: applyLotWrite(hidden.lots, write) };
	switch (write.slice) {
		case 'roll':
			return { ...hidden, roll: applyRollWrite(hidden.roll, write) };
		case 'notes':
			return { ...hidden, notes: applyNotesWrite(hidden.notes, write) };
		case 'answers':
			return { ...hidden, answers: applyAnswersWrite(hidden.answers, write) };
		case 'cards':
			return { ...hidden, cards: applyCardsWrite(hidden.cards, write) };
		case 'mood':
			return { ...hidden, mood: applyMoodWrite(hidden.mood, write) };
	}
}
