/**
 * Between the document of the agenda and the facts of the room: what the document says that the room
 * does not know, and what the room knows that the document does not say.
 */
import type * as Y from 'yjs';
import {
	MAX_ITEMS,
	type AgendaCommand,
	type AgendaItem,
	type AgendaState,
	type ItemToArrange
} from '#lib/meeting/agenda/agenda.ts';
import type { ItemId, TextId, TextRef } from '#lib/meeting/names.ts';
import { addToAgenda } from './agenda-edits.ts';
import { rewriteText, textIn } from './agenda-texts.ts';
import {
	agendaMap,
	EXCERPT,
	excerptsIn,
	ITEM,
	itemIn,
	rawText,
	type Outline,
	type YItem
} from './agenda.ts';

/** Bodies of the room's texts; null where one was erased. */
export type Bodies = ReadonlyMap<TextId, string | null>;

type Arrange = Extract<AgendaCommand, { type: 'agenda.arrange' }>;

/**
 * The outline as a command, with only those texts that differ from what the room holds. A new item is
 * told once it has a title; what stands below it is told at once, one level up.
 */
export function toArrange(outline: Outline, agenda: AgendaState, bodies: Bodies): Arrange {
	const known = new Map(agenda.items.map((item) => [item.id, item]));
	const parents = new Map<ItemId | null, ItemId | null>([[null, null]]);
	const items: ItemToArrange[] = [];
	for (const { id, parent, title, kind, minutes, goal, excerpts } of outline.items) {
		const before = known.get(id);
		const above = parents.get(parent) ?? null;
		if (items.length >= MAX_ITEMS || (!before && title === '')) {
			parents.set(id, above);
			continue;
		}
		parents.set(id, id);
		const item: ItemToArrange = { id, parent: above, kind, minutes };
		if (title !== '' && title !== body(before?.title, bodies)) item.title = title;
		if (goal !== body(before?.goal, bodies)) item.goal = goal;
		if (JSON.stringify(excerpts.map(plain)) !== JSON.stringify(excerptsOf(before, bodies)))
			item.excerpts = excerpts.map(({ text, source }) => ({ text, ...(source ? { source } : {}) }));
		items.push(item);
	}
	const shown = new Set(agenda.items.filter((item) => !item.withdrawn).map((item) => item.id));
	return { type: 'agenda.arrange', items, gone: outline.gone.filter((id) => shown.has(id)) };
}

/** Items of the room that the document has never held: at first all, later those added in the room. */
export function missingIn(doc: Y.Doc, agenda: AgendaState): AgendaItem[] {
	const map = agendaMap(doc);
	return agenda.items.filter((item) => !item.withdrawn && !map.has(item.id));
}

/** Writes into the document what it has never held, each item last under its parent. */
export function writeMissing(doc: Y.Doc, agenda: AgendaState, bodies: Bodies): void {
	doc.transact(() => {
		for (const item of missingIn(doc, agenda)) {
			const { id, parent, kind, minutes } = item;
			const words = {
				title: body(item.title, bodies),
				goal: body(item.goal, bodies),
				excerpts: excerptsOf(item, bodies).map((one, n) => ({ id: `e${n}`, ...one }))
			};
			const spot = { parent, index: Infinity };
			// A parent that somebody took out or moved down meanwhile no longer takes children.
			if (!addToAgenda(doc, { id, kind, minutes, ...words }, spot))
				addToAgenda(doc, { id, kind, minutes, ...words });
		}
	});
}

/** Takes the words of these texts out of the document. */
export function eraseFromAgenda(
	doc: Y.Doc,
	agenda: AgendaState,
	erased: ReadonlySet<TextId>
): void {
	for (const { id, holder, key } of wordsIn(doc, agenda))
		if (erased.has(id)) rewriteText(textIn(doc, holder, key), '');
}

/** Erased texts whose words the document still holds. */
export function erasedIn(doc: Y.Doc, agenda: AgendaState, bodies: Bodies): Set<TextId> {
	const left = new Set<TextId>();
	for (const { id, holder, key } of wordsIn(doc, agenda))
		if (bodies.get(id) === null && rawText(holder.get(key)) !== '') left.add(id);
	return left;
}

/** Where the document holds the words of the room's texts. */
function wordsIn(doc: Y.Doc, agenda: AgendaState) {
	const found: { id: TextId; holder: YItem; key: string }[] = [];
	const add = (ref: TextRef | null, holder: YItem, key: string) => {
		if (ref) found.push({ id: ref.id, holder, key });
	};
	for (const { id, title, goal, excerpts } of agenda.items) {
		const item = itemIn(doc, id);
		if (!item) continue;
		add(title, item, ITEM.title);
		add(goal, item, ITEM.goal);
		// Those still empty were not told.
		const told = excerptsIn(item).filter(([, one]) => rawText(one.get(EXCERPT.text)).trim() !== '');
		if (told.length !== excerpts.length) continue;
		excerpts.forEach(({ text, source }, n) => {
			add(text, told[n]![1], EXCERPT.text);
			add(source, told[n]![1], EXCERPT.source);
		});
	}
	return found;
}

function body(ref: TextRef | null | undefined, bodies: Bodies): string {
	return (ref && bodies.get(ref.id)) ?? '';
}

function excerptsOf(item: AgendaItem | undefined, bodies: Bodies) {
	return (item?.excerpts ?? []).map(({ text, source }) => ({
		text: body(text, bodies),
		source: body(source, bodies)
	}));
}

function plain({ text, source }: { text: string; source: string }) {
	return { text, source };
}
