/** 会议内容: what was said and done, in the record's order, item by item. */
import { factCorrection, factQuotes, factSentence } from '#lib/i18n/fact.ts';
import { together } from '#lib/i18n/fact-words.ts';
import { formatOwner } from '#lib/i18n/minutes.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { formatDay, formatTime, formatWhen } from '#lib/i18n/when.ts';
import type { GistBlock, Prose, Tag } from '#lib/meeting/minutes/minutes.ts';
import type { MinutesFact } from '#lib/meeting/registry.ts';
import type { RecordLine } from '#lib/meeting/record/record.ts';
import { wordsOf, type Block, type Run } from './paper.ts';
import { paperFact, type PaperFact } from './papers.ts';
import { phraseOf, second, text, type Pen } from './writing.ts';

interface Stretch {
	title: string;
	lines: RecordLine[];
}

/** The whole talk, with a heading for each item and for what was said outside any. */
export function talkBlocks(pen: Pen): Block[] {
	const stretches = stretchesOf(pen);
	if (stretches.length === 0) return [text('body', { text: m.export_talk_none() })];
	return stretches.flatMap(({ title, lines }, index) => [
		second(index, title),
		...lines.flatMap((line) => lineBlocks(line, pen))
	]);
}

function stretchesOf(pen: Pen): Stretch[] {
	const stretches: Stretch[] = [];
	/** null: no item is open. */
	let item: Stretch | null = null;
	let other: Stretch | null = null;
	const begin = (title: string): Stretch => {
		const stretch = { title, lines: [] };
		stretches.push(stretch);
		return stretch;
	};
	for (const line of pen.source.record.lines) {
		const fact = line.body.is === 'fact' ? line.body.fact : null;
		const said: PaperFact = fact ? paperFact(fact) : {};
		if (said.apart) continue;
		if (fact && said.begins) {
			item = begin(said.begins(fact, pen));
			other = null;
		}
		if (!item)
			other ??= begin(stretches.length === 0 ? m.export_before_items() : m.export_after_items());
		(item ?? other!).lines.push(line);
		if (said.ends) item = null;
	}
	return stretches;
}

function lineBlocks(line: RecordLine, pen: Pen): Block[] {
	const { body, gist } = line;
	if (body.is === 'prose') return proseBlocks(body.prose, pen);
	if (body.is === 'gist') return [gistBlock(body.gist, pen)];
	const { fact } = body;
	const correction = correctionBlocks(fact, pen);
	if (correction?.never) return correction.blocks;
	const time: Run = { text: `${timeOf(fact.at, pen)}\u3000` };
	const said = paperFact(fact);
	const quotes = said.untyped?.(fact, pen) ? [] : factQuotes(fact, pen).filter(Boolean);
	const below = [...(correction?.blocks ?? []), ...gist.map((one) => gistBlock(one, pen))];
	if (said.block) {
		const typed = said.typed ? quotes.map(said.typed) : [];
		return [said.block(fact, line, time, pen), ...typed, ...below];
	}
	const quoted = quotes.map((quote) => m.export_quote({ text: quote }));
	const words = together(factSentence(fact, pen), ...quoted);
	return [text('fact', time, { text: words }), ...below];
}

/** What was written, struck out, and by whom it was corrected and why. */
function correctionBlocks(fact: MinutesFact, pen: Pen): { never: boolean; blocks: Block[] } | null {
	const correction = factCorrection(fact, pen);
	if (!correction) return null;
	const { was, never, notes } = correction;
	const words = notes.map((note) => text('said', { text: note }));
	return { never, blocks: [text('said', { text: was, struck: true }), ...words] };
}

/** 15:28; with its day where that is not the meeting's. */
function timeOf(at: number, pen: Pen): string {
	const { openedAt } = pen.source.record.meeting;
	const sameDay = openedAt === null || formatDay(openedAt) === formatDay(at);
	return sameDay ? formatTime(at) : formatWhen(at, 0);
}

const TAG: Record<Tag, () => string> = {
	agreed: m.record_tag_agreed,
	disputed: m.record_tag_disputed,
	'to-check': m.record_tag_check
};

/** 【共识】, whose words where nobody had the floor, （转述） and the words. */
function gistBlock({ owner, tag, relayed, words }: GistBlock, pen: Pen): Block {
	const before: Run[] = [];
	if (owner) before.push({ text: formatOwner(owner) + m.export_colon(), bold: true });
	if (tag) before.push({ text: tagMark(tag), bold: true });
	if (relayed) before.push({ text: m.export_paren({ words: m.record_relayed() }).trim() });
	if (before.length > 0 && getLocale() === 'en') before.push({ text: ' ' });
	return text('said', ...before, ...phraseOf(words, pen));
}

export function tagMark(tag: Tag): string {
	return getLocale() === 'en' ? `[${TAG[tag]()}]` : `【${TAG[tag]()}】`;
}

export function tagName(tag: Tag): string {
	return TAG[tag]();
}

function proseBlocks(prose: Prose, pen: Pen): Block[] {
	if (prose.kind === 'list') {
		const items = prose.items.map((item) =>
			item.flatMap((part, index): Run[] => [
				...(index > 0 ? [{ text: '\n' }] : []),
				...flatProse(part, pen)
			])
		);
		return [{ is: 'list', ordered: prose.ordered, items }];
	}
	const words = phraseOf(prose.words, pen);
	if (prose.kind === 'heading')
		return [text('body', ...words.map((run) => ({ ...run, bold: true })))];
	return [text('body', ...words)];
}

/** Lists inside lists lose their steps, never their words. */
function flatProse(prose: Prose, pen: Pen): Run[] {
	if (prose.kind !== 'list') return [...phraseOf(prose.words, pen)];
	return prose.items.flatMap((item) => [
		{ text: '\n· ' },
		...item.flatMap((part) => flatProse(part, pen))
	]);
}

/** The same words without looks, for tables. */
export function plainWords(words: GistBlock['words'], pen: Pen): string {
	return wordsOf(phraseOf(words, pen));
}
