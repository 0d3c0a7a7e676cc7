/** The hall's device: sends the hall home, and plays in the hall whoever is heard from there. */
import { HALL, STATION } from '#lib/meeting/calls/calls.ts';
import type { SeatId } from '#lib/meeting/names.ts';
import type { Refusal } from '#lib/meeting/refusal.ts';
import { seatSet, type CallMember } from './call-engine.ts';
import { HallMix } from './hall-mix.ts';
import { callFault, LocalMedia, type MediaFault } from './local-media.svelte.ts';
import { GrantedEngine } from './granted-engine.ts';
import { Playback } from './playback.ts';
import { CallSignals, type SignalLine } from './signals.ts';

export class HallStation {
	readonly microphone = new LocalMedia('microphone');
	step: 'off' | 'joining' | 'on' = $state('off');
	why: Refusal | null = $state.raw(null);
	fault: MediaFault | null = $state(null);
	blocked = $state(false);
	members: readonly CallMember[] = $state.raw([]);
	/** By a press here: the hall's microphone is off for a while. */
	muted = $state(false);
	#line: SignalLine;
	#engine: GrantedEngine | null = null;
	#mix = new HallMix();
	#playback = new Playback((blocked) => (this.blocked = blocked));
	#heard: ReadonlySet<SeatId> = seatSet([]);
	#isOpen = false;
	/** Grows with each start and end: who waited for the microphone meanwhile is known. */
	#turn = 0;

	constructor(line: SignalLine) {
		this.#line = line;
		this.microphone.lost = () => this.#send();
	}

	/** From a press. */
	async start(device?: string): Promise<void> {
		if (this.step !== 'off') return;
		this.why = null;
		this.fault = callFault();
		if (this.fault) return;
		const turn = (this.#turn += 1);
		if (!(await this.microphone.open(device)) || turn !== this.#turn) return;
		this.step = 'joining';
		await this.#mix.start(this.microphone.track!);
		if (turn !== this.#turn) return;
		const engine = new GrantedEngine({
			signals: new CallSignals(this.#line, HALL, STATION),
			kinds: ['audio'],
			soundFor: (seat) => this.#soundFor(seat),
			soundForAll: () => (this.#isOpen && !this.muted ? this.microphone.track : null),
			changed: (members) => this.#changed(members),
			ended: (why) => this.#ended(why)
		});
		this.#engine = engine;
		engine.setHeard(this.#heard);
		await engine.join();
		if (this.#engine === engine) this.step = 'on';
	}

	/** By the facts: who is heard from home, and whether the hall itself is. */
	hears(seats: readonly SeatId[], hallIsHeard: boolean): void {
		this.#heard = seatSet(seats);
		this.#isOpen = hallIsHeard;
		this.#engine?.setHeard(this.#heard);
		this.#send();
	}

	mute(muted: boolean): void {
		this.muted = muted;
		this.#send();
	}

	/** Another microphone. */
	async use(device: string): Promise<void> {
		if (!(await this.microphone.open(device))) return;
		await this.#mix.start(this.microphone.track!);
		this.#send();
	}

	unblock(): void {
		this.#playback.unblock();
	}

	stop(): void {
		this.#engine?.leave();
		this.#end();
	}

	#soundFor(seat: SeatId): MediaStreamTrack | null {
		const { track } = this.microphone;
		if (!this.#isOpen || !track) return null;
		if (this.#heard.has(seat)) return this.muted ? null : track;
		return this.#mix.track ?? track;
	}

	#send(): void {
		if (this.microphone.track) this.microphone.track.enabled = !this.muted;
		void this.#engine?.refreshSound();
	}

	#changed(members: readonly CallMember[]): void {
		this.members = members;
		this.#playback.play(members);
		this.#mix.set(members.flatMap(({ microphone }) => microphone ?? []));
		this.#send();
	}

	#ended(why: Refusal): void {
		this.why = why;
		this.#end();
	}

	#end(): void {
		this.#turn += 1;
		this.#engine = null;
		this.#playback.stop();
		void this.#mix.stop();
		this.microphone.close();
		Object.assign(this, { step: 'off', members: [], muted: false, blocked: false });
	}
}
