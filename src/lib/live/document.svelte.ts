/**
 * One shared document as screens see it. Load this file lazily: a phone that only listens opens no
 * document, and Yjs is no part of its first page.
 */
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { DocumentName } from '#lib/documents/wire.ts';
import { DocumentLink, type LinkState, type Reason } from './document-link.ts';

/**
 * `saved`: everything typed here is on the server's disk. `saving`: it is on its way. `offline`: it is
 * on this device (`unsaved` changes). `refused`: the server does not take it now (`reason`); it stays
 * on this device and is brought again. `sealed`: nothing changes any more.
 */
export type DocumentStatus = 'saved' | 'saving' | 'offline' | 'refused' | 'sealed';

export class SharedDocumentStore {
	#state: LinkState = $state.raw() as LinkState;
	/** Another one when the document was written anew: make editors anew too (`{#key store.doc}`). */
	doc: Y.Doc = $state.raw() as Y.Doc;
	/** Who else writes; each state has `user: {seat, name, role, color}` from the server. */
	awareness: Awareness | null = $state.raw(null);
	#link: DocumentLink;

	constructor(link: DocumentLink) {
		this.#link = link;
		this.follow();
	}

	/** Takes over what the link knows now. */
	follow(): void {
		this.#state = this.#link.state;
		this.doc = this.#link.doc;
		this.awareness = this.#link.awareness;
	}

	/** Everything the server has is here: show the words only then. */
	get synced(): boolean {
		return this.#state.synced;
	}

	get connected(): boolean {
		return this.#state.connected;
	}

	/** Changes made here that are not on the server's disk. */
	get unsaved(): number {
		return this.#state.unsaved;
	}

	get sealed(): boolean {
		return this.#state.sealed;
	}

	/** False: show the editor read-only. */
	get writable(): boolean {
		const { writes, sealed, reason } = this.#state;
		const shut = reason === 'not-saving' || reason === 'not-allowed' || reason === 'sign-in';
		return writes && !sealed && !shut;
	}

	/** Why changes are not taken now. */
	get reason(): Reason | null {
		return this.#state.reason;
	}

	/**
	 * Words of ours that are not in the document and will not be: they came after the sealing, belong to
	 * a version that was written anew, or were written after the backup that was restored. To be copied.
	 */
	get notIncluded(): string | null {
		return this.#state.notIncluded;
	}

	/** A backup was restored, and the words went back to those of that time. */
	get restored(): boolean {
		return this.#state.restored;
	}

	/** False: this browser keeps nothing, so what is not saved is gone with the page. */
	get kept(): boolean {
		return this.#state.kept;
	}

	get status(): DocumentStatus {
		const { sealed, reason, connected, synced, unsaved } = this.#state;
		if (sealed) return 'sealed';
		if (reason !== null) return 'refused';
		if (!connected && (synced || unsaved > 0)) return 'offline';
		return unsaved > 0 ? 'saving' : 'saved';
	}

	/** Others' words wait, while somebody composes, until `release`. */
	hold(): void {
		this.#link.hold();
	}

	release(): void {
		this.#link.release();
	}

	/** What was left out was read. */
	dismiss(): void {
		this.#link.dismiss();
	}

	/** Leaves; what is not saved stays on this device. */
	destroy(): void {
		this.#link.destroy();
	}
}

/**
 * Opens a document of the meeting with this code, in the name of `as` where several seats are held.
 * Only in browsers; call `destroy` when the screen goes.
 */
export function openDocument(ask: {
	code: string;
	name: DocumentName;
	as?: string;
}): SharedDocumentStore {
	let store: SharedDocumentStore | null = null;
	const link = new DocumentLink({ ...ask, changed: () => store?.follow() });
	return (store = new SharedDocumentStore(link));
}
