// Words to name a set of cards by: what several of them say, or the topic that they share.

import type { Localised } from '../../names.ts';
import { cutTo, normalized } from '../../words.ts';
import { TOPICS, topicsOf } from './topics.ts';
import { folded, wordsOf } from './words.ts';

const MOST = 3;
const LONGEST = 8;

type Language = keyof Localised;

/** Up to three: runs of signs that two cards or more hold, as the first of them writes them, else the topic's name. */
export function themeWords(texts: readonly string[], language: Language): string[] {
	const common = runsIn(texts);
	const chosen: string[] = [];
	for (const { run } of common) {
		if (chosen.length === MOST) break;
		if (!chosen.some((other) => overlap(run, other))) chosen.push(run);
	}
	return chosen.length > 0
		? chosen.map((run) => asWritten(run, texts))
		: topicName(texts, language);
}

/** Signs of a name that is taken from one card alone. */
const NAME_SIGNS = 14;

/**
 * What a group of cards with these texts could be called, likeliest first: the words that several share, two of them
 * joined before each alone; of a single card, or where nothing is shared, how the first one begins.
 */
export function namesFrom(
	texts: readonly string[],
	join: (words: readonly string[]) => string,
	language: Language
): string[] {
	const words = texts.length > 1 ? themeWords(texts, language) : [];
	if (words.length > 1) return [join(words.slice(0, 2)), ...words];
	if (words.length > 0) return words;
	const [first = ''] = (texts[0] ?? '').split(/[，,。.；;：:！!？?、\n]/u, 1);
	return first.trim() === '' ? [] : [cutTo(first.trim(), NAME_SIGNS)];
}

/** Runs of two to five signs that more than one card holds; those of most cards and signs first. */
function runsIn(texts: readonly string[]): { run: string; cards: number }[] {
	const counts = new Map<string, number>();
	for (const text of texts) {
		const pairs = new Set(wordsOf(text).grams.filter((gram) => [...gram].length === 2));
		for (const run of runsOf(folded(text), pairs)) counts.set(run, (counts.get(run) ?? 0) + 1);
	}
	return [...counts]
		.filter(([, cards]) => cards > 1)
		.map(([run, cards]) => ({ run, cards, weight: cards * ([...run].length - 1) }))
		.sort((a, b) => b.weight - a.weight || b.cards - a.cards || (a.run < b.run ? -1 : 1));
}

/** Every run all of whose neighbouring signs are pairs that count. */
function runsOf(text: string, pairs: ReadonlySet<string>): Set<string> {
	const signs = [...text];
	const runs = new Set<string>();
	for (let from = 0; from < signs.length; from += 1) {
		for (let to = from + 1; to < signs.length && to - from < LONGEST; to += 1) {
			if (!pairs.has(signs[to - 1]! + signs[to]!)) break;
			runs.add(signs.slice(from, to + 1).join(''));
		}
	}
	return runs;
}

/** Whether they share two neighbouring signs: 餐饮公司 and 找正规餐饮 say one thing twice. */
function overlap(run: string, other: string): boolean {
	const signs = [...run];
	return signs.slice(1).some((sign, at) => other.includes(signs[at]! + sign));
}

/** Signs are compared in one script; people read them in the one that they were written in. */
function asWritten(run: string, texts: readonly string[]): string {
	const length = [...run].length;
	for (const text of texts) {
		const written = [...normalized(text, 'NFKC')];
		const plain = written.map((sign) => folded(sign));
		const at = plain.findIndex((_, from) => plain.slice(from, from + length).join('') === run);
		if (at >= 0) return written.slice(at, at + length).join('');
	}
	return run;
}

function topicName(texts: readonly string[], language: Language): string[] {
	const counts = TOPICS.map(() => 0);
	for (const text of texts) for (const topic of topicsOf(text)) counts[topic]! += 1;
	const most = Math.max(...counts);
	return most > 1 ? [TOPICS[counts.indexOf(most)]!.name[language]] : [];
}
