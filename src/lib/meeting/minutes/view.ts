/**
 * What screens, record and exports show of the minutes. Pure.
 *
 * Invariant: `mergeDocument` shows every fact exactly once, whatever the document says: a document can move a
 * fact, never hide, repeat or invent one (F29).
 */
import type { MeetingState, MinutesFact } from '../registry.ts';
import type { SeatId, TextRef } from '../names.ts';
import { getOwn } from '../get-own.ts';
import type { GistBlock, Inline, MinutesBlock, Prose, Sealed } from './minutes.ts';

/** One line as rendered: a fact with the gist lines written under it, or prose of its own. */
export type MinutesLine =
	| { line: 'fact'; fact: MinutesFact; gist: readonly GistBlock[] }
	| { line: 'gist'; gist: GistBlock }
	| { line: 'prose'; prose: Prose };

/**
 * The document with its facts, in reading order. A fact stands where its node is; where there is no
 * node, or more than one, it stands in journal order: after the fact before it. Gist lines stand under
 * their fact. Nodes of facts that do not exist are not shown, nor gist slots left empty.
 */
export function mergeDocument(
	blocks: readonly MinutesBlock[],
	facts: readonly MinutesFact[]
): MinutesLine[] {
	const sorted = isSorted(facts) ? facts : [...facts].sort((a, b) => a.seq - b.seq);
	const find = finder(sorted);
	// By the place of each fact: a long meeting has thousands, and its record is made twice a second.
	const places = new Int32Array(blocks.length).fill(-1);
	const nodes = new Uint8Array(sorted.length);
	const gists: GistBlock[][] = [];
	for (const [n, block] of blocks.entries()) {
		if (block.kind === 'fact') {
			const at = (places[n] = find(block.seq));
			if (at >= 0 && nodes[at]! < 2) nodes[at]! += 1;
		} else if (block.kind === 'gist' && block.fact !== null && !isBlank(block.words)) {
			const at = (places[n] = find(block.fact));
			if (at >= 0) (gists[at] ??= []).push(block);
		}
	}
	const show = (at: number): FactLine => {
		return { line: 'fact', fact: sorted[at]!, gist: gists[at] ?? NO_GIST };
	};
	const lines: MinutesLine[] = [];
	for (const [n, block] of blocks.entries()) {
		const at = places[n]!;
		if (block.kind === 'fact') {
			if (at >= 0 && nodes[at] === 1) lines.push(show(at));
		} else if (block.kind !== 'gist') {
			if (!isEmptyProse(block)) lines.push({ line: 'prose', prose: block });
		} else if (!isBlank(block.words)) {
			if (at < 0) lines.push({ line: 'gist', gist: block });
		}
	}
	const missing: FactLine[] = [];
	for (let at = 0; at < sorted.length; at++) if (nodes[at] !== 1) missing.push(show(at));
	return missing.length > 0 ? insertMissing(lines, missing) : lines;
}

/** Most facts have none. */
const NO_GIST: readonly GistBlock[] = [];

function isSorted(facts: readonly MinutesFact[]): boolean {
	return facts.every(({ seq }, n) => n === 0 || facts[n - 1]!.seq < seq);
}

/** Gives the place of the fact with a number, -1 where there is none. Asked in order it looks no further. */
function finder(sorted: readonly MinutesFact[]): (seq: number) => number {
	let last = 0;
	return (seq) => {
		if (sorted[last]?.seq === seq) return last;
		if (sorted[last + 1]?.seq === seq) return (last += 1);
		let [low, high] = [0, sorted.length - 1];
		while (low <= high) {
			const at = (low + high) >> 1;
			const there = sorted[at]!.seq;
			if (there === seq) return (last = at);
			if (there < seq) low = at + 1;
			else high = at - 1;
		}
		return -1;
	};
}

type FactLine = Extract<MinutesLine, { line: 'fact' }>;

