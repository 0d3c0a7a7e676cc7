/**
 * What the room does with each slice: one line for each. Only the room and tests load it; phones have
 * `STATE` of `meeting.ts` and decide nothing.
 */
import { agendaRules } from './agenda/rules.ts';
import { agreementsRules } from './agreements/rules.ts';
import { commentsRules } from './comments/rules.ts';
import { attendanceRules } from './attendance/rules.ts';
import { callsRules } from './calls/rules.ts';
import { captionsRules } from './captions/rules.ts';
import { cardsRules } from './cards/rules.ts';
import { minutesRules } from './minutes/rules.ts';
import { ballotsRules } from './ballots/rules.ts';
import { moodRules } from './mood/rules.ts';
import { notesRules } from './notes/rules.ts';
import { outcomesRules } from './outcomes/rules.ts';
import { planRules } from './plan/rules.ts';
import { queueRules } from './queue/rules.ts';
import { recordRules } from './record/rules.ts';
import { rollRules } from './roll/rules.ts';
import { runsheetRules } from './runsheet/rules.ts';
import type { RulesOf, SliceName } from './registry.ts';

export const RULES: { readonly [S in SliceName]: RulesOf<S> } = {
	plan: planRules,
	roll: rollRules,
	attendance: attendanceRules,
	runsheet: runsheetRules,
	agenda: agendaRules,
	queue: queueRules,
	notes: notesRules,
	record: recordRules,
	comments: commentsRules,
	minutes: minutesRules,
	calls: callsRules,
	captions: captionsRules,
	cards: cardsRules,
	mood: moodRules,
	ballots: ballotsRules,
	outcomes: outcomesRules,
	agreements: agreementsRules
};
