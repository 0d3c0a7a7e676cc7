/**
 * Moving rows of the editor by pointer: a line shows where the item would land, sideways changes its
 * level. The keyboard does the same without it.
 */
import type { AgendaSheet } from '#lib/live/agenda.svelte.ts';
import type { ItemId } from '../names.ts';
import { isComposingKey } from '#lib/ui/composing.ts';

interface Place {
	list: HTMLOListElement | null;
	sheet: AgendaSheet;
}

/** So many pixels sideways are one level. */
const LEVEL_PX = 28;

export class DragRows {
	/** What is being moved. */
	id: ItemId | null = $state(null);
	/** Where it would land: pixels from the top of the list. */
	line: { top: number; depth: number } | null = $state(null);
	#place: () => Place;
	#done: (id: ItemId, moved: boolean) => void;
	#drop: ReturnType<AgendaSheet['dropAt']> = null;
	#below: ItemId[] = [];

	constructor(place: () => Place, done: (id: ItemId, moved: boolean) => void) {
		this.#place = place;
		this.#done = done;
	}

	/** True for the item that is moved and what goes along. */
	lifts(id: ItemId): boolean {
		return this.id !== null && this.#below.includes(id);
	}

	/** From the handle of a row. */
	grab(event: PointerEvent, id: ItemId): void {
		if (event.button !== 0) return;
		const handle = event.currentTarget as HTMLElement;
		const { sheet } = this.#place();
		const item = sheet.items.find((one) => one.id === id);
		if (!item) return;
		handle.setPointerCapture(event.pointerId);
		const from = { x: event.clientX, y: event.clientY };
		const move = (now: PointerEvent) => {
			if (this.id === null && Math.abs(now.clientY - from.y) + Math.abs(now.clientX - from.x) < 6)
				return;
			this.id = id;
			this.#below = belowOf(sheet.items, id);
			const depth = item.depth + Math.round((now.clientX - from.x) / LEVEL_PX);
			this.#aim(now.clientY, depth);
		};
		const end = (last: Event) => {
			handle.removeEventListener('pointermove', move);
			for (const name of ['pointerup', 'pointercancel', 'keydown'])
				handle.removeEventListener(name, stop);
			if (last.type === 'pointerup' && this.id !== null && this.#drop)
				this.#done(id, sheet.move(id, this.#drop.spot));
			this.id = this.line = this.#drop = null;
			this.#below = [];
		};
		const stop = (last: Event) => {
			if (last instanceof KeyboardEvent && (isComposingKey(last) || last.key !== 'Escape')) return;
			end(last);
		};
		handle.addEventListener('pointermove', move);
		for (const name of ['pointerup', 'pointercancel', 'keydown'])
			handle.addEventListener(name, stop);
	}

	#aim(y: number, depth: number): void {
		const { list, sheet } = this.#place();
		if (!list || this.id === null) return;
		const rows = [...list.querySelectorAll<HTMLElement>('[data-item]')]
			.filter((row) => !this.#below.includes(row.dataset.item!))
			.map((row) => row.getBoundingClientRect());
		const gap = rows.filter((row) => row.top + row.height / 2 < y).length;
		this.#drop = sheet.dropAt(this.id, gap, depth);
		const top = list.getBoundingClientRect().top;
		const edge = gap < rows.length ? rows[gap]!.top : (rows.at(-1)?.bottom ?? top) + 5;
		this.line = this.#drop && { top: edge - top, depth: this.#drop.depth };
	}
}

function belowOf(items: AgendaSheet['items'], id: ItemId): ItemId[] {
	const at = items.findIndex((item) => item.id === id);
	const ids = [id];
	for (const item of items.slice(at + 1)) {
		if (item.depth <= items[at]!.depth) break;
		ids.push(item.id);
	}
	return ids;
}
