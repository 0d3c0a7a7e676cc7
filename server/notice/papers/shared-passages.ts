/** What the papers of a notice say alike: of the meeting that was held, and what came of it. */
import { formatHeld } from '#lib/i18n/notice-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { outcomeTable } from '#server/export/outcome-table.ts';
import type { Block } from '#server/export/paper.ts';
import { text } from '#server/export/writing.ts';
import type { NoticePen } from '../notice-pen.ts';

/** When, by whom and about what it was held, how many were there and how many results it had: for sentences. */
export function heldWords({
	content,
	body,
	title,
	maybe
}: Pick<NoticePen, 'content' | 'body' | 'title' | 'maybe'>) {
	const { due, came, lines } = content;
	return {
		when: formatHeld(content),
		body: body || m.notice_letter_we(),
		matter: maybe(content.matter) || title,
		due,
		came: came ?? 0,
		n: lines.length
	};
}

/** The same in a sentence; of a private meeting that both sides came to an agreement, and when and how is theirs. */
export function heldSentence(
	pen: Pick<NoticePen, 'content' | 'body' | 'title' | 'maybe'>,
	sentence: (words: ReturnType<typeof heldWords>) => string
): string {
	const words = heldWords(pen);
	return pen.content.came === null ? m.notice_held_agreed(words) : sentence(words);
}

/** The results as a table; that there is none, where there is none. */
export function resultsBlock(pen: NoticePen): Block {
	const { lines } = pen.content;
	return lines.length === 0 ? text('body', { text: m.outcomes_none() }) : outcomeTable(lines, pen);
}

/** Where the office signs, and puts its seal. */
export function signed(pen: Pick<NoticePen, 'body'>): Block[] {
	return [text('said', { text: pen.body }), text('said', { text: m.notice_letter_sign() })];
}
