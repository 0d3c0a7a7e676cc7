/**
 * What slices show on the page of the record: facts that are more than a sentence there, and sections of their
 * own at its top or below the lines. Each slice has its own in `<slice>/record-page.ts`, found by itself; all of it comes with
 * the page, which is whole without scripts.
 */
import type { Component } from 'svelte';
import type { RecordWords } from '#lib/i18n/record-words.ts';
import type { FactOf, Has, MinutesFact, SliceName, WhatOf } from './registry.ts';
import type { Refusal } from './refusal.ts';
import type { PublicRecord } from './record/public.ts';
import type { RecordLine } from './record/record.ts';

/** What the line of a fact is drawn from. */
export interface FactProps<F = MinutesFact> {
	fact: F;
	line: RecordLine;
	words: RecordWords;
	/** The unguessable part of the record's addresses. */
	addressKey: string;
}

/** One sort of fact on the page, where its sentence and what was typed are not all. */
export interface PageFact<F = MinutesFact> {
	/** In place of the sentence. */
	readonly component?: Component<FactProps<F>>;
	/** It looks like what somebody said, and not like what the room recorded by itself. */
	readonly spoken?: true;
	/** The component shows what was typed, too. */
	readonly whole?: true;
}

/** What was typed into the page's form, and why it could not be taken. */
export interface PageForm {
	readonly typed?: Readonly<Record<string, string>>;
	readonly refused?: Refusal;
}

/** What a section is drawn from. */
export interface SectionProps {
	shown: PublicRecord;
	words: RecordWords;
	addressKey: string;
	form: PageForm | null;
}

interface Section {
	/** What the record opens with; else below its lines. */
	at?: 'top';
	/** Among its like, the lowest first. */
	order: number;
	component: Component<SectionProps>;
}

/** What one slice shows there. */
export type RecordPageOf<S extends SliceName> = {
	readonly sections?: readonly Section[];
} & (S extends Has<'fact'>
	? { readonly facts?: { readonly [W in WhatOf<S>]?: PageFact<FactOf<S, W>> } }
	: unknown);

interface AnyPage {
	readonly sections?: readonly Section[];
	readonly facts?: Readonly<Record<string, PageFact>>;
}

const PAGES = Object.values(
	import.meta.glob<AnyPage>('./*/record-page.ts', { eager: true, import: 'default' })
);
const FACTS: Readonly<Record<string, PageFact | undefined>> = Object.assign(
	{},
	...PAGES.map(({ facts }) => facts)
);

const SECTIONS = PAGES.flatMap(({ sections = [] }) => sections).sort(
	(one, other) => one.order - other.order
);
/** What the record opens with, and the sections below its lines, in their order. */
export const RECORD_TOP = SECTIONS.filter(({ at }) => at === 'top');
export const RECORD_SECTIONS = SECTIONS.filter(({ at }) => at !== 'top');

/** How this sort of fact is shown there. */
export function pageFact(fact: MinutesFact): PageFact {
	return FACTS[fact.what] ?? {};
}
