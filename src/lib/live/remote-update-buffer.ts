/**
 * Others' words wait while somebody composes: an input method loses its place, or leaves half a word
 * somewhere else, when the line under it changes. Our own words leave meanwhile as always.
 *
 * Invariant: what waited is taken in its order, and nothing of it is lost: leaving the document before
 * that only means that it is fetched again.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { WebsocketProvider } from 'y-websocket';
import { MESSAGE, SYNC } from '#lib/documents/wire.ts';

export class RemoteUpdateBuffer {
	#waiting: Uint8Array[] | null = null;
	#take: (message: Uint8Array) => void;

	constructor(provider: WebsocketProvider) {
		const take = provider.messageHandlers[MESSAGE.sync]!;
		this.#take = (message) =>
			take(encoding.createEncoder(), decoding.createDecoder(message), provider, true, MESSAGE.sync);
		provider.messageHandlers[MESSAGE.sync] = (encoder, decoder, ...rest) => {
			// The server's question what we have is answered at once.
			if (!this.#waiting || decoder.arr[decoder.pos] === SYNC.step1)
				return take(encoder, decoder, ...rest);
			this.#waiting.push(decoding.readTailAsUint8Array(decoder).slice());
		};
	}

	hold(): void {
		this.#waiting ??= [];
	}

	release(): void {
		const waiting = this.#waiting ?? [];
		this.#waiting = null;
		for (const message of waiting) this.#take(message);
	}
}
