/**
 * `@` and a seat number, or the beginning of a name: a short list, Enter or Tab takes the first. Sleeps
 * while an input method composes.
 */
import { Extension } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import Suggestion, { type SuggestionProps } from '@tiptap/suggestion';
import { NODE } from '#lib/documents/minutes.ts';
import { normalized } from '#lib/meeting/words.ts';
import { isComposingKey } from '#lib/ui/composing.ts';

/** Somebody who can be named. */
export interface Person {
	seat: string;
	/** Number on the seat card; 0 for staff. */
	no: number;
	name: string;
}

interface Options {
	people: () => Person[];
	/** What the list is called. */
	label: string;
	words: (person: Person) => string;
}

/** Those who fit what was typed: by number first, then by name. */
export function fitting(people: readonly Person[], typed: string): Person[] {
	const query = normalized(typed, 'NFKC').trim();
	if (/^\d+$/u.test(query)) {
		const exact = people.filter((one) => String(one.no) === query);
		const longer = people.filter((one) => one.no > 0 && String(one.no) !== query);
		return [...exact, ...longer.filter((one) => String(one.no).startsWith(query))].slice(0, 6);
	}
	return people.filter((one) => one.name.includes(query)).slice(0, 6);
}

export const SeatSuggestion = Extension.create<Options>({
	name: 'seatSuggestion',
	// Before the slots' Enter.
	priority: 1200,
	addOptions: () => ({ people: () => [], label: '', words: () => '' }),
	addProseMirrorPlugins() {
		const { people, label, words } = this.options;
		return [
			Suggestion<Person, Person>({
				editor: this.editor,
				pluginKey: new PluginKey('seatSuggestion'),
				char: '@',
				allowedPrefixes: null,
				items: ({ query }) => fitting(people(), query),
				command: ({ editor, range, props }) => {
					const mention = { type: NODE.mention, attrs: { seat: props.seat } };
					editor.chain().focus().insertContentAt(range, mention).run();
				},
				render: () => list(label, words)
			})
		];
	}
});

function list(label: string, words: (person: Person) => string) {
	let box: HTMLElement | null = null;
	let props: SuggestionProps<Person, Person> | null = null;
	let at = 0;
	const draw = () => {
		if (!box || !props) return;
		const { items, clientRect } = props;
		box.hidden = items.length === 0;
		const rect = clientRect?.();
		if (rect) {
			box.style.left = `${Math.max(8, Math.min(rect.left, innerWidth - 240))}px`;
			box.style.top = `${rect.bottom + 4}px`;
		}
		box.replaceChildren(
			...items.map((person, index) => {
				const item = document.createElement('div');
				item.setAttribute('role', 'option');
				item.setAttribute('aria-selected', String(index === at));
				item.textContent = words(person);
				item.addEventListener('mousedown', (event) => {
					event.preventDefault();
					props?.command(person);
				});
				return item;
			})
		);
	};
	const close = () => {
		box?.remove();
		box = null;
	};
	return {
		onStart(next: SuggestionProps<Person, Person>) {
			props = next;
			at = 0;
			box = document.createElement('div');
			box.className = 'seat-list';
			box.setAttribute('role', 'listbox');
			box.setAttribute('aria-label', label);
			(next.editor.view.dom.parentElement ?? document.body).append(box);
			draw();
		},
		onUpdate(next: SuggestionProps<Person, Person>) {
			props = next;
			at = Math.min(at, Math.max(0, next.items.length - 1));
			draw();
		},
		onKeyDown({ event }: { event: KeyboardEvent }) {
			const items = props?.items ?? [];
			if (isComposingKey(event) || items.length === 0) return false;
			if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
				at = (at + (event.key === 'ArrowDown' ? 1 : -1) + items.length) % items.length;
				draw();
				return true;
			}
			if (event.key === 'Enter' || event.key === 'Tab') {
				props!.command(items[at]!);
				return true;
			}
			if (event.key === 'Escape') {
				close();
				return true;
			}
			return false;
		},
		onExit: close
	};
}
