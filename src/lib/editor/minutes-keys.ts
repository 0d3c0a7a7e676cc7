/**
 * What the clerk does to the minutes with keys alone: to what is open, on to the next slot, a tag, whose
 * words, 方言转述.
 * Pure commands on an editor; the page decides which key means which (and says so in its help).
 */
import { Extension, type Editor } from '@tiptap/core';
import type { Node as DocumentNode } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection, type EditorState } from '@tiptap/pm/state';
import { isChangeOrigin } from '@tiptap/extension-collaboration';
import { NODE } from '#lib/documents/minutes.ts';
import { OWNERS, type GistBlock, type Owner, type Tag } from '#lib/meeting/minutes/minutes.ts';
import { nextOwner, type OpenNow } from '#lib/meeting/minutes/line-owner.ts';
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

/**
 * The caret goes to what is open now: the slot of the turn that runs, or of the last one as long as nothing
 * began after it; else into a line of its own below everything that happened.
 */
export function toOpenSlot(editor: Editor, { turn, owner }: OpenNow): void {
	const { doc } = editor.state;
	const all = slots(editor.state).filter(({ node }) => node.attrs.fact === turn);
	if (turn === null) {
		const own = all.findLast(({ pos }) => pos > lastFact(doc));
		if (own) enter(editor, own);
		else addLine(editor, { fact: null, owner }, beforeEnd(doc));
		return;
	}
	const slot = all.findLast(({ node }) => node.attrs.owner === null);
	const last = all.at(-1);
	if (slot) enter(editor, slot);
	// Its slot was given to somebody else, or has not come yet.
	else
		addLine(
			editor,
			{ fact: turn, owner: null },
			last ? last.pos + last.node.nodeSize : beforeEnd(doc)
		);
}

/** From one slot to the next below; at the last a new line of its own. */
export function toNextSlot(editor: Editor, owner: Owner): boolean {
	const here = slotHere(editor.state);
	if (!here) return false;
	const next = slots(editor.state).find((slot) => slot.pos > here.pos);
	if (next) enter(editor, next);
	else addLine(editor, { fact: null, owner });
	return true;
}

/** Where what is written belongs, and whose words it is. */
type Belongs = Pick<GistBlock, 'fact' | 'owner'>;

/** Another line of the same turn, or one of its own: after the caret's block unless it is said where. */
export function addLine(editor: Editor, belongs: Belongs, at?: number): boolean {
	const { state } = editor;
	const { $to } = state.selection;
	const after = at ?? ($to.depth > 0 ? $to.after(1) : beforeEnd(state.doc));
	const attrs = { id: newLineId(), ...belongs, tag: null, relayed: false };
	const tr = state.tr.insert(after, state.schema.nodes[NODE.gist]!.create(attrs));
	tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView();
	editor.view.dispatch(tr);
	editor.view.focus();
	return true;
}

/** Where the last fact stands; -1 where there is none. */
function lastFact(doc: DocumentNode): number {
	let last = -1;
	doc.forEach((node, pos) => {
		if (node.type.name === NODE.fact) last = pos;
	});
	return last;
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

/** The next one whose words the line of the caret may be: whoever had the turn, the meeting, the chair. */
export function changeOwner(editor: Editor): boolean {
	return change(editor, (attrs) => ({ owner: nextOwner(attrs as unknown as Belongs) }));
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

const OTHER_KEYS: Readonly<Record<string, (editor: Editor) => boolean>> = {
	Digit0: changeOwner,
	KeyD: toggleRelayed
};

/**
 * Keys inside the editor: Enter the next slot, Shift+Enter one more line under the same turn, Alt+1/2/3
 * a tag, Alt+0 whose words, Alt+9 更正, Alt+D 方言转述. By the key's place, since Alt makes other letters of them on some keyboards.
 */
export const MinutesKeys = Extension.create<{
	owner: () => Owner;
	/** Opens what corrects the turn under which a line stands. */
	correct: (fact: number) => void;
}>({
	name: 'minutesKeys',
	priority: 1100,
	addOptions: () => ({ owner: () => OWNERS[0], correct: () => {} }),
	addKeyboardShortcuts() {
		const { editor } = this;
		return {
			Enter: () => toNextSlot(editor, this.options.owner()),
			'Shift-Enter': () => {
				const here = slotHere(editor.state);
				if (!here) return false;
				const { fact, owner } = here.node.attrs as Belongs;
				return addLine(editor, { fact, owner });
			}
		};
	},
	addProseMirrorPlugins() {
		const { editor, options } = this;
		const correct = () => {
			const fact = slotHere(editor.state)?.node.attrs.fact as number | null | undefined;
			if (fact) options.correct(fact);
			return !!fact;
		};
		return [
			new Plugin({
				key: new PluginKey('minutesKeys'),
				props: {
					handleKeyDown(_, event) {
						if (isComposingKey(event)) return false;
						if (!event.altKey || event.ctrlKey || event.metaKey) return false;
						const tag = TAG_KEYS[event.code];
						const other = event.code === 'Digit9' ? correct : OTHER_KEYS[event.code];
						const done = tag ? toggleTag(editor, tag) : other?.(editor);
						if (done) event.preventDefault();
						return done ?? false;
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
