/**
 * What stands in a document of the minutes, kept beside it: which node holds which fact and which gist line,
 * and every block as it was read. A change of the document costs its own size, not that of the minutes.
 *
 * Invariant: `blocks` is what `readMinutes` reads; a block that did not change is the same object.
 */
import * as Y from 'yjs';
import type { GistBlock, MinutesBlock } from '#lib/meeting/minutes/minutes.ts';
import {
	assembleBlocks,
	gistId,
	minutesFragment,
	NODE,
	readBlock,
	wholeNumber
} from './minutes.ts';

interface Entry {
	/** undefined: not read since it changed. */
	block: MinutesBlock | null | undefined;
	/** What it is found by. */
	fact: number | null;
	gist: string | null;
}

const indexes = new WeakMap<Y.Doc, MinutesIndex>();

export class MinutesIndex {
	/** How many blocks were read, for tests: a change reads the blocks that it changes. */
	read = 0;
	readonly #fragment: Y.XmlFragment;
	readonly #entries = new Map<Y.XmlElement, Entry>();
	readonly #facts = new Map<number, Set<Y.XmlElement>>();
	readonly #gists = new Map<string, Set<Y.XmlElement>>();
	/** How many ids more than one slot has. */
	#twins = 0;
	/** Nodes of facts that nobody has compared with the journal yet. */
	readonly #unproved = new Set<Y.XmlElement>();
	readonly #followers: Set<string>[] = [];
	/** The last child that is not deleted, in Yjs's own list. */
	#last: Y.Item | null = null;
	#blocks: readonly MinutesBlock[] | null = null;

	/** The index of this document, made when it is first asked for. */
	static of(doc: Y.Doc): MinutesIndex {
		let index = indexes.get(doc);
		if (!index) {
			index = new MinutesIndex(doc);
			indexes.set(doc, index);
		}
		return index;
	}

	private constructor(doc: Y.Doc) {
		this.#fragment = minutesFragment(doc);
		for (const node of this.#fragment.toArray()) this.#add(node);
		this.#last = this.#end();
		doc.on('afterTransaction', (transaction: Y.Transaction) => this.#follow(transaction));
	}

	/** All blocks in their order. */
	get blocks(): readonly MinutesBlock[] {
		return (this.#blocks ??= this.#assemble());
	}

	/** Every node that stands for this fact. */
	factNodes(seq: number): ReadonlySet<Y.XmlElement> {
		return this.#facts.get(seq) ?? NONE;
	}

	/** The gist line of this id, as `blocks` has it. */
	gist(id: string): GistBlock | null {
		const slots = this.#gists.get(id);
		if (!slots) return null;
		// A second slot with the same id is none: which of them comes first?
		if (slots.size > 1) return this.blocks.filter(isGist).find((one) => one.id === id) ?? null;
		const block = this.#block([...slots][0]!);
		return block && isGist(block) ? block : null;
	}

	/** A set into which the ids of gist lines go as they change, at first all of them. */
	followGists(): Set<string> {
		const changed = new Set(this.blocks.filter(isGist).map(({ id }) => id));
		this.#followers.push(changed);
		return changed;
	}

	/** Nodes of facts that are none, of those that came since they were last asked for. */
	unknownFacts(isFact: (seq: number) => boolean): Y.XmlElement[] {
		const unknown: Y.XmlElement[] = [];
		for (const node of this.#unproved) {
			const seq: unknown = node.getAttribute('seq');
			if (typeof seq === 'number' && isFact(seq)) this.#unproved.delete(node);
			else unknown.push(node);
		}
		return unknown;
	}

	/** The last child, also within a transaction; null in an empty document. */
	get last(): Y.XmlElement | null {
		const item = this.#end();
		return item && childOf(item);
	}

	#end(): Y.Item | null {
		let item = this.#last ?? this.#fragment._start;
		while (item?.right) item = item.right;
		while (item && (item.deleted || !item.countable)) item = item.left;
		return item;
	}

	#assemble(): MinutesBlock[] {
		const nodes: Y.XmlElement[] = [];
		for (let item = this.#fragment._start; item !== null; item = item.right) {
			const node = item.deleted ? null : childOf(item);
			if (node) nodes.push(node);
		}
		return assembleBlocks(nodes, (node) => this.#block(node), this.#twins === 0);
	}

	#block(node: Y.XmlElement): MinutesBlock | null {
		const entry = this.#entries.get(node)!;
		if (entry.block === undefined) {
			this.read += 1;
			entry.block = readBlock(node);
		}
		return entry.block;
	}

	#follow(transaction: Y.Transaction): void {
		const { changed } = transaction;
		if (changed.has(this.#fragment as never)) {
			this.#blocks = null;
			Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
				const node = this.#childIn(struct);
				if (node) this.#remove(node);
			});
			for (const struct of addedIn(transaction)) {
				const node = struct.deleted ? null : this.#childIn(struct);
				if (node) this.#add(node);
			}
			// Before Yjs merges what was deleted, and with it perhaps the one kept here.
			this.#last = this.#end();
		}
		for (const type of changed.keys()) {
			const node = this.#childAround(type as Y.AbstractType<unknown>);
			if (!node || !this.#entries.has(node)) continue;
			this.#blocks = null;
			this.#add(node);
		}
	}

