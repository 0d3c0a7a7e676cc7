/**
 * Which sockets belong to which session, so that they close when it ends. socket.io's own rooms could
 * tell it too, with three sets a phone that nobody else here uses: the subscribers of a room are ours.
 */
import { Adapter } from 'socket.io-adapter';
import type { LiveSocket } from './subscribers.ts';

/** socket.io without rooms: nothing is ever sent to one (server/meeting/encoded.ts writes to sockets). */
export class Roomless extends Adapter {
	override addAll(): void {}
	override del(): void {}
	override delAll(): void {}
}

/** Until a browser surely has the cookie of the answer that renewed it. */
export const TOKEN_ARRIVES_MS = 3000;

export class SocketsBySession {
	/** A phone has one socket; only a second tab needs a list. */
	#sockets = new Map<string, LiveSocket | LiveSocket[]>();

	add(sessions: readonly string[], socket: LiveSocket): void {
		for (const id of sessions) {
			const known = this.#of(id);
			this.#sockets.set(id, known.length === 0 ? socket : [...known, socket]);
		}
	}

	remove(sessions: readonly string[], socket: LiveSocket): void {
		for (const id of sessions) {
			const left = this.#of(id).filter((one) => one !== socket);
			if (left.length === 0) this.#sockets.delete(id);
			else this.#sockets.set(id, left.length === 1 ? left[0]! : left);
		}
	}

	/** Closes every socket of a session that is over. */
	end(session: string): void {
		for (const socket of this.#of(session)) socket.disconnect(true);
	}

	/** A session has another token: the sockets it has now come again with it, once it has reached them. */
	renew(session: string): void {
		const before = [...this.#of(session)];
		if (before.length === 0) return;
		const end = () => before.forEach((socket) => socket.disconnect(true));
		setTimeout(end, TOKEN_ARRIVES_MS).unref();
	}

	#of(session: string): LiveSocket[] {
		const known = this.#sockets.get(session);
		return known === undefined ? [] : Array.isArray(known) ? known : [known];
	}
}
