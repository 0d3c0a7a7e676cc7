/**
 * One browser at one shared document, without any screen: finds it, brings and fetches words, keeps
 * what is not saved on this device, and knows what is. `document.svelte.ts` wraps it in runes.
 *
 * Invariants: what was typed is never thrown away: it is merged, or, where the document was written
 * anew or sealed since, shown as not included (`left-out.ts`); "saved" is the server's word after its COMMIT.
 */
import * as decoding from 'lib0/decoding';
import type { IndexeddbPersistence } from 'y-indexeddb';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { SaveTracker } from '#lib/documents/save-tracker.ts';
import {
	CLOSE,
	DOCUMENTS_PATH,
	MESSAGE,
	SYNC,
	type DocumentName,
	type DocumentPlace,
	type Notice
} from '#lib/documents/wire.ts';
import { RemoteUpdateBuffer } from './remote-update-buffer.ts';
import { LeftOut } from './left-out.ts';
import { stored } from './device-store.ts';
import { Unsaved } from './unsaved.ts';

/** Why changes are not taken: the server's notice, or that this session may not be here. */
export type Reason = Notice | 'sign-in';

/** What is known of the document now. */
export interface LinkState {
	/** Found, and everything the server has is here. */
	synced: boolean;
	connected: boolean;
	/** May be written by this session. */
	writes: boolean;
	sealed: boolean;
	/** Changes here that are not on the server's disk. */
	unsaved: number;
	reason: Reason | null;
	/** Words that are not in the document and will not be by themselves; null: none. */
	notIncluded: string | null;
	/** A backup was restored: the words are those of that time, ours of later are `notIncluded`. */
	restored: boolean;
	/** What is not saved outlives this page: the browser lets us keep it. */
	kept: boolean;
}

export interface LinkOptions {
	code: string;
	name: DocumentName;
	/** The seat in whose name, where several are held. */
	as?: string;
	/** Origin of the server; empty in browsers. */
	origin?: string;
	/** For clients that are not browsers. */
	fetch?: typeof fetch;
	socket?: typeof WebSocket;
	/** Something of `state`, or `doc`, is another one. */
	changed: () => void;
}

/** After a failed attempt to find the document. */
const LOOK_AGAIN_MS = 2000;
/** Before a document that was written anew is opened again. */
const REOPEN_MS = 300;

export class DocumentLink {
	state: LinkState = {
		synced: false,
		connected: false,
		writes: false,
		sealed: false,
		unsaved: 0,
		reason: null,
		notIncluded: null,
		restored: false,
		kept: true
	};
	doc = new Y.Doc();
	#options: LinkOptions;
	#saves = new SaveTracker();
	#place: DocumentPlace | null = null;
	#provider: WebsocketProvider | null = null;
	#remoteUpdates: RemoteUpdateBuffer | null = null;
	#store: IndexeddbPersistence | null = null;
	#unsaved: Unsaved | null = null;
	#again: ReturnType<typeof setTimeout> | undefined;
	#ended = false;
	#leftOut = new LeftOut();

	constructor(options: LinkOptions) {
		this.#options = options;
		void this.#open();
	}

	/** Who else writes; null before the document was found. */
	get awareness(): Awareness | null {
		return this.#provider?.awareness ?? null;
	}

	/** The words not included were read, copied or thrown away. */
	dismiss(): void {
		this.#unsaved?.dismiss();
		this.#set({ notIncluded: null, restored: false });
	}

	/** Others' words wait until `release`. */
	hold(): void {
		this.#remoteUpdates?.hold();
	}

	release(): void {
		this.#remoteUpdates?.release();
	}