	/** The node that this item holds, where it stands in the fragment itself. */
	#childIn(struct: Y.Item | Y.GC): Y.XmlElement | null {
		return struct instanceof Y.Item && struct.parent === this.#fragment ? childOf(struct) : null;
	}

	/** The child of the fragment in which this type stands. */
	#childAround(type: Y.AbstractType<unknown>): Y.XmlElement | null {
		let item = type._item;
		while (item && item.parent !== this.#fragment)
			item = (item.parent as Y.AbstractType<unknown>)._item;
		return item && childOf(item);
	}

	#add(node: unknown): void {
		if (!(node instanceof Y.XmlElement)) return;
		// Known already, where this was made while the change that brings it was under way.
		this.#remove(node);
		const fact = node.nodeName === NODE.fact ? wholeNumber(node.getAttribute('seq')) : null;
		const gist = node.nodeName === NODE.gist ? gistId(node) : null;
		this.#entries.set(node, { block: undefined, fact, gist });
		if (node.nodeName === NODE.fact) this.#unproved.add(node);
		if (fact !== null) put(this.#facts, fact, node);
		if (gist !== null && put(this.#gists, gist, node) === 2) this.#twins += 1;
		if (gist !== null) this.#changed(gist);
	}

	#remove(node: Y.XmlElement): void {
		const entry = this.#entries.get(node);
		if (!entry) return;
		const { fact, gist } = entry;
		this.#entries.delete(node);
		this.#unproved.delete(node);
		if (fact !== null) take(this.#facts, fact, node);
		if (gist !== null && take(this.#gists, gist, node) === 1) this.#twins -= 1;
		if (gist !== null) this.#changed(gist);
	}

	#changed(gist: string): void {
		for (const follower of this.#followers) follower.add(gist);
	}
}

const NONE: ReadonlySet<Y.XmlElement> = new Set();

function isGist(block: MinutesBlock): block is GistBlock {
	return block.kind === 'gist';
}

/** The element that an item holds, also one that is just being deleted. */
function childOf({ content }: Y.Item): Y.XmlElement | null {
	const type: unknown = content instanceof Y.ContentType ? content.type : null;
	return type instanceof Y.XmlElement ? type : null;
}

/** What came into the document with a transaction. */
function* addedIn({ beforeState, afterState, doc }: Y.Transaction): Iterable<Y.Item | Y.GC> {
	for (const [client, clock] of afterState) {
		const from = beforeState.get(client) ?? 0;
		if (from >= clock) continue;
		const structs = doc.store.clients.get(client)!;
		for (let n = Y.findIndexSS(structs, from); n < structs.length; n++) yield structs[n]!;
	}
}

/** How many there are then. */
function put<Key>(into: Map<Key, Set<Y.XmlElement>>, key: Key, node: Y.XmlElement): number {
	const nodes = into.get(key) ?? new Set();
	into.set(key, nodes.add(node));
	return nodes.size;
}

/** How many there are left. */
function take<Key>(from: Map<Key, Set<Y.XmlElement>>, key: Key, node: Y.XmlElement): number {
	const nodes = from.get(key);
	nodes?.delete(node);
	if (nodes?.size === 0) from.delete(key);
	return nodes?.size ?? 0;
}
