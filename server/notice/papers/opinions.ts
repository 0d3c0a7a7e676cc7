/** On the notice to be posted: what became of suggestions with why, and what somebody sees otherwise with its answer. */
import { formatAnswer, formatDissent } from '#lib/i18n/opinion-words.ts';
import { formatOrigin } from '#lib/i18n/outcome-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Block } from '#server/export/paper.ts';
import { text } from '#server/export/writing.ts';
import type { NoticePen } from '../notice-pen.ts';

/** At most so many of each; the page has all. Nothing where nobody said anything. */
export function opinionBlocks(pen: NoticePen, most: number): Block[] {
	const { suggestions, dissents } = pen.content;
	const answered = suggestions.flatMap((one) => {
		const name = formatOrigin(one.origin, pen);
		const about = m.outcomes_suggestion_group({ name, cards: one.cards });
		return name ? [[about, formatAnswer(one, pen)]] : [];
	});
	const otherwise = dissents.map((one) => {
		const { said, reply, settled } = formatDissent(one, pen);
		return [said, [reply, settled].filter(Boolean).join(' ')];
	});
	return [
		...part(m.outcomes_suggestions(), answered, most),
		...part(m.outcomes_dissents(), otherwise, most)
	];
}

function part(title: string, all: readonly (readonly string[])[], most: number): Block[] {
	if (all.length === 0) return [];
	const rows = all.slice(0, most);
	const more = all.length - rows.length;
	const left = more > 0 ? m.outcomes_opinions_more({ n: more }) : '';
	if (rows.length === 0) return [text('fact', { text: `${title}${m.export_colon()}${left}` })];
	const head = [title, m.outcomes_reply()];
	return [
		{ is: 'table', widths: [50, 50], middle: [], head, rows, tall: false },
		...(left ? [text('fact', { text: left })] : [])
	];
}
