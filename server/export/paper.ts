/**
 * A paper: the minutes as plain blocks in one language, with every name and word filled in. What DOCX,
 * PDF and Markdown are drawn from, so that they say the same in the same order.
 *
 * Invariants: only strings and numbers, so that it can be handed to a thread; no control, bidirectional
 * or unpaired character stands in it (B29), whatever was typed.
 */

import { plainBreaks } from '#lib/meeting/words.ts';
import type { PinnedBoard } from './picture/board.ts';

/** Words of one look. */
export interface Run {
	text: string;
	bold?: boolean;
	/** Written once, and corrected. */
	struck?: boolean;
}
export type Phrase = readonly Run[];

export type Block =
	| { is: 'heading'; level: 1 | 2; text: string }
	/**
	 * `body`: a paragraph. `turn`: who speaks now. `said`: what was said, under it. `fact`: what the room
	 * recorded by itself. `hash`: letters and digits to compare.
	 */
	| { is: 'text'; as: 'body' | 'turn' | 'said' | 'fact' | 'hash'; words: Phrase }
	| { is: 'list'; ordered: boolean; items: readonly Phrase[] }
	/** `widths` in hundredths; `middle`: columns whose cells stand in the middle. */
	| {
			is: 'table';
			widths: readonly number[];
			middle: readonly number[];
			head: readonly string[];
			rows: readonly (readonly string[])[];
			/** Rows high enough to write in. */
			tall: boolean;
	  }
	/** A board of cards, drawn; everything on it is written out beside it. */
	| { is: 'picture'; alt: string; board: PinnedBoard }
	/** A name as it was written on a screen: the path of an SVG on a field of 1000 by 400. */
	| { is: 'signature'; alt: string; path: string }
	/** A photograph: a JPEG in base64, and its size in points of it. */
	| { is: 'photo'; alt: string; jpeg: string; width: number; height: number }
	/** An address to scan, which stands under it in letters too; beside it what it leads to. */
	| { is: 'qr'; link: string; words: Phrase };

export interface Paper {
	language: 'zh-Hans' | 'zh-Hant' | 'en';
	title: string;
	/** Whose meeting; empty where nobody said. */
	body: string;
	/** A word on every page, and the sentence under the title: draft, objections, sealed. */
	mark: string;
	status: string;
	/** On every page: which version this is. */
	foot: string;
	/** 时间, 地点, 主持 … */
	facts: readonly (readonly [label: string, value: string])[];
	blocks: readonly Block[];
	/** When the last thing in it happened; ms. */
	at: number;
	/** To be hung up: as large as that sheet; else A4. */
	sheet?: 'A3';
	/** Its type becomes smaller, within reason, so that it stands on one page [A26]. */
	onePage?: true;
	/** It is read from a few steps away: its type becomes larger, too, as long as it stands on that page. */
	grows?: true;
	/** What stands there instead, ever less, where all of it does not stand on that page. */
	shorter?: readonly (readonly Block[])[];
}

const UNWANTED =
	/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFF]|\p{Noncharacter_Code_Point}/gu;

/** The same words without characters that would change how others are read or break a file. */
export function clean(text: string): string {
	return plainBreaks(text.toWellFormed()).replace(UNWANTED, '');
}

/** The same paper with every string in it clean. */
export function cleaned<T>(value: T): T {
	if (typeof value === 'string') return clean(value) as T;
	if (Array.isArray(value)) return value.map(cleaned) as T;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cleaned(part)])) as T;
}

/** The words of a phrase without their looks. */
export function wordsOf(phrase: Phrase): string {
	return phrase.map(({ text }) => text).join('');
}
