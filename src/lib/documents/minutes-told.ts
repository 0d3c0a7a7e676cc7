/**
 * Between the document of the minutes and the facts of the room: facts go in as numbers, gist lines
 * come out as words.
 *
 * Invariants: a fact goes in together with `lastSeq`, in one transaction, so that it goes in once
 * however often the server dies (F23); what people wrote is never moved or changed.
 */
import * as Y from 'yjs';
import type { MinutesFact } from '#lib/meeting/registry.ts';
import type { MinutesCommand } from '#lib/meeting/minutes/say.ts';
import {
	GIST_LENGTH,
	type GistBlock,
	type MinutesBlock,
	type MinutesState
} from '#lib/meeting/minutes/minutes.ts';
import { flat, isBlank } from '#lib/meeting/minutes/view.ts';
import type { TextId } from '#lib/meeting/names.ts';
import { cleanLine, cutTo, isLonger } from '#lib/meeting/words.ts';
import { MINUTES_META, minutesFragment, NODE } from './minutes.ts';

type Bodies = ReadonlyMap<TextId, string | null>;
type Note = Extract<MinutesCommand, { type: 'minutes.note' }>;

const LAST_SEQ = 'lastSeq';

/** The last event whose fact was put in; 0 in a new document. */
export function lastSeq(doc: Y.Doc): number {
	const seq: unknown = doc.getMap(MINUTES_META).get(LAST_SEQ);
	return typeof seq === 'number' && Number.isSafeInteger(seq) ? seq : 0;
}

/**
 * Puts in what happened after `lastSeq`, each turn with an empty slot for its gist, and takes out
 * numbers that are no facts: a press that was taken back, or something forged. `facts` is everything
 * up to the event `upTo`. The empty paragraph at the end stays there, with whoever writes in it.
 */
export function putFacts(doc: Y.Doc, facts: readonly MinutesFact[], upTo: number): void {
	doc.transact(() => {
		const fragment = minutesFragment(doc);
		const after = lastSeq(doc);
		takeOutUnknown(fragment, new Set(facts.map((fact) => fact.seq)));
		const nodes = facts.filter((fact) => fact.seq > after).flatMap(nodesOf);
		const end = fragment.length - (isEmptyParagraph(fragment.get(fragment.length - 1)) ? 1 : 0);
		if (nodes.length > 0) fragment.insert(end, nodes);
		if (fragment.length === end + nodes.length)
			fragment.insert(fragment.length, [new Y.XmlElement(NODE.paragraph)]);
		if (upTo > after) doc.getMap(MINUTES_META).set(LAST_SEQ, upTo);
	});
}

/** True when `putFacts` would change anything that people see. */
export function lacksFacts(doc: Y.Doc, facts: readonly MinutesFact[]): boolean {
	const after = lastSeq(doc);
	if (facts.some((fact) => fact.seq > after)) return true;
	const known = new Set(facts.map((fact) => fact.seq));
	return minutesFragment(doc)
		.toArray()
		.some((node) => isFact(node) && !known.has(attribute(node, 'seq') as number));
}

/** What the document's gist lines say that the room does not know; null when it knows everything. */
export function toNote(
	blocks: readonly MinutesBlock[],
	minutes: MinutesState,
	bodies: Bodies
): Note | null {
	const known = new Map(minutes.lines.map((line) => [line.id, line]));
	const lines: Note['lines'] = [];
	const here = new Set<string>();
	for (const block of blocks) {
		if (block.kind !== 'gist') continue;
		const { id, fact, tag, relayed } = block;
		const before = known.get(id);
		const text = textOf(block);
		const body = before && bodies.get(before.text.id);
		// Somebody's right to have it gone: an emptied slot stays as an erased line.
		if (text === '' && body !== null) continue;
		here.add(id);
		if (text === '') continue;
		if (text !== body) lines.push({ id, fact, tag, relayed, text });
		else if (before && (before.fact !== fact || before.tag !== tag || before.relayed !== relayed))
			lines.push({ id, fact, tag, relayed });
	}
	const gone = minutes.lines.filter((line) => !here.has(line.id)).map((line) => line.id);
	return lines.length + gone.length > 0 ? { type: 'minutes.note', lines, gone } : null;
}

/** Empties a gist line; the slot stays. */
export function emptyGist(doc: Y.Doc, id: string): void {
	for (const node of minutesFragment(doc).toArray())
		if (node instanceof Y.XmlElement && node.nodeName === NODE.gist && attribute(node, 'id') === id)
			node.delete(0, node.length);
}

/** One line as the journal takes it. */
function textOf(block: GistBlock): string {
	if (isBlank(block.words)) return '';
	const whole = cleanLine(flat(block.words)) ?? '';
	return isLonger(whole, GIST_LENGTH) ? closed(cutTo(whole, GIST_LENGTH - 2)) : whole;
}

/** Without half a person at the end, and with bold that ends. */
function closed(cut: string): string {
	const text = cut.replace(/@(?:\[[a-z0-9]{0,20})?$/u, '');
	return (text.match(/\*\*/gu)?.length ?? 0) % 2 === 0 ? text : `${text}**`;
}

function nodesOf(fact: MinutesFact): Y.XmlElement[] {
	const node = new Y.XmlElement(NODE.fact);
	node.setAttribute('seq', fact.seq as unknown as string);
	if (fact.what !== 'turn') return [node];
	const slot = new Y.XmlElement(NODE.gist);
	slot.setAttribute('id', `g${fact.seq}`);
	slot.setAttribute('fact', fact.seq as unknown as string);
	return [node, slot];
}

function takeOutUnknown(fragment: Y.XmlFragment, known: ReadonlySet<number>): void {
	for (let at = fragment.length - 1; at >= 0; at--) {
		const node = fragment.get(at);
		if (!isFact(node)) continue;
		const seq = attribute(node, 'seq') as number;
		if (known.has(seq)) continue;
		const next = at + 1 < fragment.length ? fragment.get(at + 1) : null;
		const slot = next instanceof Y.XmlElement && next.nodeName === NODE.gist ? next : null;
		const empty = slot !== null && isEmpty(slot) && attribute(slot, 'fact') === seq;
		fragment.delete(at, empty ? 2 : 1);
	}
}

function isFact(node: unknown): node is Y.XmlElement {
	return node instanceof Y.XmlElement && node.nodeName === NODE.fact;
}

function isEmptyParagraph(node: unknown): boolean {
	return node instanceof Y.XmlElement && node.nodeName === NODE.paragraph && isEmpty(node);
}

function isEmpty(node: Y.XmlElement): boolean {
	return node.toArray().every((child) => child instanceof Y.XmlText && child.length === 0);
}

function attribute(node: Y.XmlElement, name: string): unknown {
	return node.getAttribute(name);
}
