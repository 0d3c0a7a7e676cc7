/**
 * The editor of the minutes on one shared document: prose, lists, bold, people, slots; remote carets
 * with names; undo that takes back one's own steps only. Loaded only where somebody writes.
 */
import { Editor, type Extensions } from '@tiptap/core';
import Bold from '@tiptap/extension-bold';
import { Collaboration } from '@tiptap/extension-collaboration';
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret';
import Document from '@tiptap/extension-document';
import Heading from '@tiptap/extension-heading';
import { BulletList, ListItem, ListKeymap, OrderedList } from '@tiptap/extension-list';
import Paragraph from '@tiptap/extension-paragraph';
import Text from '@tiptap/extension-text';
import { Gapcursor } from '@tiptap/extensions';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { minutesFragment } from '#lib/documents/minutes.ts';
import type { Owner } from '#lib/meeting/minutes/minutes.ts';
import { ComposingKeys } from './composing.ts';
import { FactsStay, MinutesKeys } from './minutes-keys.ts';
import { FactNode, GistNode, SeatMention, type Shown } from './minutes-nodes.ts';
import { Pasting } from './pasting.ts';
import { SeatSuggestion, type Person } from './seat-suggestion.ts';

export interface MinutesEditorOptions {
	element: HTMLElement;
	doc: Y.Doc;
	/** Null where nobody else's caret is known. */
	awareness: Awareness | null;
	shown: Shown;
	writes: boolean;
	/** Accessible name of the text. */
	label: string;
	people: () => Person[];
	formatPerson: (person: Person) => string;
	peopleLabel: string;
	/** Whose words a new line of its own is. */
	owner: () => Owner;
	/** Opens what corrects a turn, by key. */
	correct: (fact: number) => void;
	/** A fact was to be deleted and stayed. */
	onlocked: () => void;
}

/** An editor in `element`; `destroy()` it when its page goes. */
export function openMinutesEditor(options: MinutesEditorOptions): Editor {
	const { element, doc, awareness, shown, writes, label, onlocked } = options;
	const extensions: Extensions = [
		Document,
		Paragraph,
		Text,
		Bold,
		Heading.configure({ levels: [2, 3] }),
		BulletList,
		OrderedList,
		ListItem,
		ListKeymap,
		Gapcursor,
		FactNode.configure({ shown }),
		GistNode.configure({ shown }),
		SeatMention.configure({ shown }),
		ComposingKeys,
		MinutesKeys.configure({ owner: options.owner, correct: options.correct }),
		Pasting,
		FactsStay.configure({ onlocked }),
		SeatSuggestion.configure({
			people: options.people,
			label: options.peopleLabel,
			words: options.formatPerson
		}),
		Collaboration.configure({ fragment: minutesFragment(doc) })
	];
	// Who we are is the server's word (B25); this only says that there is somebody.
	if (awareness)
		extensions.push(
			CollaborationCaret.configure({
				provider: { awareness },
				user: { name: '', color: '#666666' }
			})
		);
	return new Editor({
		element,
		extensions,
		editable: writes,
		enableInputRules: true,
		enablePasteRules: false,
		injectCSS: false,
		editorProps: {
			// Where the clerk types, a few lines around stay in view.
			scrollThreshold: 64,
			scrollMargin: 96,
			attributes: {
				'aria-label': label,
				'aria-multiline': 'true',
				role: 'textbox',
				spellcheck: 'false',
				autocorrect: 'off'
			}
		}
	});
}
