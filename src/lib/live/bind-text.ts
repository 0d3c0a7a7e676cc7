/**
 * A text field on a shared text: what one types goes in as the smallest change, what others type comes
 * in without moving the caret, and nothing tears while Chinese is being composed.
 */
import type * as Y from 'yjs';
import { difference } from '#lib/documents/difference.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;
type Delta = { retain?: number; insert?: unknown; delete?: number }[];

/** Binds them until the returned function is called. `origin` marks one's own changes. */
export function bindText(field: Field, text: Y.Text, origin: unknown): () => void {
	/** What the field showed when it was last the same as the text, and what came in since. */
	let base = text.toString();
	let since: Delta[] = [];
	let composing = false;

	function show(): void {
		const words = text.toString();
		if (field.value !== words) {
			const focused = field.ownerDocument.activeElement === field;
			const [start, end] = [field.selectionStart ?? 0, field.selectionEnd ?? 0];
			field.value = words;
			if (focused)
				field.setSelectionRange(through(since, start, false), through(since, end, false));
		}
		base = words;
		since = [];
	}

	function take(): void {
		if (composing) return;
		const change = difference(base, field.value);
		if (!change) return show();
		const { start, removed, added } = change;
		const from = through(since, start, removed > 0);
		const to = through(since, start + removed, false);
		text.doc?.transact(() => {
			if (to > from) text.delete(from, to - from);
			if (added !== '') text.insert(from, added);
		}, origin);
		if (since.length > 0) {
			// The caret stands behind what was just typed.
			const caret = from + added.length;
			base = field.value = text.toString();
			since = [];
			field.setSelectionRange(caret, caret);
		} else {
			base = text.toString();
			if (field.value !== base) field.value = base;
		}
	}

	function changed(event: Y.YTextEvent): void {
		if (event.transaction.origin === origin) return void (composing || show());
		since.push(event.delta as Delta);
		if (!composing && base === field.value) show();
	}
	const begin = () => (composing = true);
	const end = () => {
		composing = false;
		take();
		show();
	};

	field.value = base;
	text.observe(changed);
	field.addEventListener('input', take);
	field.addEventListener('compositionstart', begin);
	field.addEventListener('compositionend', end);
	field.addEventListener('blur', end);
	return () => {
		text.unobserve(changed);
		field.removeEventListener('input', take);
		field.removeEventListener('compositionstart', begin);
		field.removeEventListener('compositionend', end);
		field.removeEventListener('blur', end);
	};
}

/** A position carried through changes; at the very place of an insertion `after` goes behind it. */
function through(deltas: readonly Delta[], position: number, after: boolean): number {
	let at = position;
	for (const delta of deltas) {
		let here = 0;
		for (const part of delta) {
			if (here > at) break;
			if (part.retain !== undefined) here += part.retain;
			else if (part.delete !== undefined) at -= Math.min(part.delete, Math.max(0, at - here));
			else if (typeof part.insert === 'string') {
				if (here < at || (after && here === at)) at += part.insert.length;
				here += part.insert.length;
			}
		}
	}
	return at;
}
