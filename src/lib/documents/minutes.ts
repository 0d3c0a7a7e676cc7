/**
 * The minutes as a Yjs document: the names of its parts, and a reader that believes nothing.
 *
 * Invariant: whatever bytes a client sent, what comes out of `readMinutes` is blocks of known kinds
 * with known attributes (B28): unknown nodes, marks and attributes are dropped, links do not exist,
 * texts are cleaned as typed texts are. Facts are numbers; what they say comes from the journal.
 */
import * as Y from 'yjs';
import {
	OWNERS,
	TAGS,
	type GistBlock,
	type Inline,
	type MinutesBlock,
	type Owner,
	type Prose,
	type Tag
} from '#lib/meeting/minutes/minutes.ts';
import { serializeInlines } from '#lib/meeting/minutes/view.ts';
import { clean } from '#lib/meeting/words.ts';

/** The fragment that tiptap edits. */
export const MINUTES = 'minutes';
/** A map beside it, for the server alone: `lastSeq`, the last event whose fact was put in. */
export const MINUTES_META = 'minutes-meta';

/** Node names, as tiptap's schema and the reader know them. */
export const NODE = {
	paragraph: 'paragraph',
	heading: 'heading',
	bulletList: 'bulletList',
	orderedList: 'orderedList',
	listItem: 'listItem',
	/** `seq`: a journal number. */
	fact: 'fact',
	/** `id`, `fact`, `owner`, `tag`, `relayed`. */
	gist: 'gist',
	/** `seat`. */
	mention: 'mention'
} as const;

/** Lists inside lists, at most; deeper ones are dropped. */
const DEPTH = 6;
/** More blocks than this is not minutes; the rest is dropped. */
const BLOCKS = 20_000;

/** The document of the minutes. */
export function minutesFragment(doc: Y.Doc): Y.XmlFragment {
	return doc.getXmlFragment(MINUTES);
}

/** What stands in the document, in plain blocks. Never throws. */
export function readMinutes(doc: Y.Doc): MinutesBlock[] {
	return assembleBlocks(minutesFragment(doc).toArray(), readBlock);
}

/**
 * The blocks of these nodes; a second slot with the same id (pasted) stays as a paragraph. `distinct`: there
 * is none.
 */
export function assembleBlocks(
	nodes: readonly unknown[],
	read: (node: Y.XmlElement) => MinutesBlock | null,
	distinct = false
): MinutesBlock[] {
	const ids = new Set<string>();
	const blocks: MinutesBlock[] = [];
	for (const node of nodes) {
		if (blocks.length >= BLOCKS) break;
		let block: MinutesBlock | null = node instanceof Y.XmlElement ? read(node) : null;
		if (block?.kind === 'gist' && !distinct) {
			if (ids.has(block.id)) block = paragraphOf(block.words);
			else ids.add(block.id);
		}
		if (block) blocks.push(block);
	}
	return blocks;
}

/** Paragraphs, headings and lists that say something: their place among the nodes, and their words. */
export function proseIn(doc: Y.Doc): { at: number; words: string }[] {
	return minutesFragment(doc)
		.toArray()
		.flatMap((node, at) => {
			const block = node instanceof Y.XmlElement ? readBlock(node) : null;
			if (!block || block.kind === 'fact' || block.kind === 'gist') return [];
			const words = linesOf(block).join('\n');
			return words.trim() === '' ? [] : [{ at, words }];
		});
}

function linesOf(block: Prose): string[] {
	return block.kind === 'list'
		? block.items.flat().flatMap(linesOf)
		: [serializeInlines(block.words)];
}

/** One node of the document as a block; null for what is none. */
export function readBlock(node: Y.XmlElement): MinutesBlock | null {
	switch (node.nodeName) {
		case NODE.fact: {
			const seq = wholeNumber(node.getAttribute('seq'));
			return seq === null ? null : { kind: 'fact', seq };
		}
		case NODE.gist:
			return gistOf(node);
		default:
			return proseOf(node, DEPTH);
	}
}

