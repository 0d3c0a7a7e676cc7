/** 共识、分歧与待查 and 会议结果: what remains of the talk. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { TAGS } from '#lib/meeting/minutes/minutes.ts';
import { SUMMARY_PARTS } from '#lib/meeting/record/publication.ts';
import type { Block } from './paper.ts';
import { tagName } from './talk.ts';
import { list, phraseOf, second, text, type Pen } from './writing.ts';

export function tagBlocks(pen: Pen): Block[] {
	const { tagged } = pen.source.record;
	return TAGS.filter((tag) => tagged[tag].length > 0).flatMap((tag, index) => [
		second(index, tagName(tag)),
		...list(
			tagged[tag].map(({ seat, gist }) => [
				...(seat ? [{ text: pen.name(seat) + m.export_colon(), bold: true }] : []),
				...phraseOf(gist.words, pen)
			])
		)
	]);
}

const PART = { decided: m.record_decided, open: m.record_open, doable: m.record_doable };

export function resultBlocks(pen: Pen): Block[] {
	const { summary } = pen.source.record;
	if (!summary) return [text('body', { text: m.export_result_none() })];
	return SUMMARY_PARTS.filter((part) => summary[part].length > 0).flatMap((part, index) => [
		second(index, PART[part]()),
		...list(summary[part].map((line) => [{ text: pen.text(line) }]))
	]);
}