/** Puts each after the one before it in the journal, else before the next, else at the end; in their order. */
function insertMissing(lines: readonly MinutesLine[], missing: readonly FactLine[]): MinutesLine[] {
	const there = lines.flatMap((line) => (line.line === 'fact' ? [line.fact.seq] : []));
	const sorted = there.sort((a, b) => a - b);
	const first: FactLine[] = [];
	const after = new Map<number, FactLine[]>();
	let at = 0;
	for (const line of missing) {
		while (at < sorted.length && sorted[at]! < line.fact.seq) at += 1;
		const before = sorted[at - 1];
		const others = before === undefined ? first : (after.get(before) ?? []);
		others.push(line);
		if (before !== undefined) after.set(before, others);
	}
	const all = lines.flatMap((line): MinutesLine[] => {
		if (line.line !== 'fact') return [line];
		const { seq } = line.fact;
		const here = [line, ...(after.get(seq) ?? [])];
		return seq === sorted[0] ? [...first, ...here] : here;
	});
	return sorted.length === 0 ? [...all, ...first] : all;
}

/**
 * The seat of this browser at the minutes: one that writes before one that only reads; null when none
 * of them may open the document.
 */
export function minutesSeat(state: MeetingState, held: readonly SeatId[]): SeatId | null {
	const role = (seat: SeatId) => getOwn(state.roll.seats, seat)?.role ?? 'guest';
	const writes = (seat: SeatId) => role(seat) === 'clerk' || state.minutes.writers.includes(seat);
	const reads = (seat: SeatId) => ['chair', 'cochair', 'helper'].includes(role(seat));
	return held.find(writes) ?? held.find(reads) ?? null;
}

function isEmptyProse(prose: Prose): boolean {
	if (prose.kind === 'list') return prose.items.every((item) => item.every(isEmptyProse));
	return isBlank(prose.words);
}

/** True when nothing can be read. */
export function isBlank(words: readonly Inline[]): boolean {
	return words.every((word) => 'text' in word && word.text.trim() === '');
}

/** The lines as the sealed copy holds them: every fact once, nothing blank. */
export function toSealedCopy(lines: readonly MinutesLine[]): Sealed<string>[] {
	return lines.flatMap((line): Sealed<string>[] => {
		if (line.line === 'fact')
			return [{ kind: 'fact', seq: line.fact.seq }, ...line.gist.map(sealedGist)];
		return [line.line === 'gist' ? sealedGist(line.gist) : sealedProse(line.prose)];
	});
}

function sealedGist({ fact, owner, tag, relayed, words }: GistBlock): Sealed<string> {
	const whose = owner ? { owner } : {};
	return { kind: 'gist', fact, ...whose, tag, relayed, words: serializeInlines(words) };
}

function sealedProse(prose: Prose): Sealed<string> {
	if (prose.kind === 'list')
		return { ...prose, items: prose.items.map((item) => item.map(sealedProse)) };
	return { ...prose, words: serializeInlines(prose.words) };
}

/** The blocks of a sealed copy; `text` gives the words, and what stands for them where erased. */
export function fromSealedCopy(
	blocks: readonly Sealed<TextRef>[],
	text: (ref: TextRef) => string
): MinutesBlock[] {
	return blocks.map((block): MinutesBlock => {
		if (block.kind === 'fact') return block;
		if (block.kind === 'list')
			return { ...block, items: block.items.map((item) => fromSealedCopy(item, text) as Prose[]) };
		const words = parseInlines(text(block.words));
		if (block.kind !== 'gist') return { ...block, words };
		return { ...block, owner: block.owner ?? null, id: block.words.id, words };
	});
}

const MARKUP = /@\[([a-z0-9]{1,20})\]|\*\*(.+?)\*\*/gu;

/**
 * Words as one string for the journal: a person is `@[seat]`, so that no name is typed (L18); bold is
 * `**bold**`.
 */
export function serializeInlines(words: readonly Inline[]): string {
	return words
		.map((word) => {
			if ('seat' in word) return `@[${word.seat}]`;
			return word.bold && word.text.trim() !== '' ? `**${word.text}**` : word.text;
		})
		.join('');
}

/** The words of such a string. */
export function parseInlines(text: string): Inline[] {
	const words: Inline[] = [];
	let from = 0;
	for (const found of text.matchAll(MARKUP)) {
		if (found.index > from) words.push({ text: text.slice(from, found.index), bold: false });
		words.push(found[1] ? { seat: found[1] } : { text: found[2]!, bold: true });
		from = found.index + found[0].length;
	}
	if (from < text.length) words.push({ text: text.slice(from), bold: false });
	return words;
}
