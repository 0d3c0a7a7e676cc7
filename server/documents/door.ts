/**
 * The door of the documents: upgrades under `/documents/<meeting>/<name>.<epoch>`.
 *
 * Invariants: nothing a client sends is read before its session, its role and the load are certain
 * (F19, B27); ids are looked up exactly and nothing is made (B26); a refusal that no retry can mend is
 * a close code from 4400 to 4499, because y-websocket comes back after anything else for ever.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { CLOSE, NOT_INCLUDED, readDocumentPath } from '#lib/documents/wire.ts';
import type { App } from '#server/app.ts';
import { BoundedServer, hasSession, type BoundedSocket } from '#server/bounded-socket.ts';
import type { Room } from '#server/meeting/room.ts';
import type { Knock } from '#server/meeting/socket.ts';
import { accessOf, type Visitor } from './access.ts';
import { Connection } from './connection.ts';
import type { LiveDocument } from './document.ts';
import { BOUNDS, HEARTBEAT_MS } from './limits.ts';
import { Allowances, Table } from './table.ts';

/** A connection that may sit down, or why not. */
type Admittance =
	{ document: LiveDocument; room: Room; visitor: Visitor } | { code: number; reason?: string };

type Needs = Pick<
	App,
	'rooms' | 'documents' | 'sessions' | 'access' | 'ownerOf' | 'log' | 'now' | 'monotonic'
> & {
	/** True while the server closes: come back later. */
	isStopping: () => boolean;
};

export class DocumentDoor {
	#app: Needs;
	#server = new BoundedServer({
		noServer: true,
		perMessageDeflate: false,
		maxPayload: BOUNDS.bytes,
		clientTracking: false
	});
	#tables = new Map<LiveDocument, Table>();
	#allowances: Allowances;
	#timers: NodeJS.Timeout[];

	constructor(app: Needs) {
		this.#app = app;
		this.#allowances = new Allowances(app.monotonic);
		const { documents, rooms, sessions } = app;
		documents.onStored = (document, told) => this.#tables.get(document)?.tell(told);
		documents.onReplaced = (document) => this.#tables.get(document)?.dissolve();
		documents.isUsed = (document) => (this.#tables.get(document)?.size ?? 0) > 0;
		rooms.keepWhile((room) => this.#isAt(room.meeting));
		sessions.follow({
			revoked: (id) => {
				for (const table of this.#tables.values()) table.revoke(id);
			},
			renewed: (id) => {
				for (const table of this.#tables.values()) table.renew(id);
			}
		});
		this.#timers = [
			setInterval(() => this.#check(), 1000).unref(),
			setInterval(() => {
				for (const table of this.#tables.values()) table.beat();
			}, HEARTBEAT_MS).unref()
		];
	}

	/** Takes over an upgrade whose origin was checked. */
	upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL, knock: Knock): void {
		void this.#admitted(url, knock)
			.catch((error: unknown) => {
				this.#app.log.error({ err: error, path: url.pathname }, 'a document could not be opened');
				return { code: CLOSE.notLoaded };
			})
			.then((admitted) => {
				if (socket.destroyed) return;
				// Who is only told why not needs no room for anything.
				if ('document' in admitted) hasSession(request);
				this.#server.handleUpgrade(request, socket, head, (ws) => this.#sit(ws, admitted, knock));
			})
			.catch((error: unknown) => {
				this.#app.log.error({ err: error, path: url.pathname }, 'a document could not be shown');
				socket.destroy();
			});
	}

	/** Once more when the document left memory in the moment in which somebody came. */
	async #admitted(url: URL, knock: Knock): Promise<Admittance> {
		const admitted = await this.#admit(url, knock);
		return 'document' in admitted && admitted.document.gone ? this.#admit(url, knock) : admitted;
	}

	/** Who may sit where; awaits the load. */
	async #admit(url: URL, knock: Knock): Promise<Admittance> {
		const place = readDocumentPath(url.pathname);
		if (!place) return { code: CLOSE.unknown };
		const { session } = knock;
		if (this.#app.isStopping()) return { code: CLOSE.notLoaded };
		if (session === null) return { code: CLOSE.signIn };
		const room = await this.#app.access.byId(place.meeting, knock);
		if (!room) return { code: CLOSE.unknown };
		const owner = knock.account !== null && this.#app.ownerOf(room.meeting) === knock.account;
		const visitor = { session, owner, as: url.searchParams.get('as') ?? '' };
		if (!accessOf(room.stored, place.name, visitor)) return { code: CLOSE.notAllowed };
		const document = await this.#app.documents.at(place.meeting, place.name);
		if (!document) return { code: CLOSE.unknown };
		if (document.epoch !== place.epoch) return { code: CLOSE.notIncluded, reason: NOT_INCLUDED };
		return { document, room, visitor };
	}

	#sit(ws: WebSocket, admitted: Admittance, knock: Knock): void {
		if ('code' in admitted) return refused(ws, admitted.code, admitted.reason);
		const { document, room, visitor } = admitted;
		if (document.gone) return refused(ws, CLOSE.notLoaded);
		const table = this.#table(document, room);
		const session = visitor.session!;
		if (!table.hasPlaceFor(session)) return refused(ws, CLOSE.tooMany);
		Object.assign(ws as BoundedSocket, { bounds: () => BOUNDS, speaks: 'bytes' });
		const sessions = [session, ...knock.sessions.filter((id) => id !== session)];
		const access = () => accessOf(room.stored, document.name, visitor);
		const who = { sessions, expiresAt: knock.expiresAt, access };
		table.enter(new Connection(ws as BoundedSocket, table, who));
	}

	stop(): void {
		for (const timer of this.#timers) clearInterval(timer);
		for (const table of this.#tables.values()) table.stop();
		this.#tables.clear();
	}

	#table(document: LiveDocument, room: Room): Table {
		let table = this.#tables.get(document);
		if (!table) {
			table = new Table(document, room, this.#app, this.#allowances);
			this.#tables.set(document, table);
		}
		return table;
	}

	#check(): void {
		for (const [document, table] of this.#tables) {
			table.check();
			if (document.gone && table.size === 0) this.#tables.delete(document);
		}
	}

	/** Somebody is at a document of this meeting: its room stays. */
	#isAt(meeting: string): boolean {
		for (const [document, { size }] of this.#tables)
			if (size > 0 && document.meeting === meeting) return true;
		return false;
	}
}

/** Accepted only to be told why not; whatever it sends meanwhile is not read. */
function refused(ws: WebSocket, code: number, reason = ''): void {
	ws.on('error', () => {});
	ws.close(code, reason);
}
