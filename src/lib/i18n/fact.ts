/**
 * Facts of the minutes in sentences, in the language now shown: the record, the exports and the
 * editor's fact blocks all say them with these words (A24). Names and typed texts are given by
 * functions, so that each reader gets the names that they may see (L18). Each slice has its words in
 * `facts/<slice>.ts`, found by listing that folder.
 */
import type { TextRef } from '#lib/meeting/names.ts';
import type { Chapter, FactKind, Happening, Has, MinutesFact } from '#lib/meeting/registry.ts';
import { officeName, type FactWords, type Words } from './fact-words.ts';
import * as listed from './listed/facts.js';
import { m } from './paraglide/messages.js';
import { formatTime } from './when.ts';

const KINDS: Record<FactKind, () => string> = {
	speech: m.fact_kind_speech,
	decision: m.fact_kind_decision,
	task: m.fact_kind_task,
	procedure: m.fact_kind_procedure
};

/** 发言, 决定, 任务, 程序 (A25). */
export function formatFactKind(kind: FactKind): string {
	return KINDS[kind]();
}

/** Every slice that has facts has words for them; the compiler lists what is missing. */
const OF: { readonly [S in Has<'fact'>]: FactWords<S> } = listed;
const SLICES = Object.values(OF);
/** By what they tell; which slice's a fact is was read off it. */
const FACTS = Object.assign({}, ...SLICES.map(({ facts }) => facts)) as Readonly<
	Record<
		Happening['what'],
		{
			sentence(fact: Happening, words: Words): string;
			quotes?(fact: Happening): readonly TextRef[];
			result?(fact: Happening): TextRef;
		}
	>
>;
const CHAPTERS = Object.assign(
	{},
	...SLICES.map((of) => ('chapters' in of ? of.chapters : {}))
) as Readonly<Record<Chapter['is'], (chapter: Chapter, words: Words) => string>>;

/** One fact in a sentence or two. What people typed themselves is in `factQuotes`. */
export function factSentence(fact: MinutesFact | Happening, words: Words): string {
	return FACTS[fact.what].sentence(fact, words);
}

/** What people typed themselves as part of a fact: a written speech, a reason, a ruling's words. */
export function factQuotes(fact: MinutesFact | Happening, words: Words): string[] {
	return (FACTS[fact.what].quotes?.(fact) ?? []).map((ref) => words.text(ref));
}

/**
 * What is struck out of a fact, with who did it, when and why: what was written before it was corrected, or all of
 * what was taken back (`never`: nothing stands beside it). null: it holds as it is.
 */
export function factCorrection(
	fact: MinutesFact,
	words: Words
): { was: string; never: boolean; notes: string[] } | null {
	const { corrected, struck } = fact;
	if (struck) {
		const said = { name: officeName(struck.by, words), time: formatTime(struck.at) };
		const note = struck.why
			? m.fact_void_because({ ...said, why: words.text(struck.why) })
			: m.fact_void(said);
		return { was: factSentence(fact, words), never: true, notes: [note] };
	}
	if (!corrected) return null;
	const { was, never, by } = corrected;
	const notes = by.map((one) =>
		m.fact_corrected({
			why: words.text(one.text),
			name: officeName(one.by, words),
			time: formatTime(one.at)
		})
	);
	return { was: factSentence(was, words), never, notes };
}

/** What it leaves as a result of the meeting, if it is of a sort that does. */
export function factResult(fact: MinutesFact | Happening): TextRef | null {
	return FACTS[fact.what].result?.(fact) ?? null;
}

/** What a chapter of the replay is called. */
export function chapterTitle(chapter: Chapter, words: Words): string {
	return CHAPTERS[chapter.is](chapter, words);
}
