/**
 * The words inside an item: title, goal and policy excerpts, edited so that what others type at the same
 * time stays.
 */
import * as Y from 'yjs';
import { MAX_EXCERPTS } from '#lib/meeting/agenda/agenda.ts';
import type { ItemId } from '#lib/meeting/names.ts';
import { EXCERPT, excerptsIn, ITEM, itemIn, rawText, type YItem } from './agenda.ts';
import { difference } from './difference.ts';
import { placeBetween } from './places.ts';

/** The text under a key of an item, for editing; made where somebody put something else there. */
export function textIn(doc: Y.Doc, holder: YItem, key: string): Y.Text {
	const known = holder.get(key);
	if (known instanceof Y.Text) return known;
	const made = new Y.Text(rawText(known));
	doc.transact(() => void holder.set(key, made));
	return made;
}

/** Makes a text say this, changing only the part that differs, so that others' words stay. */
export function rewriteText(text: Y.Text, words: string): void {
	const change = difference(text.toString(), words);
	if (!change) return;
	const { start, removed, added } = change;
	const write = () => {
		if (removed > 0) text.delete(start, removed);
		if (added !== '') text.insert(start, added);
	};
	if (text.doc) text.doc.transact(write);
	else write();
}

/** Retitles an item. */
export function retitle(doc: Y.Doc, id: ItemId, title: string): void {
	const item = itemIn(doc, id);
	if (item) rewriteText(textIn(doc, item, ITEM.title), title);
}

/** Says what an item is to bring today. */
export function setGoal(doc: Y.Doc, id: ItemId, goal: string): void {
	const item = itemIn(doc, id);
	if (item) rewriteText(textIn(doc, item, ITEM.goal), goal);
}

/** One more excerpt, last. False when there are enough. */
export function addExcerpt(
	doc: Y.Doc,
	id: ItemId,
	excerpt: { id: string; text: string; source?: string }
): boolean {
	const item = itemIn(doc, id);
	if (!item) return false;
	const present = excerptsIn(item);
	if (present.length >= MAX_EXCERPTS) return false;
	doc.transact(() => {
		let all = item.get(ITEM.excerpts);
		if (!(all instanceof Y.Map)) item.set(ITEM.excerpts, (all = new Y.Map()));
		const made: YItem = new Y.Map();
		(all as YItem).set(excerpt.id, made);
		const last = present.at(-1)?.[1].get(EXCERPT.place);
		made.set(EXCERPT.place, placeBetween(typeof last === 'string' ? last : null, null));
		made.set(EXCERPT.text, new Y.Text(excerpt.text));
		made.set(EXCERPT.source, new Y.Text(excerpt.source ?? ''));
	});
	return true;
}

export function removeExcerpt(doc: Y.Doc, id: ItemId, excerpt: string): void {
	const all = itemIn(doc, id)?.get(ITEM.excerpts);
	if (all instanceof Y.Map) all.delete(excerpt);
}
