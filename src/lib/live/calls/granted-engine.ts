/**
 * The engine that the room grants: browsers with each other, or a LiveKit server. The place in the call is the room's in
 * either case (`signals.ts`): it says who may be in, and when it is over.
 */
import type { CallGrant } from '#lib/meeting/calls/grant.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import type { CallEngine, CallMember } from './call-engine.ts';
import type { LivekitEngine } from './livekit-engine.ts';
import { MeshEngine, type MeshOptions } from './mesh-engine.ts';

export interface GrantedOptions extends Omit<MeshOptions, 'otherEngine'> {
	/** What a server gets that passes it on to all; missing: the common microphone. */
	soundForAll?(): MediaStreamTrack | null;
}

type LivekitGrant = Extract<CallGrant, { engine: 'livekit' }>;

export class GrantedEngine implements CallEngine {
	#options: GrantedOptions;
	#mesh: MeshEngine;
	#livekit: LivekitEngine | null = null;
	#connecting: Promise<void> | null = null;
	#isOver = false;
	#heard: ReadonlySet<string> = new Set();
	#own: { microphone: MediaStreamTrack | null; camera: MediaStreamTrack | null } = {
		microphone: null,
		camera: null
	};

	constructor(options: GrantedOptions) {
		this.#options = options;
		this.#mesh = new MeshEngine({
			...options,
			ended: (why) => {
				this.#close();
				options.ended(why);
			},
			otherEngine: (grant) => {
				if (grant.engine === 'livekit') this.#connecting ??= this.#connect(grant);
			}
		});
	}

	get members(): readonly CallMember[] {
		return this.#livekit?.members ?? this.#mesh.members;
	}

	async join(): Promise<void> {
		await this.#mesh.join();
		await this.#connecting;
	}

	async setMicrophone(track: MediaStreamTrack | null): Promise<void> {
		this.#own.microphone = track;
		await this.#mesh.setMicrophone(track);
		await this.#livekit?.setMicrophone(track);
	}

	async setCamera(track: MediaStreamTrack | null): Promise<void> {
		this.#own.camera = track;
		await this.#mesh.setCamera(track);
		await this.#livekit?.setCamera(track);
	}

	/** Sends what should be heard now: `soundFor` and `soundForAll` may have changed their mind. */
	async refreshSound(): Promise<void> {
		await this.#mesh.refreshSound();
		await this.#livekit?.setMicrophone(this.#sound());
	}

	setHeard(seats: ReadonlySet<string>): void {
		this.#heard = seats;
		this.#mesh.setHeard(seats);
		this.#livekit?.setHeard(seats);
	}

	leave(): void {
		this.#close();
		this.#mesh.leave();
	}

	#sound(): MediaStreamTrack | null {
		return this.#options.soundForAll ? this.#options.soundForAll() : this.#own.microphone;
	}

	/** Its code is fetched now, and a token opens its door for minutes: what is lost is asked for anew. */
	async #connect(grant: LivekitGrant): Promise<void> {
		try {
			const { LivekitEngine } = await import('./livekit-engine.ts');
			if (this.#isOver) return;
			const livekit = new LivekitEngine({
				changed: this.#options.changed,
				lost: () => this.#lost()
			});
			this.#livekit = livekit;
			livekit.setHeard(this.#heard);
			await livekit.connect(grant);
			await livekit.setMicrophone(this.#sound());
			await livekit.setCamera(this.#own.camera);
		} catch {
			if (this.#isOver) return;
			this.leave();
			this.#options.ended(refuse('call-engine-down'));
		}
	}

	#lost(): void {
		if (this.#isOver) return;
		this.#livekit?.close();
		this.#livekit = this.#connecting = null;
		this.#options.changed([]);
		this.#options.signals.again();
	}

	#close(): void {
		this.#isOver = true;
		this.#livekit?.close();
		this.#livekit = null;
	}
}
