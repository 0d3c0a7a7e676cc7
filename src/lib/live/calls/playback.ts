/** Plays who is heard: an element for each, for that is what browsers take the echo out of. */
import type { CallMember } from './call-engine.ts';

export class Playback {
	#elements = new Map<string, HTMLAudioElement>();
	#blocked: (blocked: boolean) => void;

	/** `blocked` hears when the browser wants a tap before it makes a sound. */
	constructor(blocked: (blocked: boolean) => void) {
		this.#blocked = blocked;
	}

	/** Plays these and nobody else. */
	play(members: readonly CallMember[]): void {
		for (const seat of this.#elements.keys())
			if (!members.some((one) => one.seat === seat && one.microphone)) this.#stop(seat);
		for (const { seat, microphone } of members) if (microphone) this.#start(seat, microphone);
	}

	/** From a tap: what was blocked may sound now. */
	unblock(): void {
		this.#blocked(false);
		for (const element of this.#elements.values()) this.#sound(element);
	}

	stop(): void {
		this.play([]);
	}

	#start(seat: string, track: MediaStreamTrack): void {
		const known = this.#elements.get(seat);
		if (known && (known.srcObject as MediaStream).getTracks()[0] === track) return;
		const element = known ?? new Audio();
		element.srcObject = new MediaStream([track]);
		this.#elements.set(seat, element);
		this.#sound(element);
	}

	#stop(seat: string): void {
		const element = this.#elements.get(seat)!;
		element.pause();
		element.srcObject = null;
		this.#elements.delete(seat);
	}

	#sound(element: HTMLAudioElement): void {
		element.play().catch((error: DOMException) => {
			if (error.name === 'NotAllowedError') this.#blocked(true);
		});
	}
}
