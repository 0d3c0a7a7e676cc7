/**
 * Between the document of the minutes and the facts of the room: facts go in as numbers, gist lines
 * come out as words.
 *
 * Invariants: a fact goes in together with `lastSeq`, in one transaction, so that it goes in once
 * however often the server dies (F23); what people wrote is never moved or changed.
 */
import * as Y from 'yjs';
import type { MinutesFact } from '#lib/meeting/registry.ts';
import type { MinutesCommand } from '#lib/meeting/minutes/commands.ts';
import {
	GIST_LENGTH,
	type GistBlock,
	type GistLine,
	type MinutesState
} from '#lib/meeting/minutes/minutes.ts';
import { isBlank, serializeInlines } from '#lib/meeting/minutes/view.ts';
import type { TextId } from '#lib/meeting/names.ts';
import { cleanLine, cutTo, isLonger } from '#lib/meeting/words.ts';
import { MinutesIndex } from './minutes-index.ts';
import { MINUTES_META, minutesFragment, NODE } from './minutes.ts';

type Bodies = ReadonlyMap<TextId, string | null>;
type Note = Extract<MinutesCommand, { type: 'minutes.note' }>;

const LAST_SEQ = 'lastSeq';

/** The last event whose fact was put in; 0 in a new document. */
export function lastSeq(doc: Y.Doc): number {
	const seq: unknown = doc.getMap(MINUTES_META).get(LAST_SEQ);
	return typeof seq === 'number' && Number.isSafeInteger(seq) ? seq : 0;
}

/** The facts of a room, as the document needs them: `MinutesProjection` is one. */
export interface RoomFacts {
	/** The last event in them. */
	seq: number;
	/** The fact of this event; undefined where it brought none, or it was taken back. */
	fact(seq: number): MinutesFact | undefined;
	broughtAfter(seq: number): MinutesFact[];
}

/**
 * Puts in what happened after `lastSeq`, each turn with an empty slot for its gist, and takes out
 * numbers that are no facts: a press that was taken back, or something forged. `changed`: what may have
 * been taken back since the last time. The empty paragraph at the end stays there, with whoever writes
 * in it.
 */
export function putFacts(doc: Y.Doc, facts: RoomFacts, changed: Iterable<number> = []): void {
	doc.transact((transaction) => {
		const fragment = minutesFragment(doc);
		const index = MinutesIndex.of(doc);
		const after = lastSeq(doc);
		for (const node of nodesOfNone(index, facts, changed)) takeOut(node, transaction);
		const nodes = facts.broughtAfter(after).flatMap(nodesOf);
		const { last } = index;
		const spare = isEmptyParagraph(last);
		// After whatever was deleted there, so that nobody has to walk over it the next time.
		if (nodes.length > 0) fragment.insertAfter(spare ? last!._item!.left : last, nodes);
		if (!spare) fragment.insertAfter(nodes.at(-1) ?? last, [new Y.XmlElement(NODE.paragraph)]);
		if (facts.seq > after) doc.getMap(MINUTES_META).set(LAST_SEQ, facts.seq);
	});
}

/** True when `putFacts` would change anything that people see. */
export function lacksFacts(doc: Y.Doc, facts: RoomFacts, changed: Iterable<number> = []): boolean {
	if (facts.broughtAfter(lastSeq(doc)).length > 0) return true;
	return nodesOfNone(MinutesIndex.of(doc), facts, changed).size > 0;
}

/** What these gist lines of the document say that the room does not know; null when it knows it all. */
export function toNote(
	index: { gist(id: string): GistBlock | null },
	changed: Iterable<string>,
	minutes: MinutesState,
	bodies: Bodies
): Note | null {
	const known = new Map(minutes.lines.map((line) => [line.id, line]));
	const lines: Note['lines'] = [];
	const gone: string[] = [];
	for (const id of changed) {
		const block = index.gist(id);
		const before = known.get(id);
		const text = block ? textOf(block) : '';
		const body = before && bodies.get(before.text.id);
		if (block === null || text === '') {
			// Somebody's right to have it gone: an emptied slot stays as an erased line.
			if (before && (block === null || body !== null)) gone.push(id);
			continue;
		}
		const { fact, owner, tag, relayed } = block;
		const line = { id, fact, ...(owner ? { owner } : {}), tag, relayed };
		if (text !== body) lines.push({ ...line, text });
		else if (before && !isSame(before, block)) lines.push(line);
	}
	return lines.length + gone.length > 0 ? { type: 'minutes.note', lines, gone } : null;
}

/** The same but for its words. */
function isSame(line: GistLine, { fact, owner, tag, relayed }: GistBlock): boolean {
	if (line.fact !== fact || (line.owner ?? null) !== owner) return false;
	return line.tag === tag && line.relayed === relayed;
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
	const whole = cleanLine(serializeInlines(block.words)) ?? '';
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

/** Nodes whose number is no fact, of those that came and those whose fact changed. */
function nodesOfNone(
	index: MinutesIndex,
	facts: RoomFacts,
	changed: Iterable<number>
): Set<Y.XmlElement> {
	const nodes = new Set(index.unknownFacts((seq) => facts.fact(seq) !== undefined));
	for (const seq of changed)
		if (!facts.fact(seq)) for (const node of index.factNodes(seq)) nodes.add(node);
	return nodes;
}

/** Takes out a fact, with its slot when nobody wrote in it. */
function takeOut(node: Y.XmlElement, transaction: Y.Transaction): void {
	const slot = node.nextSibling;
	const mine =
		slot instanceof Y.XmlElement &&
		slot.nodeName === NODE.gist &&
		isEmpty(slot) &&
		attribute(slot, 'fact') === attribute(node, 'seq');
	if (mine) slot._item!.delete(transaction);
	node._item!.delete(transaction);
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
