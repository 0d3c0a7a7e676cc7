/** 会议内容: what was said and done, in the record's order, item by item. */
import { factQuotes, factSentence } from '#lib/i18n/fact.ts';
import { sayLength } from '#lib/i18n/length.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { sayPoint, sayStance, sayWay } from '#lib/i18n/queue-reason.ts';
import { roleName } from '#lib/i18n/seat-words.ts';
import { sayDay, sayTime, sayWhen } from '#lib/i18n/when.ts';
import type { MinutesFact } from '#lib/meeting/registry.ts';
import type { GistBlock, Prose, Tag } from '#lib/meeting/minutes/minutes.ts';
import type { RecordLine } from '#lib/meeting/record/record.ts';
import { wordsOf, type Block, type Phrase, type Run } from './paper.ts';
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
		// Objections to the minutes have a part of their own (after.ts).
		if (fact?.what === 'objections' || fact?.what === 'objection') continue;
		if (fact?.what === 'item-opened') {
			const named = { number: fact.number, title: pen.text(fact.title) };
			item = begin(fact.again ? m.export_item_again(named) : m.export_item(named));
			other = null;
		}
		if (!item)
			other ??= begin(stretches.length === 0 ? m.export_before_items() : m.export_after_items());
		(item ?? other!).lines.push(line);
		if (fact?.what === 'item-closed') item = null;
	}
	return stretches;
}

function lineBlocks(line: RecordLine, pen: Pen): Block[] {
	const { body, gist } = line;
	if (body.is === 'prose') return proseBlocks(body.prose, pen);
	if (body.is === 'gist') return [gistBlock(body.gist, pen)];
	const { fact } = body;
	const time: Run = { text: `${timeOf(fact.at, pen)}\u3000` };
	// The cards of a round stand in a part of their own.
	const apart =
		fact.what === 'cards-result' && pen.source.boards.some(({ id }) => id === fact.board);
	const quotes = apart ? [] : factQuotes(fact, pen).filter(Boolean);
	if (fact.what !== 'turn') {
		const quoted = quotes.map((quote) => m.export_quote({ text: quote }));
		const said = [factSentence(fact, pen), ...quoted].join(getLocale() === 'en' ? ' ' : '');
		return [text('fact', time, { text: said }), ...gist.map((one) => gistBlock(one, pen))];
	}
	return [
		text('turn', time, ...turnPhrase(fact, line, pen)),
		...quotes.map((quote) => text('said', { text: m.export_written({ text: quote }) })),
		...gist.map((one) => gistBlock(one, pen))
	];
}

/** 15:28; with its day where that is not the meeting's. */
function timeOf(at: number, pen: Pen): string {
	const { openedAt } = pen.source.record.meeting;
	const sameDay = openedAt === null || sayDay(openedAt) === sayDay(at);
	return sameDay ? sayTime(at) : sayWhen(at, 0);
}

/** 王桂芳　赞成（3号楼 独居老人代表，现场，孙晓彤代录，第2次，40秒） */
function turnPhrase(
	fact: Extract<MinutesFact, { what: 'turn' }>,
	line: RecordLine,
	pen: Pen
): Phrase {
	const known = pen.about(fact.seat) || (line.role ? roleName(line.role) : '');
	const about = [
		known,
		sayWay(fact.writing ? 'written' : fact.channel),
		fact.by ? m.queue_entered_by({ name: pen.name(fact.by) }) : '',
		fact.speaksFor > 0 ? m.queue_speaks_for({ n: fact.speaksFor }) : '',
		line.nth > 1 ? m.record_nth({ n: line.nth }) : '',
		fact.response ? m.queue_response() : '',
		fact.spent === null ? m.record_speaking_now() : sayLength(fact.spent)
	].filter(Boolean);
	const words = m.export_paren({ words: about.join(getLocale() === 'en' ? ', ' : '，') });
	const stance = fact.point
		? `${sayStance('order')}${m.export_colon()}${sayPoint(fact.point)}`
		: fact.stance === 'none'
			? ''
			: sayStance(fact.stance);
	return [
		{ text: pen.name(fact.seat), bold: true },
		...(stance ? [{ text: getLocale() === 'en' ? `, ${stance}` : `\u3000${stance}` }] : []),
		{ text: words }
	];
}

const TAG: Record<Tag, () => string> = {
	agreed: m.record_tag_agreed,
	disputed: m.record_tag_disputed,
	'to-check': m.record_tag_check
};

/** 【共识】, （转述） and the words. */
function gistBlock({ tag, relayed, words }: GistBlock, pen: Pen): Block {
	const before: Run[] = [];
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
