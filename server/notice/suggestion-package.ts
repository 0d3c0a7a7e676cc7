/** 建议件 as one file to be sent on: what is suggested to whom, and with it results, votes and minutes (S1.36). */
import { formatParty, outcomeDetails } from '#lib/i18n/outcome-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { recordWords } from '#lib/i18n/record-words.ts';
import { inZone } from '#lib/i18n/when.ts';
import type { FilledNotice } from '#lib/meeting/outcomes/notice/notice-content.ts';
import { compose } from '#server/export/compose.ts';
import { cleaned, type Block, type Paper } from '#server/export/paper.ts';
import type { ExportSource } from '#server/export/source.ts';
import { text } from '#server/export/writing.ts';
import { heldWords, signed } from './papers/shared-passages.ts';

/** The package of the result with this number; null where that is no 建议件. `source`: the minutes of the desk. */
export function suggestionPaper(
	n: number,
	filled: FilledNotice,
	source: ExportSource,
	zone: string
): Paper | null {
	const { content } = filled;
	const line = content.lines[n - 1]?.outcome;
	if (line?.class !== 'recommendation' || !line.receiver) return null;
	const minutes = compose(source, zone);
	const words = recordWords(() => filled);
	const { receiver } = line;
	const [body, title] = [words.maybe(content.body), words.maybe(content.title)];
	const blocks = inZone(zone, (): Block[] => [
		text('turn', { text: m.notice_suggestion_to({ receiver: formatParty(receiver, words) }) }),
		text('body', { text: m.notice_suggestion_says(heldWords({ ...words, content, body, title })) }),
		text('turn', { text: words.text(line.text), bold: true }),
		...outcomeDetails(line, words).map((row) =>
			text('body', { text: row.label + m.export_colon(), bold: true }, { text: row.words })
		),
		text('body', { text: m.notice_letter_end() }),
		...signed({ body }),
		{ is: 'heading', level: 1, text: m.notice_suggestion_attached() },
		...minutes.facts.map(([label, value]) =>
			text('fact', { text: label + m.export_colon() + value })
		)
	]);
	return cleaned({
		...minutes,
		title: m.notice_suggestion_title({ text: words.text(line.text) }),
		status: '',
		facts: [],
		blocks: [...blocks, ...minutes.blocks]
	});
}
