/** Somebody's own place in a small call: what is sent and played follows the level that the facts say, and the floor. */
import type { Level } from '#lib/meeting/calls/call.ts';
import type { SeatId } from '#lib/meeting/names.ts';
import type { Refusal } from '#lib/meeting/refusal.ts';
import { seatSet, type CallEngine, type CallMember } from './call-engine.ts';
import { LocalMedia } from './local-media.svelte.ts';
import { GrantedEngine } from './granted-engine.ts';
import { Playback } from './playback.ts';
import { CallSignals, type SignalLine } from './signals.ts';
import { isWeak, levelBelow } from './step-down.ts';

/** How often the line is looked at, ms. */
const LOOK_MS = 1000;

export class SmallCall {
	readonly camera = new LocalMedia('camera');
	readonly microphone = new LocalMedia('microphone');
	step: 'off' | 'joining' | 'on' = $state('off');
	why: Refusal | null = $state.raw(null);
	blocked = $state(false);
	members: readonly CallMember[] = $state.raw([]);
	/** This microphone is sent. */
	sends = $state(false);
	#line: SignalLine;
	#room: string;
	#seat: SeatId;
	#engine: CallEngine | null = null;
	#playback = new Playback((blocked) => (this.blocked = blocked));
	#heard: readonly SeatId[] = [];
	#isHeard = false;
	#level: Level = 'text';
	#weakFor = 0;
	#looking: ReturnType<typeof setInterval> | undefined;
	#stepDown: (to: Level) => void;

	/** `stepDown` hears when the line is too weak for the level; the room is told by it. */
	constructor(line: SignalLine, room: string, seat: SeatId, stepDown: (to: Level) => void) {
		this.#line = line;
		this.#room = room;
		this.#seat = seat;
		this.#stepDown = stepDown;
	}

	/** From a tap: what of this level the devices allow; their faults say why it is less. */
	async prepare(level: Level): Promise<Level> {
		if (level === 'text') return level;
		if (level === 'video' && !this.camera.track) await this.camera.open();
		if (!this.microphone.track) await this.microphone.open();
		if (level === 'video' && this.camera.track) return level;
		return this.microphone.track ? 'voice' : 'text';
	}

	/** By the facts: the level of this seat; null: it is not in. */
	async follow(level: Level | null): Promise<void> {
		if (level === null || level === 'text') return this.stop();
		this.#level = level;
		this.#weakFor = 0;
		if (level === 'video' && !this.camera.track) await this.camera.open();
		if (level === 'voice') this.camera.close();
		await this.#join();
		await this.#engine?.setCamera(this.camera.track);
	}

	/** By the facts: who is heard, and whether this seat's microphone may be open, and is heard. */
	async hears(heard: readonly SeatId[], mayOpen: boolean, isHeard: boolean): Promise<void> {
		this.#heard = heard;
		this.#isHeard = isHeard;
		this.#engine?.setHeard(seatSet(heard));
		if (mayOpen && this.step !== 'off' && !this.microphone.track) await this.microphone.open();
		if (!mayOpen) this.microphone.close();
		await this.#send();
	}

	/** Another camera or microphone. */
	async use(media: LocalMedia, device: string): Promise<void> {
		await media.open(device);
		await this.#engine?.setCamera(this.camera.track);
		await this.#send();
	}

	unblock(): void {
		this.#playback.unblock();
	}

	stop(): void {
		this.#engine?.leave();
		this.#end();
		this.camera.close();
		this.microphone.close();
	}

	async #join(): Promise<void> {
		if (this.#engine) return;
		this.step = 'joining';
		this.why = null;
		const engine = new GrantedEngine({
			signals: new CallSignals(this.#line, this.#room, this.#seat),
			kinds: ['audio', 'video'],
			changed: (members) => this.#changed(members),
			ended: (why) => {
				this.why = why;
				this.#end();
			}
		});
		this.#engine = engine;
		engine.setHeard(seatSet(this.#heard));
		this.#looking = setInterval(() => this.#look(), LOOK_MS);
		await engine.join();
		if (this.#engine !== engine) return;
		this.step = 'on';
		await this.#send();
	}

	async #send(): Promise<void> {
		const track = this.#isHeard ? this.microphone.track : null;
		await this.#engine?.setMicrophone(track);
		this.sends = track !== null && this.step === 'on';
	}

	#changed(members: readonly CallMember[]): void {
		this.members = members;
		this.#playback.play(members);
	}

	#look(): void {
		this.#weakFor = isWeak(this.members) ? this.#weakFor + LOOK_MS : 0;
		const to = levelBelow(this.#level, this.#weakFor);
		if (to === null) return;
		this.#weakFor = 0;
		this.#stepDown(to);
	}

	#end(): void {
		clearInterval(this.#looking);
		this.#engine = null;
		this.#playback.stop();
		Object.assign(this, { step: 'off', members: [], sends: false, blocked: false });
	}
}
