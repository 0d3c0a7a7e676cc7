/** Somebody's own place in a small call: what is sent and played follows the level that the facts say, and the floor. */
import type { Level } from '#lib/meeting/calls/call.ts';
import { WALL } from '#lib/meeting/calls/calls.ts';
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
	/** A press here is on its way: a device is asked for, or the room is. */
	entering = $state(false);
	#line: SignalLine;
	#room: string;
	#seat: SeatId;
	#engine: CallEngine | null = null;
	#playback = new Playback((blocked) => (this.blocked = blocked));
	#heard: readonly SeatId[] = [];
	#isHeard = false;
	#mayOpen = false;
	/** As the facts say it. */
	#level: Level | null = null;
	/** [LS20] Somebody pressed on this page: the place is its own until the facts, the room or the page end it. */
	#isOwn = false;
	/** Grows with each press and each end: who waited for a device or an answer meanwhile is known. */
	#turn = 0;
	#weakFor = 0;
	#looking: ReturnType<typeof setInterval> | undefined;
	#stepDown: (to: Level) => void;

	/** `stepDown` hears when the line is too weak for the level; the room is told by it. */
	constructor(line: SignalLine, room: string, seat: SeatId, stepDown: (to: Level) => void) {
		this.#line = line;
		this.#room = room;
		this.#seat = seat;
		this.#stepDown = stepDown;
		this.camera.lost = () => void this.#engine?.setCamera(null);
		this.microphone.lost = () => void this.#send();
	}

	/**
	 * From a press, the only way to a camera, a microphone or the place in the call: comes in at what of this level the
	 * devices allow (their faults say why it is less), changes the level, or joins again where the room had ended it.
	 *
	 * @param answer tells the room the level; false: it was refused, and what the facts do not hold is let go
	 */
	async enter(level: Level, answer: (can: Level) => Promise<boolean>): Promise<void> {
		const turn = (this.#turn += 1);
		this.entering = true;
		this.why = null;
		const can = await this.#prepare(level, turn);
		if (turn !== this.#turn) return;
		const holds = can === this.#level || (await answer(can));
		if (turn !== this.#turn) return;
		this.entering = false;
		if (holds) this.#isOwn = true;
		// Else the facts are on their way.
		if (!holds || can === this.#level) await this.#settle();
	}

	/** By the facts: the level of this seat; null: it is not in. Opens nothing by itself. */
	async follow(level: Level | null): Promise<void> {
		this.#level = level;
		this.#weakFor = 0;
		if (level === null) return this.stop();
		if (!this.entering) await this.#settle();
	}

	/** By the facts: who is heard, and whether this seat's microphone may be open, and is heard. */
	async hears(heard: readonly SeatId[], mayOpen: boolean, isHeard: boolean): Promise<void> {
		this.#heard = heard;
		this.#mayOpen = mayOpen;
		this.#isHeard = isHeard;
		this.#engine?.setHeard(seatSet(heard));
		await this.#sound();
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
	}

	/** What of this level the devices allow. */
	async #prepare(level: Level, turn: number): Promise<Level> {
		if (level === 'text') return level;
		if (level === 'video' && !this.camera.track) await this.camera.open();
		// It is asked for now, so that nobody is asked when their turn has come; until then it is off.
		if (turn === this.#turn && !this.microphone.track) await this.microphone.open();
		if (level === 'video' && this.camera.track) return level;
		return this.microphone.track ? 'voice' : 'text';
	}

	/** Devices and the place as the facts say now, and none where nobody pressed. */
	async #settle(): Promise<void> {
		if (this.#level === null || this.#level === 'text' || !this.#isOwn) return this.stop();
		if (this.#level === 'voice') this.camera.close();
		await this.#join();
		await this.#engine?.setCamera(this.camera.track);
		await this.#sound();
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
		if (this.#engine === engine) this.step = 'on';
	}

	/** The microphone as the facts last said; while a press waits for it, it is not closed. */
	async #sound(): Promise<void> {
		if (!this.#mayOpen && !this.entering) this.microphone.close();
		if (this.#mayOpen && this.#engine && !this.microphone.track) await this.microphone.open();
		await this.#send();
	}

	async #send(): Promise<void> {
		const track = this.#isHeard ? this.microphone.track : null;
		await this.#engine?.setMicrophone(track);
		this.sends = track !== null && this.step === 'on';
	}

	/** The big screen looks on, and is nobody whom a page shows. */
	#changed(members: readonly CallMember[]): void {
		this.members = members.filter(({ seat }) => seat !== WALL);
		this.#playback.play(this.members);
	}

	#look(): void {
		this.#weakFor = isWeak(this.members) ? this.#weakFor + LOOK_MS : 0;
		const to = levelBelow(this.#level ?? 'text', this.#weakFor);
		if (to === null) return;
		this.#weakFor = 0;
		this.#stepDown(to);
	}

	#end(): void {
		this.#turn += 1;
		clearInterval(this.#looking);
		this.#engine = null;
		this.#isOwn = false;
		this.#playback.stop();
		this.camera.close();
		this.microphone.close();
		const off = { step: 'off', members: [], sends: false, blocked: false, entering: false };
		Object.assign(this, off);
	}
}
