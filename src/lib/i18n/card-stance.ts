/** What kind of card it is, in a word (C6). */
import { m } from './paraglide/messages.js';

export const STANCE_WORD = {
	idea: m.cards_stance_idea,
	worry: m.cards_stance_worry,
	question: m.cards_stance_question,
	fact: m.cards_stance_fact
} as const;
