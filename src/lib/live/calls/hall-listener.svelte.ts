/** Somebody at home in the hall's sound: hears the hall, and sends only while the facts say that they are heard. */
import { HALL, STATION } from '#lib/meeting/calls/calls.ts';
import type { SeatId } from '#lib/meeting/names.ts';
import type { Refusal } from '#lib/meeting/refusal.ts';
import { seatSet, type CallEngine, type CallMember } from './call-engine.ts';
import { callFault, LocalMedia, type MediaFault } from './local-media.svelte.ts';
import { GrantedEngine } from './granted-engine.ts';
import { Playback } from './playback.ts';
import { CallSignals, type SignalLine } from './signals.ts';

export class HallListener {
	readonly microphone = new LocalMedia('microphone');
	step: 'off' | 'joining' | 'on' = $state('off');
	/** Why it is off, where the room said so. */
	why: Refusal | null = $state.raw(null);
	/** Why this browser can't even listen. */
	fault: MediaFault | null = $state(null);
	/** The browser wants a tap before it makes a sound. */
	blocked = $state(false);
	/** How the hall reaches this page; null: its device is not there. */
	hall: CallMember['line'] | null = $state(null);
	/** This microphone is sent. */
	sends = $state(false);
	#line: SignalLine;
	#seat: SeatId;
	#engine: CallEngine | null = null;
	#playback = new Playback((blocked) => (this.blocked = blocked));
	#mayBeHeard = false;
	#isApart = false;
	#heard = seatSet([STATION]);

	constructor(line: SignalLine, seat: SeatId) {
		this.#line = line;
		this.#seat = seat;
		this.microphone.lost = () => void this.#send();
	}

	/** From a tap. */
	async listen(): Promise<void> {
		if (this.step !== 'off') return;
		this.why = null;
		this.fault = callFault();
		if (this.fault) return;
		this.step = 'joining';
		const engine = new GrantedEngine({
			signals: new CallSignals(this.#line, HALL, this.#seat),
			kinds: ['audio'],
			changed: (members) => this.#changed(members),
			ended: (why) => this.#ended(why)
		});
		this.#engine = engine;
		engine.setHeard(this.#heard);
		await engine.join();
		if (this.#engine !== engine) return;
		this.step = 'on';
		await this.#send();
	}

	/** A guest turned out to be on the roll: this page leaves its place in the call, and enters as that seat. */
	async sitAs(seat: SeatId): Promise<void> {
		if (seat === this.#seat) return;
		this.#seat = seat;
		if (this.step === 'off') return;
		this.#engine?.leave();
		this.#engine = null;
		this.step = 'off';
		await this.listen();
	}

	/** From a tap of whoever is called: the microphone is ready, and sent once they are heard. */
	async openMicrophone(): Promise<void> {
		if (this.#isApart) return;
		const listening = this.listen();
		await this.microphone.open();
		await listening;
		await this.#send();
	}

	/**
	 * By the facts: who is heard now, perhaps this seat. The hall's device passes the others on where browsers connect with
	 * each other; over a server each comes by itself. [LS21] `isApart`: they are in a private call, whose words the hall
	 * must not get.
	 */
	async hears(seats: readonly SeatId[], isApart = false): Promise<void> {
		this.#isApart = isApart;
		if (isApart) this.microphone.close();
		this.#mayBeHeard = !isApart && seats.includes(this.#seat);
		this.#heard = seatSet([STATION, ...seats]);
		this.#engine?.setHeard(this.#heard);
		await this.#send();
	}

	/** The turn is over: the microphone is let go. */
	closeMicrophone(): void {
		this.microphone.close();
		void this.#send();
	}

	unblock(): void {
		this.#playback.unblock();
	}

	stop(): void {
		this.#engine?.leave();
		this.#end();
	}

	async #send(): Promise<void> {
		const track = this.#mayBeHeard ? this.microphone.track : null;
		await this.#engine?.setMicrophone(track);
		this.sends = track !== null && this.step === 'on';
	}

	#changed(members: readonly CallMember[]): void {
		this.#playback.play(members);
		this.hall = members.find(({ seat }) => seat === STATION)?.line ?? null;
	}

	#ended(why: Refusal): void {
		this.why = why;
		this.#end();
	}

	#end(): void {
		this.#engine = null;
		this.#playback.stop();
		this.microphone.close();
		Object.assign(this, { step: 'off', hall: null, sends: false, blocked: false });
	}
}
