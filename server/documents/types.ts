/** What the parts of the shared documents say to each other. */
import type * as Y from 'yjs';
import type { DocumentName, Notice } from '#lib/documents/wire.ts';

/**
 * The committed state of one document; nothing undecided is in it. Do not keep it for longer than a
 * task: ask `open` again, which costs nothing.
 */
export interface SharedDocument {
	readonly meeting: string;
	readonly name: DocumentName;
	/** Changes when the words were written anew (restore, erasure): older copies never merge. */
	readonly epoch: string;
	/** Grows with every stored change. */
	readonly version: number;
	/** Read only; change it with `change`. */
	readonly doc: Y.Doc;
	readonly sealed: boolean;
	/**
	 * The server's own edit: stored through the group commit, then relayed. `edit` is given a copy
	 * that already holds what is about to be stored. Rejects when the document is sealed, or goes
	 * before it could be stored; while storing fails it waits.
	 */
	change(edit: (doc: Y.Doc) => void): Promise<void>;
	/**
	 * Frozen from here on; asked again, it gives the same bytes (a Yjs update, V1). With `once` it rejects
	 * when it cannot be stored now, and the document goes on.
	 */
	seal(once?: boolean): Promise<{ state: Uint8Array }>;
}

/** A client's update that may be taken. */
export interface Admitted {
	update: Uint8Array;
	/** Next clock of each client in it. */
	clocks: ReadonlyMap<number, number>;
	/** Ids that are used for the first time, and by which session. */
	claims: ReadonlyMap<number, string>;
}

/**
 * What was decided; `nothing`: all of it is there already; `gap`: something before it has not come yet,
 * as when an honest writer comes back and goes on typing before it has brought the rest.
 */
export type Admission = Admitted | 'nothing' | 'gap' | Notice;
