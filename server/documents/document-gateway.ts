/**
 * The door of the documents: upgrades under `/documents/<meeting>/<name>.<epoch>`.
 *
 * Invariants: nothing a client sends is read before its session, its role and the load are certain
 * (F19, B27); ids are looked up exactly and nothing is made (B26); a refusal that no retry can mend is
 * a close code from 4400 to 4499, because y-websocket comes back after anything else for ever.
 */
import { organises } from '#server/auth/meeting-access.ts';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { CLOSE, NOT_INCLUDED, readDocumentPath } from '#lib/documents/wire.ts';
import type { App } from '#server/app.ts';
import { BoundedServer, hasSession, type BoundedSocket } from '#server/bounded-socket.ts';
import type { Room } from '#server/meeting/room.ts';
import type { UpgradeContext } from '#server/meeting/upgrade-context.ts';
import { accessOf, type Visitor } from './access.ts';
import { Connection } from './connection.ts';
import type { LiveDocument } from './document.ts';
import { BOUNDS, HEARTBEAT_MS } from './limits.ts';
import { Allowances, DocumentConnections } from './document-connections.ts';

/** A connection that may sit down, or why not. */
type Admittance =
	{ document: LiveDocument; room: Room; visitor: Visitor } | { code: number; reason?: string };

type Needs = Pick<
	App,
	'rooms' | 'documents' | 'sessions' | 'access' | 'communities' | 'log' | 'now' | 'monotonic'
> & {
	/** True while the server closes: come back later. */
	isStopping: () => boolean;
};

export class DocumentGateway {
	#app: Needs;
	#server = new BoundedServer({
		noServer: true,
		perMessageDeflate: false,
		maxPayload: BOUNDS.bytes,
		clientTracking: false
	});
	#connections = new Map<LiveDocument, DocumentConnections>();
	#allowances: Allowances;
	#timers: NodeJS.Timeout[];

	constructor(app: Needs) {
		this.#app = app;
		this.#allowances = new Allowances(app.monotonic);
		const { documents, rooms, sessions } = app;
		documents.onStored = (document, update) => this.#connections.get(document)?.tell(update);
		documents.onReplaced = (document) => this.#connections.get(document)?.dissolve();
		documents.isUsed = (document) => (this.#connections.get(document)?.size ?? 0) > 0;
		rooms.keepWhile((room) => this.#isAt(room.meeting));
		sessions.follow({
			revoked: (id) => {
				for (const connections of this.#connections.values()) connections.revoke(id);
			},
			renewed: (id) => {
				for (const connections of this.#connections.values()) connections.renew(id);
			}
		});
		this.#timers = [
			setInterval(() => this.#check(), 1000).unref(),
			setInterval(() => {
				for (const connections of this.#connections.values()) connections.beat();
			}, HEARTBEAT_MS).unref()
		];
	}

	/** Takes over an upgrade whose origin was checked. */
	upgrade(
		request: IncomingMessage,
		socket: Duplex,
		head: Buffer,
		url: URL,
		upgrade: UpgradeContext
	): void {
		void this.#admitted(url, upgrade)
			.catch((error: unknown) => {
				this.#app.log.error({ err: error, path: url.pathname }, 'a document could not be opened');
				return { code: CLOSE.notLoaded };
			})
			.then((admitted) => {
				if (socket.destroyed) return;
				// Who is only told why not needs no room for anything.
				if ('document' in admitted) hasSession(request);
				this.#server.handleUpgrade(request, socket, head, (ws) => this.#sit(ws, admitted, upgrade));
			})
			.catch((error: unknown) => {
				this.#app.log.error({ err: error, path: url.pathname }, 'a document could not be shown');
				socket.destroy();
			});
	}

	/** Once more when the document left memory in the moment in which somebody came. */
	async #admitted(url: URL, upgrade: UpgradeContext): Promise<Admittance> {
		const admitted = await this.#admit(url, upgrade);
		return 'document' in admitted && admitted.document.gone ? this.#admit(url, upgrade) : admitted;
	}

	/** Who may sit where; awaits the load. */
	async #admit(url: URL, upgrade: UpgradeContext): Promise<Admittance> {
		const place = readDocumentPath(url.pathname);
		if (!place) return { code: CLOSE.unknown };
		const { session } = upgrade;
		if (this.#app.isStopping()) return { code: CLOSE.notLoaded };
		if (session === null) return { code: CLOSE.signIn };
		const room = await this.#app.access.byId(place.meeting, upgrade);
		if (!room) return { code: CLOSE.unknown };
		const owner = await organises(this.#app, room, upgrade.account);
		const visitor = { session, owner, as: url.searchParams.get('as') ?? '' };
		if (!accessOf(room.committed, place.name, visitor)) return { code: CLOSE.notAllowed };
		const document = await this.#app.documents.at(place.meeting, place.name);
		if (!document) return { code: CLOSE.unknown };
		if (document.epoch !== place.epoch) return { code: CLOSE.notIncluded, reason: NOT_INCLUDED };
		return { document, room, visitor };
	}

	#sit(ws: WebSocket, admitted: Admittance, upgrade: UpgradeContext): void {
		if ('code' in admitted) return refused(ws, admitted.code, admitted.reason);
		const { document, room, visitor } = admitted;
		if (document.gone) return refused(ws, CLOSE.notLoaded);
		// While it was let in, nobody could close it.
		const meanwhile = this.#app.sessions.changedSince(upgrade.asked, upgrade.held);
		if (meanwhile === 'ended') return refused(ws, CLOSE.signIn);
		const connections = this.#table(document, room);
		const session = visitor.session!;
		if (!connections.hasPlaceFor(session)) return refused(ws, CLOSE.tooMany);
		Object.assign(ws as BoundedSocket, { bounds: () => BOUNDS, speaks: 'bytes' });
		const sessions = [session, ...upgrade.sessions.filter((id) => id !== session)];
		const access = () => accessOf(room.committed, document.name, visitor);
		const who = { sessions, expiresAt: upgrade.expiresAt, access };
		connections.enter(new Connection(ws as BoundedSocket, connections, who));
		if (meanwhile === 'renewed') sessions.forEach((id) => connections.renew(id));
	}

	stop(): void {
		for (const timer of this.#timers) clearInterval(timer);
		for (const connections of this.#connections.values()) connections.stop();
		this.#connections.clear();
	}

	#table(document: LiveDocument, room: Room): DocumentConnections {
		let table = this.#connections.get(document);
		if (!table) {
			table = new DocumentConnections(document, room, this.#app, this.#allowances);
			this.#connections.set(document, table);
		}
		return table;
	}

	#check(): void {
		for (const [document, connections] of this.#connections) {
			connections.check();
			if (document.gone && connections.size === 0) this.#connections.delete(document);
		}
	}

	/** Somebody is at a document of this meeting: its room stays. */
	#isAt(meeting: string): boolean {
		for (const [document, { size }] of this.#connections)
			if (size > 0 && document.meeting === meeting) return true;
		return false;
	}
}

/** Accepted only to be told why not; whatever it sends meanwhile is not read. */
function refused(ws: WebSocket, code: number, reason = ''): void {
	ws.on('error', () => {});
	ws.close(code, reason);
}
