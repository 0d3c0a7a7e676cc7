/**
 * The shared agenda in a browser: the outline as it stands, edits, and who writes where. One per editor
 * and document; made anew when the document is (`{#key store.doc}`).
 */
import { SvelteMap } from 'svelte/reactivity';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { ItemId } from '#lib/meeting/names.ts';
import type { ItemKind } from '#lib/meeting/agenda/agenda.ts';
import { dropAt, stepSpot, type Direction, type Drop } from '#lib/documents/agenda-drop.ts';
import {
	addToAgenda,
	mergeInAgenda,
	moveInAgenda,
	removeFromAgenda,
	restoreInAgenda,
	setKind,
	setMinutes,
	spotAt,
	type Spot
} from '#lib/documents/agenda-edits.ts';
import { addExcerpt, removeExcerpt, textIn } from '#lib/documents/agenda-texts.ts';
import {
	agendaMap,
	excerptsIn,
	ITEM,
	itemIn,
	readAgenda,
	type EXCERPT,
	type OutlineItem
} from '#lib/documents/agenda.ts';
import { bindText } from './bind-text.ts';
import { openDocument, type SharedDocumentStore } from './document.svelte.ts';

/** Somebody else at this document, as the server says who they are. */
export interface Writer {
	client: number;
	name: string;
	color: string;
}

/** Opens the agenda of the meeting with this code; `destroy` when the screen goes. */
export function openAgenda(code: string, as?: string): SharedDocumentStore {
	return openDocument({ code, name: 'agenda', ...(as ? { as } : {}) });
}

export class AgendaSheet {
	readonly store: SharedDocumentStore;
	readonly doc: Y.Doc;
	items: readonly OutlineItem[] = $state.raw([]);
	/** Who else is at which item. */
	readonly writers = new SvelteMap<ItemId, Writer[]>();
	#awareness: Awareness | null;
	#stop: (() => void)[] = [];

	constructor(store: SharedDocumentStore) {
		this.store = store;
		this.doc = store.doc;
		this.#awareness = store.awareness;
		const map = agendaMap(this.doc);
		const read = () => (this.items = readAgenda(this.doc).items);
		const look = () => this.#look();
		map.observeDeep(read);
		this.#awareness?.on('change', look);
		this.#stop.push(
			() => map.unobserveDeep(read),
			() => this.#awareness?.off('change', look)
		);
		read();
		look();
	}

	destroy(): void {
		this.writing(null);
		for (const stop of this.#stop) stop();
	}

	/** A new item at this spot, else at the end; its id, or null when there are too many. */
	add(spot?: Spot): ItemId | null {
		const id = `i${randomId()}`;
		return this.#edit(() => addToAgenda(this.doc, { id }, spot)) ? id : null;
	}

	/** A new item after this one, on its level. */
	addAfter(after: ItemId): ItemId | null {
		return this.add(spotAt(this.items, 'after', after) ?? undefined);
	}

	/** A new item last under this one. */
	addBelow(parent: ItemId): ItemId | null {
		return this.add(spotAt(this.items, 'into', parent) ?? undefined);
	}

	/** One step; false where it can't go there. */
	step(id: ItemId, direction: Direction): boolean {
		const spot = stepSpot(this.items, id, direction);
		return spot !== null && this.move(id, spot);
	}

	move(id: ItemId, spot: Spot): boolean {
		return this.#edit(() => moveInAgenda(this.doc, id, spot));
	}

	/** Where an item would land; see `dropAt`. */
	dropAt(id: ItemId, gap: number, depth: number): Drop | null {
		return dropAt(this.items, id, gap, depth);
	}

	/** Takes an item out with all below it; gives what brings them back. */
	remove(id: ItemId): ItemId[] {
		return this.#edit(() => removeFromAgenda(this.doc, id));
	}

	restore(ids: ItemId[]): void {
		this.#edit(() => restoreInAgenda(this.doc, ids));
	}

	/** Puts an item into another; false where it can't go. */
	merge(id: ItemId, into: ItemId): boolean {
		return this.#edit(() => mergeInAgenda(this.doc, id, into));
	}

	setKind(id: ItemId, kind: ItemKind): void {
		this.#edit(() => setKind(this.doc, id, kind));
	}

	setMinutes(id: ItemId, minutes: number): void {
		if (Number.isFinite(minutes)) this.#edit(() => setMinutes(this.doc, id, minutes));
	}

	/** Ids of the excerpts of an item in their order, those still empty too. */
	excerpts(id: ItemId): string[] {
		// Read again with every change of the outline.
		void this.items;
		const item = itemIn(this.doc, id);
		return item ? excerptsIn(item).map(([excerpt]) => excerpt) : [];
	}

	addExcerpt(id: ItemId): string | null {
		const excerpt = `e${randomId()}`;
		const added = this.#edit(() => addExcerpt(this.doc, id, { id: excerpt, text: '' }));
		return added ? excerpt : null;
	}

	removeExcerpt(id: ItemId, excerpt: string): void {
		this.#edit(() => removeExcerpt(this.doc, id, excerpt));
	}

	/** For `{@attach}`: the field writes and shows the item's title or goal. */
	words(id: ItemId, key: 'title' | 'goal') {
		return (field: HTMLInputElement) => {
			const item = itemIn(this.doc, id);
			return item && bindText(field, textIn(this.doc, item, ITEM[key]), this);
		};
	}

	/** The same for the text or the source of an excerpt. */
	excerptWords(id: ItemId, excerpt: string, key: keyof Pick<typeof EXCERPT, 'text' | 'source'>) {
		return (field: HTMLInputElement | HTMLTextAreaElement) => {
			const item = itemIn(this.doc, id);
			const found = item && excerptsIn(item).find(([one]) => one === excerpt)?.[1];
			return found && bindText(field, textIn(this.doc, found, key), this);
		};
	}

	/** Says to the others at which item one is; null: at none. */
	writing(id: ItemId | null): void {
		this.#awareness?.setLocalStateField('item', id);
	}

	#edit<T>(edit: () => T): T {
		return this.doc.transact(edit, this);
	}

	#look(): void {
		const awareness = this.#awareness;
		if (!awareness) return;
		// eslint-disable-next-line svelte/prefer-svelte-reactivity -- thrown away below
		const found = new Map<ItemId, Writer[]>();
		for (const [client, state] of awareness.getStates()) {
			const { item, user } = state as { item?: unknown; user?: Partial<Writer> };
			if (client === awareness.clientID || typeof item !== 'string') continue;
			const writer = { client, name: user?.name ?? '', color: user?.color ?? '' };
			found.set(item, [...(found.get(item) ?? []), writer]);
		}
		for (const id of this.writers.keys()) if (!found.has(id)) this.writers.delete(id);
		for (const [id, writers] of found) this.writers.set(id, writers);
	}
}

function randomId(): string {
	const numbers = crypto.getRandomValues(new Uint32Array(2));
	return numbers[0]!.toString(36) + numbers[1]!.toString(36);
}
