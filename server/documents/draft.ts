/**
 * A copy of a document with everything decided, on which the server makes its own edits: they are
 * known as updates before they are stored, and `doc` never holds what may still be lost.
 *
 * Made when the server first edits, it follows what clients bring, and goes when it was idle.
 */
import * as Y from 'yjs';

/** So many settled commits without an edit of ours, and the copy is dropped. */
const PATIENCE = 200;

export class Draft {
	/** The client id of the server's edits in this document. */
	readonly client: number;
	#copy: Y.Doc | null = null;
	#idle = 0;

	/** `taken` says whether an id is in use. */
	constructor(taken: (client: number) => boolean) {
		let { clientID } = new Y.Doc();
		while (taken(clientID)) ({ clientID } = new Y.Doc());
		this.client = clientID;
	}

	/** Updates that the edit makes, and our next clock. `decided` gives everything decided so far. */
	edit(
		change: (doc: Y.Doc) => void,
		decided: () => Uint8Array[]
	): { updates: Uint8Array[]; clock: number } {
		const copy = (this.#copy ??= this.#made(decided()));
		this.#idle = 0;
		const updates: Uint8Array[] = [];
		const collect = (update: Uint8Array) => void updates.push(update);
		copy.on('update', collect);
		try {
			copy.transact(() => change(copy));
		} catch (error) {
			this.drop();
			throw error;
		}
		copy.off('update', collect);
		return { updates, clock: Y.getState(copy.store, this.client) };
	}

	/** A client's update was taken. */
	follow(update: Uint8Array): void {
		if (this.#copy) Y.applyUpdate(this.#copy, update);
	}

	/** A COMMIT held. */
	rest(): void {
		if (this.#copy && (this.#idle += 1) > PATIENCE) this.drop();
	}

	drop(): void {
		this.#copy?.destroy();
		this.#copy = null;
	}

	#made(updates: Uint8Array[]): Y.Doc {
		const copy = new Y.Doc();
		for (const update of updates) Y.applyUpdate(copy, update);
		copy.clientID = this.client;
		return copy;
	}
}