	/** Leaves; what is not saved stays on this device. */
	destroy(): void {
		this.#ended = true;
		clearTimeout(this.#again);
		this.#leave();
	}

	/** Finds the document and connects; comes back later when the server cannot be reached. */
	async #open(): Promise<void> {
		const place = await this.#find();
		if (this.#ended) return;
		if (!place) {
			this.#again = setTimeout(() => void this.#open(), LOOK_AGAIN_MS);
			return;
		}
		this.#place = place;
		const unsaved = (this.#unsaved = new Unsaved(place, this.#options.name));
		const left = await this.#leftOut.find(unsaved, place);
		if (this.#ended) return;
		const { doc } = this;
		this.#saves = new SaveTracker(unsaved.found);
		// Before the provider listens, so that a change is counted before it is sent.
		doc.on('update', this.#updated);
		const store = (this.#store = await stored(unsaved.database, doc));
		if (this.#ended) return this.#leave();
		// A slow store may still come.
		void store?.whenSynced.then(() => this.#store === store && this.#set({ kept: true }));
		this.#set({
			kept: store?.synced ?? false,
			writes: place.writes,
			sealed: place.sealed,
			unsaved: this.#saves.unsaved,
			notIncluded: left ?? this.state.notIncluded,
			restored: this.state.restored || unsaved.restored
		});
		this.#connect(place);
	}

	async #find(): Promise<DocumentPlace | null> {
		const { code, name, as, origin = '' } = this.#options;
		const asked = `${origin}/m/${code}/document/${name}${as ? `?as=${as}` : ''}`;
		try {
			const answer = await (this.#options.fetch ?? fetch)(asked);
			if (answer.ok) return (await answer.json()) as DocumentPlace;
			if (answer.status === 401) this.#set({ reason: 'sign-in' });
			if (answer.status === 403) this.#set({ reason: 'not-allowed' });
		} catch {
			// Not reachable now.
		}
		return null;
	}

	#connect({ meeting, epoch }: DocumentPlace): void {
		const { name, as, origin } = this.#options;
		const root = (origin ?? location.origin).replace(/^http/, 'ws') + DOCUMENTS_PATH + meeting;
		const provider = new WebsocketProvider(root, `${name}.${epoch}`, this.doc, {
			connect: false,
			disableBc: true,
			params: as ? { as } : {},
			WebSocketPolyfill: this.#counting(this.#options.socket ?? WebSocket)
		});
		this.#provider = provider;
		this.#remoteUpdates = new RemoteUpdateBuffer(provider);
		provider.messageHandlers[MESSAGE.saved] = (_, decoder) =>
			this.#confirmed(decoding.readVarUint(decoder));
		provider.messageHandlers[MESSAGE.notice] = (_, decoder) =>
			this.#noticed(decoding.readVarString(decoder) as Notice);
		provider.on('status', ({ status }) => {
			if (status === 'connected') this.#saves.connect();
			this.#set({ connected: status === 'connected' });
		});
		provider.on('sync', (synced) => synced && this.#synced());
		provider.on('closed', ({ code }) => this.#refused(code));
		provider.connect();
	}

	/** Everything is here: after a restore, all but what was written later. */
	#synced(): void {
		const unsaved = this.#unsaved!;
		if (!this.#leftOut.restored) return this.#set({ synced: true });
		const notIncluded = this.#leftOut.lost(this.doc, this.state.notIncluded);
		unsaved.restore(notIncluded);
		this.#set({ synced: true, restored: true, notIncluded });
	}

	/** The same socket, which also says which changes leave. */
	#counting(Socket: typeof WebSocket): typeof WebSocket {
		const sent = (whole: boolean) =>
			this.#saves.send(whole, Y.getState(this.doc.store, this.doc.clientID));
		return class extends Socket {
			override send(data: Parameters<WebSocket['send']>[0]): void {
				if (data instanceof Uint8Array && data[0] === MESSAGE.sync && data[1] !== SYNC.step1)
					sent(data[1] === SYNC.step2);
				super.send(data);
			}
		};
	}

	#updated = (_update: Uint8Array, from: unknown): void => {
		const arrived = from !== null && (from === this.#provider || from === this.#store);
		if (arrived) return;
		this.#saves.make();
		this.#count();
	};

	#confirmed(count: number): void {
		this.#saves.confirm(count);
		this.#count();
	}

	#count(): void {
		const { unsaved, savedClock } = this.#saves;
		this.#unsaved?.note(unsaved, this.doc.clientID, savedClock);
		this.#set({ unsaved });
	}

	#noticed(notice: Notice): void {
		if (notice === 'well') this.#set({ reason: null });
		else if (notice !== 'sealed') this.#set({ reason: notice });
		else this.#set({ sealed: true, writes: false, notIncluded: this.#keepUnsent() });
	}

	/** The server will not have us here, whatever we do. */
	#refused(code: number): void {
		if (code === CLOSE.signIn) return this.#set({ reason: 'sign-in' });
		if (code === CLOSE.notAllowed) return this.#set({ reason: 'not-allowed' });
		if (code === CLOSE.tooMany) return this.#set({ reason: 'too-fast' });
		// Written anew since: what is not saved is kept to be read, and the new one is opened.
		const notIncluded = this.#keepUnsent();
		this.#leftOut.hold(this.doc, this.#unsaved!.own, this.#place!);
		this.#leave();
		this.doc = new Y.Doc();
		this.#set({ notIncluded, synced: false, connected: false, unsaved: 0 });
		this.#again = setTimeout(() => void this.#open(), REOPEN_MS);
	}

	/** What is not saved and cannot be any more becomes words to be read, also after a reload. */
	#keepUnsent(): string | null {
		const before = this.state.notIncluded;
		const unsaved = this.#unsaved;
		if (!unsaved || this.#saves.unsaved === 0) return before;
		return this.#leftOut.keep(this.doc, unsaved, before);
	}

	#leave(): void {
		this.doc.off('update', this.#updated);
		this.#provider?.destroy();
		this.#provider?.awareness.destroy();
		this.#provider = this.#remoteUpdates = null;
		void this.#store?.destroy();
		this.#store = null;
	}

	#set(change: Partial<LinkState>): void {
		this.state = { ...this.state, ...change };
		this.#options.changed();
	}
}