/** The id of a slot for a gist line; null where it is none. */
export function gistId(node: Y.XmlElement): string | null {
	const id: unknown = node.getAttribute('id');
	return typeof id === 'string' && /^[\w-]{1,40}$/u.test(id) ? id : null;
}

/** What has no id of its own stays as a paragraph. */
function gistOf(node: Y.XmlElement): GistBlock | Prose | null {
	const id = gistId(node);
	const words = inlines(node);
	if (id === null) return paragraphOf(words);
	const owner: unknown = node.getAttribute('owner');
	const tag: unknown = node.getAttribute('tag');
	const relayed: unknown = node.getAttribute('relayed');
	return {
		kind: 'gist',
		id,
		fact: wholeNumber(node.getAttribute('fact')),
		owner: OWNERS.includes(owner as Owner) ? (owner as Owner) : null,
		tag: TAGS.includes(tag as Tag) ? (tag as Tag) : null,
		relayed: relayed === true || relayed === 'true',
		words
	};
}

function paragraphOf(words: Inline[]): Prose | null {
	return words.length > 0 ? { kind: 'paragraph', words } : null;
}

function proseOf(node: Y.XmlElement, depth: number): Prose | null {
	switch (node.nodeName) {
		case NODE.paragraph:
			return { kind: 'paragraph', words: inlines(node) };
		case NODE.heading: {
			const level = wholeNumber(node.getAttribute('level')) ?? 1;
			return { kind: 'heading', level: level > 2 ? 3 : level === 2 ? 2 : 1, words: inlines(node) };
		}
		case NODE.bulletList:
		case NODE.orderedList: {
			if (depth === 0) return null;
			const items = elements(node)
				.filter((item) => item.nodeName === NODE.listItem)
				.map((item) =>
					elements(item)
						.map((part) => proseOf(part, depth - 1))
						.filter((part) => part !== null)
				);
			return { kind: 'list', ordered: node.nodeName === NODE.orderedList, items };
		}
		default:
			return null;
	}
}

function elements(node: Y.XmlElement): Y.XmlElement[] {
	return node.toArray().filter((one) => one instanceof Y.XmlElement);
}

/** Words and people of one line; runs with the same look become one. */
function inlines(node: Y.XmlElement): Inline[] {
	const words: Inline[] = [];
	const add = (raw: string, bold: boolean) => {
		const text = plainRun(raw);
		const last = words.at(-1);
		if (text === '') return;
		if (last && 'text' in last && last.bold === bold) last.text += text;
		else words.push({ text, bold });
	};
	for (const child of node.toArray()) {
		if (child instanceof Y.XmlText)
			for (const { insert, attributes } of child.toDelta() as Delta[]) {
				if (typeof insert === 'string') add(insert, isBold(attributes));
			}
		else if (child instanceof Y.XmlElement && child.nodeName === NODE.mention) {
			const seat: unknown = child.getAttribute('seat');
			if (typeof seat === 'string' && /^[a-z0-9]{1,20}$/u.test(seat)) words.push({ seat });
		}
	}
	return words;
}

interface Delta {
	insert: unknown;
	attributes?: Record<string, unknown>;
}

function isBold(attributes: Record<string, unknown> | undefined): boolean {
	const bold = attributes?.bold;
	return bold !== undefined && bold !== null && bold !== false;
}

/** A run of text made harmless; the spaces at its ends belong to the line. */
function plainRun(raw: string): string {
	const fenced = clean(`。${raw.replace(/[\uD800-\uDFFF]/gu, '')}。`) ?? '。。';
	return fenced.slice(1, -1).replace(/\n/gu, ' ');
}

/** A journal number; null for anything else. */
export function wholeNumber(value: unknown): number | null {
	const number = typeof value === 'string' && /^\d{1,9}$/u.test(value) ? Number(value) : value;
	return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null;
}
