/**
 * What the clerk does to the minutes with keys alone: to the newest slot, on to the next, a tag, 方言转述.
 * Pure commands on an editor; the page decides which key means which (and says so in its help).
 */
import { Extension, type Editor } from '@tiptap/core';
import type { Node as DocumentNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import { NODE } from '#lib/documents/minutes.ts';
import type { Tag } from '#lib/meeting/minutes/minutes.ts';
import { isComposingKey } from '#lib/ui/composing.ts';

interface Slot {
	pos: number;
	node: DocumentNode;
}

function slots(state: EditorState): Slot[] {
	const found: Slot[] = [];
	state.doc.forEach((node, pos) => {
		if (node.type.name === NODE.gist) found.push({ pos, node });
	});
	return found;
}

/** The slot in which the caret stands. */
function slotHere(state: EditorState): Slot | null {
	const { $from } = state.selection;
	if ($from.depth < 1 || $from.node(1).type.name !== NODE.gist) return null;
	return { pos: $from.before(1), node: $from.node(1) };
}

function enter(editor: Editor, { pos, node }: Slot): void {
	const { tr, doc } = editor.state;
	tr.setSelection(TextSelection.create(doc, pos + 1 + node.content.size)).scrollIntoView();
	editor.view.dispatch(tr);
	editor.view.focus();
}

/** The caret goes into the slot under the newest turn; false when there is none. */
export function toNewestSlot(editor: Editor): boolean {
	const all = slots(editor.state);
	const newest = all.reduce<Slot | null>((best, slot) => {
		const seq = Number(slot.node.attrs.fact ?? 0);
		return seq > 0 && seq >= Number(best?.node.attrs.fact ?? 0) ? slot : best;
	}, null);
	const slot = newest ?? all.at(-1);
	if (slot) enter(editor, slot);
	return slot !== undefined;
}

/** From one slot to the next below; at the last a new line of its own. */
export function toNextSlot(editor: Editor): boolean {
	const here = slotHere(editor.state);
	if (!here) return false;
	const next = slots(editor.state).find((slot) => slot.pos > here.pos);
	if (next) enter(editor, next);
	else addLine(editor, null);
	return true;
}

/** Another line under the same fact, or one of its own after the caret's block. */
export function addLine(editor: Editor, fact: number | null): boolean {
	const { state } = editor;
	const { $to } = state.selection;
	const after = $to.depth > 0 ? $to.after(1) : beforeEnd(state.doc);
	const attrs = { id: newLineId(), fact, tag: null, relayed: false };
	const tr = state.tr.insert(after, state.schema.nodes[NODE.gist]!.create(attrs));
	tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView();
	editor.view.dispatch(tr);
	editor.view.focus();
	return true;
}

/** Where the next fact would go: before the empty paragraph at the end. */
function beforeEnd(doc: DocumentNode): number {
	const last = doc.lastChild;
	const empty = last?.type.name === NODE.paragraph && last.content.size === 0;
	return doc.content.size - (empty ? last.nodeSize : 0);
}

function change(editor: Editor, how: (attrs: Record<string, unknown>) => object): boolean {
	const here = slotHere(editor.state);
	if (!here) return false;
	const attrs = { ...here.node.attrs, ...how(here.node.attrs) };
	editor.view.dispatch(editor.state.tr.setNodeMarkup(here.pos, null, attrs));
	return true;
}

/** Tags the line of the caret; the same tag again takes it off. */
export function toggleTag(editor: Editor, tag: Tag): boolean {
	return change(editor, (attrs) => ({ tag: attrs.tag === tag ? null : tag }));
}

/** 方言转述 (A21). */
export function toggleRelayed(editor: Editor): boolean {
	return change(editor, (attrs) => ({ relayed: attrs.relayed !== true }));
}

/** Unique enough in one document; works without a secure context. */
function newLineId(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(9));
	return `l${Array.from(bytes, (byte) => byte.toString(36).padStart(2, '0')).join('')}`;
}

const TAG_KEYS: Readonly<Record<string, Tag>> = {
	Digit1: 'agreed',
	Digit2: 'disputed',
	Digit3: 'to-check'
};

/**
 * Keys inside the editor: Enter the next slot, Shift+Enter one more line under the same turn, Alt+1/2/3
 * a tag, Alt+D 方言转述. By the key's place, since Alt makes other letters of them on some keyboards.
 */
export const MinutesKeys = Extension.create({
	name: 'minutesKeys',
	priority: 1100,
	addKeyboardShortcuts() {
		const { editor } = this;
		return {
			Enter: () => toNextSlot(editor),
			'Shift-Enter': () => {
				const here = slotHere(editor.state);
				return here ? addLine(editor, here.node.attrs.fact as number | null) : false;
			}
		};
	},
	addProseMirrorPlugins() {
		const { editor } = this;
		return [
			new Plugin({
				key: new PluginKey('minutesKeys'),
				props: {
					handleKeyDown(_, event) {
						if (isComposingKey(event)) return false;
						if (!event.altKey || event.ctrlKey || event.metaKey) return false;
						const tag = TAG_KEYS[event.code];
						const done = tag
							? toggleTag(editor, tag)
							: event.code === 'KeyD' && toggleRelayed(editor);
						if (done) event.preventDefault();
						return done;
					}
				}
			})
		];
	}
});

/**
 * Facts stay where they are: a step of this writer that would take one out is not done. What others
 * and the server do passes; the record shows every fact once in any case.
 */
export const FactsStay = Extension.create<{ onlocked: () => void }>({
	name: 'factsStay',
	addOptions: () => ({ onlocked: () => {} }),
	addProseMirrorPlugins() {
		const { onlocked } = this.options;
		return [
			new Plugin({
				key: new PluginKey('factsStay'),
				filterTransaction(transaction, state) {
					if (!transaction.docChanged || isChangeOrigin(transaction)) return true;
					if (factsIn(transaction.doc) >= factsIn(state.doc)) return true;
					onlocked();
					return false;
				}
			})
		];
	}
});

function factsIn(doc: DocumentNode): number {
	let facts = 0;
	doc.forEach((node) => {
		if (node.type.name === NODE.fact) facts += 1;
	});
	return facts;
}
