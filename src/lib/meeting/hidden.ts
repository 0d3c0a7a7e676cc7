/**
 * What only some may see: never an event, never in a snapshot for everybody. Each slice owns a part;
 * the server keeps it in tables of its own and rebuilds it with the slice's `read()`.
 *
 * Invariant: hidden parts are replaced, never changed in place; a write says everything the server
 * needs to store it.
 */
import { applyAnswersWrite, emptyHiddenAnswers } from './answers/hidden.ts';
import { applyCardsWrite, emptyHiddenCards } from './cards/hidden.ts';
import { applyLotWrite, emptyLots } from './lots.ts';
import { applyMoodWrite, emptyHiddenMood } from './mood/hidden.ts';
import { applyNotesWrite, emptyHiddenNotes } from './notes/hidden.ts';
import type { Hidden, HiddenWrite } from './registry.ts';
import { applyRollWrite, emptyHiddenRoll } from './roll/hidden.ts';

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
