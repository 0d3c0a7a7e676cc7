/** A browser at a shared document without its screen: the very code that browsers run. */
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { Doc } from 'yjs';
import { DocumentLink, type LinkState } from '#lib/live/document-link.ts';
import type { DocumentName, DocumentPlace } from '#lib/documents/wire.ts';
import type { Room } from '#server/meeting/room.ts';
import type { Served } from './serve.ts';

/** The app may become another one while the server runs. */
type Server = Pick<Served, 'app' | 'origin'>;

/** A link with a session, and every state it went through; gone when the test ends. */
export function linked(it: Server, room: Room, cookie: string, name: DocumentName = 'minutes') {
	const states: LinkState[] = [];
	const watchers = new Set<() => void>();
	const { origin } = it;
	let served = it;
	/** The document that is listened to: after a restore it is another one. */
	let heard: Doc | null = null;
	const look = () => {
		for (const watch of watchers) watch();
	};
	const listen = () => {
		if (heard === link.doc) return;
		heard?.off('update', look);
		heard = link.doc;
		heard.on('update', look);
	};
	class Socket extends WebSocket {
		constructor(url: string) {
			super(url, { headers: { origin, cookie } });
		}
	}
	const link: DocumentLink = new DocumentLink({
		code: room.code,
		name,
		origin,
		socket: Socket as unknown as typeof globalThis.WebSocket,
		fetch: async () => {
			const { meeting, epoch, sealed } = await served.app.documents.open(room.meeting, name);
			const installation = served.app.epoch;
			const place: DocumentPlace = { meeting, epoch, installation, sealed, writes: true };
			return Response.json(place);
		},
		changed: () => {
			states.push(link.state);
			listen();
			look();
		}
	});
	onTestFinished(() => link.destroy());
	return {
		link,
		states,
		/** The server was started again. */
		found: (again: Server) => (served = again),
		until(condition: (state: LinkState) => boolean, what: string): Promise<void> {
			return new Promise((resolve, reject) => {
				const timer = setTimeout(
					() => reject(new Error(`in vain for ${what}: ${JSON.stringify(link.state)}`)),
					60_000
				);
				const watch = () => {
					if (!condition(link.state)) return;
					clearTimeout(timer);
					watchers.delete(watch);
					resolve();
				};
				watchers.add(watch);
				listen();
				watch();
			});
		},
		words: () => link.doc.getText('t').toString(),
		type: (words: string) => link.doc.getText('t').insert(link.doc.getText('t').length, words)
	};
}
