/**
 * Sound and pictures from browser to browser, each connected with each that the room says (decision: design of calls).
 * The server carries the signalling alone.
 *
 * Invariants: nobody is played whom `setHeard` does not name; what is off sends no packet; a dropped socket ends no
 * connection, for the media have a line of their own.
 */
import type { CallGrant } from '#lib/meeting/calls/grant.ts';
import type { Peer, PeerId, SignalData } from '#lib/meeting/calls/signal.ts';
import type { Refusal } from '#lib/meeting/refusal.ts';
import type { CallEngine, CallMember, MembersChanged } from './call-engine.ts';
import { lineOf, loudness, SPEAKS_FROM, type Received } from './line-quality.ts';
import { MeshPeer } from './mesh-peer.ts';
import type { CallSignals } from './signals.ts';

type MeshGrant = Extract<CallGrant, { engine: 'mesh' }>;
type Kind = 'audio' | 'video';

export interface MeshOptions {
	signals: CallSignals;
	kinds: readonly Kind[];
	changed: MembersChanged;
	/** The room ended it, or let nobody in. */
	ended(why: Refusal): void;
	/** Called when the room has let this page in with another engine's grant. */
	otherEngine?(grant: CallGrant): void;
	/** What one of them is sent instead of the common microphone; undefined: that. */
	soundFor?(seat: PeerId): MediaStreamTrack | null | undefined;
}

/** How often levels and lines are looked at, ms. */
const LOOK_MS = 500;
/** So long a line may be interrupted before a new way is asked for, ms. */
const INTERRUPTED_MS = 4000;

/** By how many people there are: bits and frames each second of one picture. */
const PICTURES = [
	{ people: 2, bits: 600_000, frames: 20 },
	{ people: 4, bits: 400_000, frames: 20 },
	{ people: 6, bits: 200_000, frames: 15 },
	{ people: Infinity, bits: 150_000, frames: 15 }
];

export class MeshEngine implements CallEngine {
	members: readonly CallMember[] = [];
	#options: MeshOptions;
	#peers = new Map<PeerId, MeshPeer>();
	/** Said before the room had told who is there. */
	#heard: ReadonlySet<string> = new Set();
	#own: Record<Kind, MediaStreamTrack | null> = { audio: null, video: null };
	#configuration: RTCConfiguration = {};
	#received = new Map<PeerId, Received>();
	#interruptedAt = new Map<PeerId, number>();
	#looking: ReturnType<typeof setInterval> | undefined;
	#wantsWay = new Set<PeerId>();

	constructor(options: MeshOptions) {
		this.#options = options;
	}

