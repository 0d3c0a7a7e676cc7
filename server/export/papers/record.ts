/** What an absent resident reads first, on paper: the summary that the clerk wrote. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { SUMMARY_PARTS } from '#lib/meeting/record/publication.ts';
import type { Block } from '../paper.ts';
import type { PaperOf } from '../papers.ts';
import { list, second, type Pen } from '../writing.ts';

const PART = { decided: m.record_decided, open: m.record_open, doable: m.record_doable };

function resultBlocks(pen: Pen): Block[] {
	const { meeting, summary } = pen.source.record;
	if (meeting.openedAt === null) return [];
	if (!summary) return [];
	return SUMMARY_PARTS.filter((part) => summary[part].length > 0).flatMap((part, index) => [
		second(index, PART[part]()),
		...list(summary[part].map((line) => [{ text: pen.text(line) }]))
	]);
}

export default {
	parts: [{ order: 40, title: m.export_summary, blocks: resultBlocks }]
} satisfies PaperOf<'record'>;
