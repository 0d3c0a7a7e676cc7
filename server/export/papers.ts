/**
 * What slices say on paper: parts of their own, and facts that are more than a sentence. Each slice has its
 * words in `papers/<slice>.ts`, found by itself; who writes the paper goes through them and names none.
 */
import type { Instant } from '#lib/meeting/names.ts';
import type { RecordLine } from '#lib/meeting/record/record.ts';
import type {
	FactOf,
	Has,
	MeetingState,
	MinutesFact,
	SliceName,
	WhatOf
} from '#lib/meeting/registry.ts';
import type { Block, Run } from './paper.ts';
import type { Pen } from './writing.ts';

/** What slices tell besides the record, in papers and data: filled by them. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- interface merging needs one
export interface Told {}

/** A numbered part of the paper; without blocks it is left out. */
export interface PaperPart {
	/** Among all parts; `TALK` is where the talk itself stands. */
	order: number;
	/** In the dossier it has a page of its own, of this name. */
	page?: string;
	title(): string;
	blocks(pen: Pen): Block[];
}

/** What stands in one cell of a list. */
export type Cell = string | number | null;

/** A list as rows, for spreadsheets and programs: what papers say in sentences, one thing a row. */
export interface List {
	/** Names its file: `votes`. */
	readonly name: string;
	/** Among all lists, the lowest first. */
	readonly order: number;
	title(): string;
	/** Its columns and rows; null where this reader gets none. */
	table(pen: Pen): { head: readonly string[]; rows: readonly (readonly Cell[])[] } | null;
}

/** A list as one reader gets it. */
export interface ListTable {
	name: string;
	title: string;
	head: readonly string[];
	rows: readonly (readonly Cell[])[];
}

/** One sort of fact on paper, where its sentence and what was typed are not all. */
export interface PaperFact<F = MinutesFact> {
	/** It stands in a part of its own, and not in the talk. */
	readonly apart?: true;
	/** The heading of what is said from here on, until a fact that `ends` it. */
	begins?(fact: F, pen: Pen): string;
	readonly ends?: true;
	/** A block of its own in place of its sentence, and one for each thing that was typed. */
	block?(fact: F, line: RecordLine, time: Run, pen: Pen): Block;
	typed?(words: string): Block;
	/** What was typed stands elsewhere. */
	untyped?(fact: F, pen: Pen): boolean;
}

/** What one slice says on paper. */
export type PaperOf<S extends SliceName> = {
	readonly parts?: readonly PaperPart[];
	readonly lists?: readonly List[];
} & (S extends Has<'fact'>
	? { readonly facts?: { readonly [W in WhatOf<S>]?: PaperFact<FactOf<S, W>> } }
	: unknown) &
	(S extends keyof Told ? { told(state: MeetingState, now: Instant): Told[S] } : unknown);

interface AnyPaper {
	readonly parts?: readonly PaperPart[];
	readonly lists?: readonly List[];
	readonly facts?: Readonly<Record<string, PaperFact>>;
	told?(state: MeetingState, now: Instant): unknown;
}

const PAPERS = Object.entries(
	import.meta.glob<AnyPaper>('./papers/*.ts', { eager: true, import: 'default' })
).map(([path, paper]) => [path.slice('./papers/'.length, -'.ts'.length), paper] as const);

/** All parts that slices have. */
export const PAPER_PARTS: readonly PaperPart[] = PAPERS.flatMap(([, { parts = [] }]) => parts);

/** All lists that slices have, in their order. */
export const LISTS: readonly List[] = PAPERS.flatMap(([, { lists = [] }]) => lists).sort(
	(one, other) => one.order - other.order
);

const FACTS: Readonly<Record<string, PaperFact | undefined>> = Object.assign(
	{},
	...PAPERS.map(([, { facts }]) => facts)
);

/** How this sort of fact is said on paper. */
export function paperFact(fact: MinutesFact): PaperFact {
	return FACTS[fact.what] ?? {};
}

/** What all slices tell besides the record, by their names. */
export function toldOf(state: MeetingState, now: Instant): Told {
	return Object.fromEntries(
		PAPERS.flatMap(([slice, { told }]) => (told ? [[slice, told(state, now)]] : []))
	) as unknown as Told;
}
