/**
 * The nodes of the minutes as tiptap knows them; names and attributes are those of
 * `#lib/documents/minutes.ts`.
 *
 * Invariants: a fact has no words in the document and none can be typed into it; nothing that is
 * pasted becomes a fact, a slot or a person: those come from the room, a key, or a number.
 */
import { Node, type NodeViewRendererProps } from '@tiptap/core';
import type { ViewMutationRecord } from '@tiptap/pm/view';
import { NODE } from '#lib/documents/minutes.ts';
import { TAGS, type GistBlock, type Tag } from '#lib/meeting/minutes/minutes.ts';
import { nextOwner } from '#lib/meeting/minutes/line-owner.ts';

/** How the page shows what the document only names. Told again through `Shown.refresh`. */
export interface Face {
	/** A fact's sentence and what was typed in it; null while the page does not know it. */
	fact(seq: number): FactShown | null;
	/** A person's name for this reader. */
	name(seat: string): string;
	tag(tag: Tag): string;
	/** Whose words a gist line is: 王桂芳说的, 会上决定. */
	owner(line: Pick<GistBlock, 'fact' | 'owner'>): string;
	/** What pressing it does, for those who hear it. */
	changeOwner(owner: string): string;
	/** What its person said when a line was read back to them; null: nobody is asked. */
	readBack(line: Pick<GistBlock, 'id' | 'fact' | 'owner'>): ReadBackShown | null;
	relayed: string;
	/** In an empty slot. */
	hint: string;
}

/** A fact as the editor shows it. */
export interface FactShown {
	time: string;
	kind: string;
	sentence: string;
	/** What was written before it was corrected; null: it never was. */
	was: string | null;
	/** There was nothing of the kind. */
	never: boolean;
	/** Who corrected it, and why. */
	notes: string[];
	quotes: string[];
	/** Opens what corrects it; null where nothing can be. */
	correct: { words: string; press(): void } | null;
}

/** An answer beside a line, or what can be pressed for who has no phone to answer with. */
export interface ReadBackShown {
	words: string;
	look: 'right' | 'wrong' | 'waiting';
	presses: { words: string; press(): void }[];
}

/** Everything on the page that shows something of the room, so that it can be shown anew. */
export class Shown {
	readonly #views = new Set<() => void>();
	face: Face;

	constructor(face: Face) {
		this.face = face;
	}

	/** Calls now and whenever the room's words change; returns what ends it. */
	keep(show: () => void): () => void {
		this.#views.add(show);
		show();
		return () => void this.#views.delete(show);
	}

