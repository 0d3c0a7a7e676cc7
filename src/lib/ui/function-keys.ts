/**
 * F keys of a desk, which also work while typing: they write nothing, and an input method leaves them
 * alone. `<svelte:window onkeydown={functionKeys({ F2: toNumber })} />`
 */
import { isComposingKey } from './composing.ts';

export function functionKeys(
	keys: Readonly<Record<string, (event: KeyboardEvent) => void>>
): (event: KeyboardEvent) => void {
	return (event) => {
		if (event.defaultPrevented || event.repeat || isComposingKey(event)) return;
		if (event.ctrlKey || event.altKey || event.metaKey) return;
		const run = keys[event.key];
		if (!run || !/^F\d+$/.test(event.key)) return;
		if (document.querySelector('dialog[open]')) return;
		event.preventDefault();
		run(event);
	};
}

/**
 * Moves the focus to the next of these parts of the page (by id, in the order of the page), or to the
 * one before; parts that are not there are passed over.
 */
export function stepTo(ids: readonly string[], back = false): void {
	const parts = ids.map((id) => document.getElementById(id)).filter((part) => part !== null);
	const here = parts.findIndex((part) => part.contains(document.activeElement));
	const next = here < 0 ? 0 : (here + (back ? -1 : 1) + parts.length) % parts.length;
	parts[next]?.focus();
	parts[next]?.scrollIntoView({ block: 'nearest' });
}
