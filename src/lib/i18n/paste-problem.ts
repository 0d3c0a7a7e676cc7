/** What is wrong with a pasted roll, as a sentence that names the line. */
import type { PasteProblem } from '#lib/meeting/roll/paste.ts';
import type { Column } from '#lib/meeting/roll/paste-words.ts';
import { m } from './paraglide/messages.js';

/** What a column of a pasted roll is called. */
export const COLUMN_WORDS: Record<Column, () => string> = {
	name: m.organiser_column_name,
	title: m.organiser_column_title,
	honorific: m.organiser_column_honorific,
	role: m.organiser_column_role,
	building: m.organiser_column_building,
	channel: m.organiser_column_channel,
	phone: m.organiser_column_phone,
	official: m.organiser_column_official,
	votes: m.organiser_column_votes,
	side: m.organiser_column_side,
	door: m.organiser_column_door,
	leave: m.organiser_column_leave,
	remark: m.organiser_column_remark,
	checked: m.organiser_column_checked
};

/** The sentence, in the language now shown. */
export function pasteProblemSentence(problem: PasteProblem): string {
	switch (problem.code) {
		case 'too-much':
			return m.organiser_paste_too_much();
		case 'too-many-rows':
			return m.organiser_paste_too_many(problem);
		case 'no-name-column':
			return m.organiser_paste_no_name();
		case 'name-missing':
			return m.organiser_paste_name_missing(problem);
		case 'no-name':
			return m.organiser_paste_not_a_name(problem);
		case 'duplicate':
			return m.organiser_paste_duplicate(problem);
		case 'too-long':
			return m.organiser_paste_too_long({ ...problem, column: COLUMN_WORDS[problem.column]() });
		case 'unreadable':
			return m.organiser_paste_unreadable(problem);
		case 'not-understood':
			return m.organiser_paste_not_understood({
				...problem,
				column: COLUMN_WORDS[problem.column]()
			});
		case 'id-number':
			return m.organiser_paste_id_number(problem);
		case 'second-chair':
			return m.organiser_paste_second_chair(problem);
		case 'nickname':
			return m.organiser_paste_nickname(problem);
		case 'brings-others':
			return m.organiser_paste_brings_others(problem);
		case 'of-list':
			return m.organiser_paste_of_list(problem);
	}
}