	refresh(): void {
		for (const show of this.#views) show();
	}
}

interface Options {
	shown: Shown | null;
}

const attribute = (value: unknown) => ({ default: value, rendered: false });

function element(tag: string, name: string, text = ''): HTMLElement {
	const made = document.createElement(tag);
	made.className = name;
	made.textContent = text;
	return made;
}

/**
 * Draws into a part what it says, when it says something else (compared as JSON): a button that is replaced loses a
 * click on its way, and a line that is drawn anew the word that an input method is composing in it, and the caret.
 */
function drawnIn(part: HTMLElement): (says: unknown, make: () => HTMLElement[]) => void {
	let drawn: string | undefined;
	return (says, make) => {
		const next = JSON.stringify(says);
		if (next === drawn) return;
		drawn = next;
		part.replaceChildren(...make());
	};
}

/** A locked block: what the room wrote down by itself. */
export const FactNode = Node.create<Options>({
	name: NODE.fact,
	group: 'block',
	atom: true,
	selectable: true,
	draggable: false,
	addOptions: () => ({ shown: null }),
	addAttributes: () => ({ seq: attribute(0) }),
	parseHTML: () => [],
	renderHTML: () => ['div', { class: 'fact' }],
	renderText: ({ node }) => String(node.attrs.seq),
	addNodeView() {
		const shown = this.options.shown!;
		return ({ node }) => {
			const dom = element('div', 'fact');
			dom.contentEditable = 'false';
			const seq = node.attrs.seq as number;
			dom.dataset.seq = String(seq);
			const draw = drawnIn(dom);
			const correct = () => shown.face.fact(seq)?.correct?.press();
			const stop = shown.keep(() => {
				const fact = shown.face.fact(seq);
				dom.hidden = fact === null;
				draw(fact, () => (fact ? factParts(fact, correct) : []));
			});
			const stopEvent = ({ target }: Event) =>
				target instanceof globalThis.Node && target.nodeName === 'BUTTON';
			return { dom, destroy: stop, ignoreMutation: () => true, stopEvent };
		};
	}
});

function factParts(fact: FactShown, onpress: () => void): HTMLElement[] {
	const { time, kind, sentence, was, never, notes, quotes, correct } = fact;
	const parts = [element('span', 'time', time), element('span', 'kind', kind)];
	if (was !== null) parts.push(element('s', 'sentence', was));
	if (!never) parts.push(element('span', 'sentence', sentence));
	parts.push(...notes.map((note) => element('span', 'note', note)));
	parts.push(...quotes.map((quote) => element('q', 'quote', quote)));
	if (correct) parts.push(pressOf(correct.words, 'correct', onpress));
	return parts;
}

/** A button inside the text: the caret stays where it is. */
function pressOf(words: string, name: string, press: () => void): HTMLButtonElement {
	const button = element('button', name, words) as HTMLButtonElement;
	button.type = 'button';
	button.tabIndex = -1;
	button.addEventListener('mousedown', (event) => event.preventDefault());
	button.addEventListener('click', press);
	return button;
}

/** The slot for the gist of a turn, or a line of its own. */
export const GistNode = Node.create<Options>({
	name: NODE.gist,
	group: 'block',
	content: 'inline*',
	marks: '',
	defining: true,
	isolating: true,
	addOptions: () => ({ shown: null }),
	addAttributes: () => ({
		id: attribute(null),
		fact: attribute(null),
		owner: attribute(null),
		tag: attribute(null),
		relayed: attribute(false)
	}),
	parseHTML: () => [],
	renderHTML: () => ['p', { class: 'gist' }, 0],
	addNodeView() {
		const shown = this.options.shown!;
		return (props) => gistView(props, shown);
	}
});

/** What a gist line is besides its words. */
type Line = Pick<GistBlock, 'id' | 'fact' | 'owner' | 'tag' | 'relayed'>;

function gistView({ node, editor, getPos }: NodeViewRendererProps, shown: Shown) {
	let here = node;
	const dom = element('div', 'gist');
	const contentDOM = element('p', 'words');
	const owner = element('span', 'whose');
	owner.contentEditable = 'false';
	const answer = element('span', 'read-back');
	answer.contentEditable = 'false';
	const chips = element('span', 'chips');
	chips.contentEditable = 'false';
	dom.append(owner, contentDOM, chips, answer);
	const set = (change: Record<string, unknown>) => {
		const pos = getPos();
		if (pos === undefined || !editor.isEditable) return;
		editor.view.dispatch(editor.state.tr.setNodeMarkup(pos, null, { ...here.attrs, ...change }));
		editor.view.focus();
	};
	const chip = (words: string, on: boolean, name: string, press: () => void) => {
		const button = pressOf(words, 'tag', press);
		button.dataset.tag = name;
		button.setAttribute('aria-pressed', String(on));
		return button;
	};
	const drawOwner = drawnIn(owner);
	const drawAnswer = drawnIn(answer);
	const drawChips = drawnIn(chips);
	const show = () => {
		const line = here.attrs as Line;
		const { tag, relayed } = line;
		dom.dataset.tag = tag ?? '';
		dom.dataset.id = String(here.attrs.id);
		dom.classList.toggle('empty', here.content.size === 0);
		const { face } = shown;
		if (contentDOM.dataset.hint !== face.hint) contentDOM.dataset.hint = face.hint;
		const said = face.readBack(line);
		const press = (n: number) => () => shown.face.readBack(here.attrs as Line)?.presses[n]?.press();
		drawAnswer(said, () => readBackParts(said, press));
		const whose = face.owner(line);
		const changes = face.changeOwner(whose);
		drawOwner([whose, changes, nextOwner(line)], () => {
			const button = pressOf(whose, 'owner', () => set({ owner: nextOwner(here.attrs as Line) }));
			button.setAttribute('aria-label', changes);
			return [button];
		});
		drawChips([TAGS.map((one) => face.tag(one)), face.relayed, tag, relayed], () => [
			...TAGS.map((one) =>
				chip(face.tag(one), tag === one, one, () => set({ tag: tag === one ? null : one }))
			),
			chip(face.relayed, relayed, 'relayed', () => set({ relayed: !relayed }))
		]);
	};
	const stop = shown.keep(show);
	return {
		dom,
		contentDOM,
		update(next: typeof node) {
			if (next.type !== here.type) return false;
			here = next;
			show();
			return true;
		},
		destroy: stop,
		// Ours are the line's attributes and all beside its words; only what happens in these is typed.
		ignoreMutation: ({ type, target }: ViewMutationRecord) =>
			!contentDOM.contains(target) || (type === 'attributes' && target === contentDOM),
		stopEvent: ({ target }: Event) =>
			[chips, owner, answer].some((part) => part.contains(target as globalThis.Node))
	};
}

function readBackParts(
	answer: ReadBackShown | null,
	press: (n: number) => () => void
): HTMLElement[] {
	if (!answer) return [];
	const buttons = answer.presses.map(({ words }, n) => pressOf(words, 'tag', press(n)));
	return [element('span', answer.look, answer.words), ...buttons];
}

/** A person in prose: a seat, shown with the name that this reader may see (L18). */
export const SeatMention = Node.create<Options>({
	name: NODE.mention,
	group: 'inline',
	inline: true,
	atom: true,
	selectable: false,
	addOptions: () => ({ shown: null }),
	addAttributes: () => ({ seat: attribute('') }),
	parseHTML: () => [],
	renderHTML: () => ['span', { class: 'mention' }],
	addNodeView() {
		const shown = this.options.shown!;
		return ({ node }) => {
			const dom = element('span', 'mention');
			const stop = shown.keep(() => {
				const name = shown.face.name(node.attrs.seat as string);
				if (dom.textContent !== name) dom.textContent = name;
			});
			return { dom, destroy: stop, ignoreMutation: () => true };
		};
	}
});
