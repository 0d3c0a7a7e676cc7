/**
 * The place of this page in one call: enters it over the room's socket, again whenever the line is back, and says and
 * hears what browsers need to find each other. Stable: a line that drops is no leaving.
 */
import type { CallGrant } from '#lib/meeting/calls/grant.ts';
import type { Peer, PeerId, SignalData, SignalDown, SignalUp } from '#lib/meeting/calls/signal.ts';
import type { Refusal } from '#lib/meeting/refusal.ts';

/** The room's line; the meeting's store is one. */
export interface SignalLine {
	/** Hears what comes, and null each time the line is back. */
	signalled?: (message: SignalDown | null) => void;
	signal(message: SignalUp): void;
}

export interface SignalHandlers {
	/** Let in, for the first time or again: with a fresh grant. */
	entered(grant: CallGrant, peers: Peer[]): void;
	peers(peers: Peer[]): void;
	said(from: Peer, data: SignalData): void;
	/** Over for this page. */
	ended(why: Refusal): void;
}

export class CallSignals {
	readonly as: PeerId;
	readonly instance = randomName();
	#line: SignalLine;
	#room: string;
	#handlers: SignalHandlers | null = null;
	#isIn = false;

	constructor(line: SignalLine, room: string, as: PeerId) {
		this.#line = line;
		this.#room = room;
		this.as = as;
	}

	/** Asks to be let in; `handlers` hear what comes of it until `leave`. */
	enter(handlers: SignalHandlers): void {
		this.#handlers = handlers;
		hearersOf(this.#line).add(this.#hear);
		this.again();
	}

	/** Asks again, for a fresh grant or after a line that was lost. */
	again(): void {
		this.#say({ do: 'enter', instance: this.instance });
	}

	say({ id: to, instance }: Peer, data: SignalData): void {
		this.#say({ do: 'say', to, instance, data });
	}

	leave(): void {
		if (!this.#handlers) return;
		this.#stop();
		this.#say({ do: 'leave' });
	}

	#stop(): void {
		this.#handlers = null;
		hearersOf(this.#line).delete(this.#hear);
	}

	#say(what: DistributiveOmit<SignalUp, 'room' | 'as'>): void {
		this.#line.signal({ ...what, room: this.#room, as: this.as });
	}

	#hear = (message: SignalDown | null): void => {
		if (message === null) return this.again();
		if (message.room !== this.#room || message.as !== this.as) return;
		const handlers = this.#handlers;
		if (message.is === 'entered') {
			this.#isIn = true;
			handlers?.entered(message.grant, message.peers);
		} else if (message.is === 'peers') handlers?.peers(message.peers);
		else if (message.is === 'said')
			handlers?.said({ id: message.from, instance: message.instance }, message.data);
		else if (message.is === 'ended' || !this.#isIn) {
			// A refusal before the first step in means that there is no way in.
			this.#stop();
			handlers?.ended(message.why);
		} else if (message.why.refused === 'not-in-call') this.again();
	};
}

type Hear = (message: SignalDown | null) => void;
const hearers = new WeakMap<SignalLine, Set<Hear>>();

/** Who hears a line: one phone may be in several calls. */
function hearersOf(line: SignalLine): Set<Hear> {
	let all = hearers.get(line);
	if (!all) {
		const made = (all = new Set<Hear>());
		hearers.set(line, all);
		line.signalled = (message) => made.forEach((hear) => hear(message));
	}
	return all;
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Works without a secure context. */
function randomName(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}