	join(): Promise<void> {
		this.#looking = setInterval(() => void this.#look(), LOOK_MS);
		// A page that goes says so: the others would hear silence until its place is given up.
		addEventListener('pagehide', this.#goes);
		return new Promise((resolve) =>
			this.#options.signals.enter({
				entered: (grant, peers) => {
					if (grant.engine === 'mesh') this.#entered(grant, peers);
					else this.#options.otherEngine?.(grant);
					resolve();
				},
				peers: (peers) => this.#meet(peers),
				said: (from, data) => this.#said(from, data),
				ended: (why) => {
					this.#hangUp();
					this.#options.ended(why);
					resolve();
				}
			})
		);
	}

	async setMicrophone(track: MediaStreamTrack | null): Promise<void> {
		this.#own.audio = track;
		await this.refreshSound();
	}

	async setCamera(track: MediaStreamTrack | null): Promise<void> {
		this.#own.video = track;
		await Promise.all([...this.#peers.values()].map((peer) => peer.send('video', track)));
	}

	/** Sends each what they should hear now: `soundFor` may have changed its mind. */
	async refreshSound(): Promise<void> {
		await Promise.all([...this.#peers.values()].map((peer) => this.#sendSound(peer)));
	}

	setHeard(seats: ReadonlySet<string>): void {
		this.#heard = seats;
		this.#tell();
	}

	leave(): void {
		this.#options.signals.leave();
		this.#hangUp();
	}

	#goes = () => this.leave();

	#hangUp(): void {
		clearInterval(this.#looking);
		removeEventListener('pagehide', this.#goes);
		for (const peer of this.#peers.values()) peer.close();
		this.#peers.clear();
		this.#tell();
	}

	#entered({ iceServers, icePolicy }: MeshGrant, peers: Peer[]): void {
		this.#configuration = { iceServers, iceTransportPolicy: icePolicy };
		this.#meet(peers);
		for (const peer of this.#peers.values())
			if (this.#wantsWay.has(peer.peer.id) || peer.state === 'failed')
				peer.restart(this.#configuration);
		this.#wantsWay.clear();
	}

	/** Who is there now: those who are new are met, those who are gone, or others in their place, are let go. */
	#meet(peers: Peer[]): void {
		for (const [id, { peer }] of this.#peers)
			if (!peers.some((one) => one.id === id && one.instance === peer.instance)) this.#drop(id);
		for (const peer of peers) this.#peerOf(peer);
		void this.#share();
		this.#tell();
	}

	/** An offer may come before the room's word that somebody is there. */
	#said(from: Peer, data: SignalData): void {
		this.#peerOf(from).take(data);
	}

	#peerOf(peer: Peer): MeshPeer {
		const known = this.#peers.get(peer.id);
		if (known?.peer.instance === peer.instance) return known;
		this.#drop(peer.id);
		const { signals, kinds } = this.#options;
		const made = new MeshPeer({
			peer,
			polite: signals.as < peer.id,
			configuration: this.#configuration,
			kinds,
			say: (data) => signals.say(peer, data),
			changed: () => {
				void this.#share();
				this.#tell();
			},
			failed: () => this.#askForWay(peer.id)
		});
		this.#peers.set(peer.id, made);
		void this.#sendSound(made);
		void made.send('video', this.#own.video);
		return made;
	}

	#drop(id: PeerId): void {
		this.#peers.get(id)?.close();
		this.#peers.delete(id);
		this.#received.delete(id);
		this.#interruptedAt.delete(id);
	}

	/** Credentials are looked at when a way is made: with fresh ones first. */
	#askForWay(id: PeerId): void {
		if (this.#wantsWay.has(id)) return;
		this.#wantsWay.add(id);
		this.#options.signals.again();
	}

	#sendSound(peer: MeshPeer): Promise<void> {
		const own = this.#options.soundFor?.(peer.peer.id);
		return peer.send('audio', own === undefined ? this.#own.audio : own);
	}

	/** Each picture smaller, the more there are. */
	async #share(): Promise<void> {
		if (!this.#options.kinds.includes('video')) return;
		const { bits, frames } = PICTURES.find(({ people }) => this.#peers.size + 1 <= people)!;
		await Promise.all([...this.#peers.values()].map((peer) => peer.limit('video', bits, frames)));
	}

	async #look(): Promise<void> {
		const now = performance.now();
		for (const [id, peer] of this.#peers) {
			if (peer.state !== 'disconnected') this.#interruptedAt.delete(id);
			else if (!this.#interruptedAt.has(id)) this.#interruptedAt.set(id, now);
			else if (now - this.#interruptedAt.get(id)! >= INTERRUPTED_MS) this.#askForWay(id);
			this.#received.set(id, await lineOf(peer.connection, this.#received.get(id)));
		}
		this.#tell();
	}

	#tell(): void {
		const before = JSON.stringify(this.members.map(shown));
		this.members = [...this.#peers].map(([seat, peer]) => this.#member(seat, peer));
		if (JSON.stringify(this.members.map(shown)) !== before) this.#options.changed(this.members);
	}

	#member(seat: PeerId, peer: MeshPeer): CallMember {
		const isHeard = this.#heard.has(seat);
		const { audio, video } = peer.tracks;
		// Whatever plays it: what is not to be heard brings silence.
		if (audio) audio.enabled = isHeard;
		const lost = peer.state === 'failed' || peer.state === 'disconnected';
		return {
			seat,
			camera: video && !video.muted ? video : null,
			microphone: isHeard ? audio : null,
			speaking: isHeard && loudness(peer.connection) >= SPEAKS_FROM,
			line: lost ? 'lost' : (this.#received.get(seat)?.line ?? 'good')
		};
	}
}

/** What of a member a page draws. */
function shown({ seat, camera, microphone, speaking, line }: CallMember): unknown[] {
	return [seat, camera?.id, microphone?.id, speaking, line];
}
