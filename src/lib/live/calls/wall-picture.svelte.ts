/** The big screen in a call that everybody knows of: gets the pictures, plays nobody, sends nothing. */
import { WALL } from '#lib/meeting/calls/calls.ts';
import type { Refusal } from '#lib/meeting/refusal.ts';
import type { CallMember } from './call-engine.ts';
import { GrantedEngine } from './granted-engine.ts';
import { CallSignals, type SignalLine } from './signals.ts';

/** So long after the room put it out it asks again, ms. */
const AGAIN_MS = 5000;

export class WallPicture {
	members: readonly CallMember[] = $state.raw([]);
	#engine: GrantedEngine | null = null;
	#again: ReturnType<typeof setTimeout> | undefined;

	/** Looks on until `stop`; what the room ends is asked for again, for nobody stands beside it who would press. */
	start(line: SignalLine, room: string): void {
		if (typeof RTCPeerConnection !== 'function') return;
		this.#engine = new GrantedEngine({
			signals: new CallSignals(line, room, WALL),
			kinds: ['audio', 'video'],
			changed: (members) => (this.members = members),
			ended: (why) => this.#ended(why, () => this.start(line, room))
		});
		void this.#engine.join();
	}

	stop(): void {
		clearTimeout(this.#again);
		this.#engine?.leave();
		this.#engine = null;
	}

	#ended({ refused }: Refusal, again: () => void): void {
		this.members = [];
		// Two screens would take it from each other for ever.
		if (refused !== 'call-elsewhere') this.#again = setTimeout(again, AGAIN_MS);
	}
}
