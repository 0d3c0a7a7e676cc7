/** The big screen in a call that everybody knows of: gets the pictures, plays nobody, sends nothing. */
import { WALL } from '#lib/meeting/calls/calls.ts';
import type { CallMember } from './call-engine.ts';
import { GrantedEngine } from './granted-engine.ts';
import { CallSignals, type SignalLine } from './signals.ts';

export class WallPicture {
	members: readonly CallMember[] = $state.raw([]);
	#engine: GrantedEngine | null = null;

	/** Looks on until `stop`. */
	start(line: SignalLine, room: string): void {
		if (typeof RTCPeerConnection !== 'function') return;
		this.#engine = new GrantedEngine({
			signals: new CallSignals(line, room, WALL),
			kinds: ['audio', 'video'],
			changed: (members) => (this.members = members),
			ended: () => (this.members = [])
		});
		void this.#engine.join();
	}

	stop(): void {
		this.#engine?.leave();
	}
}
