/**
 * One connection of a mesh: perfect negotiation (W3C, WebRTC 1.0, 10.7) with two additions. One side alone makes the
 * connection's parts, so that two who begin at once do not make them twice; and what comes is handled strictly in order.
 */
import type { Peer, SignalData } from '#lib/meeting/calls/signal.ts';

export interface MeshPeerOptions {
	peer: Peer;
	/** Gives way when both offer at once, and waits for the first offer: the one with the lower id. */
	polite: boolean;
	configuration: RTCConfiguration;
	/** Parts of the connection, in this order. */
	kinds: readonly ('audio' | 'video')[];
	say(data: SignalData): void;
	changed(): void;
	/** The line broke for good: it wants a fresh grant, then `restart`. */
	failed(): void;
}

type Kind = 'audio' | 'video';

export class MeshPeer {
	readonly peer: Peer;
	readonly tracks: Record<Kind, MediaStreamTrack | null> = { audio: null, video: null };
	#options: MeshPeerOptions;
	#connection: RTCPeerConnection;
	#sends: Record<Kind, MediaStreamTrack | null> = { audio: null, video: null };
	#makingOffer = false;
	#ignoresOffer = false;
	#order: Promise<void> = Promise.resolve();

	constructor(options: MeshPeerOptions) {
		this.#options = options;
		this.peer = options.peer;
		const connection = new RTCPeerConnection(options.configuration);
		this.#connection = connection;
		connection.onicecandidate = ({ candidate }) =>
			options.say({ candidate: candidate ? plain(candidate) : null });
		connection.ontrack = ({ track }) => {
			this.tracks[track.kind as Kind] = track;
			track.onmute = track.onunmute = () => options.changed();
			options.changed();
		};
		connection.onconnectionstatechange = () => {
			if (connection.connectionState === 'failed') options.failed();
			options.changed();
		};
		connection.onnegotiationneeded = () => this.#inOrder(() => this.#offer());
		// The other side answers to the parts that come with the first offer.
		if (!options.polite)
			for (const kind of options.kinds) connection.addTransceiver(kind, { direction: 'sendrecv' });
	}

	get state(): RTCPeerConnectionState {
		return this.#connection.connectionState;
	}

	get connection(): RTCPeerConnection {
		return this.#connection;
	}

	/** What is sent from now on; null: not a packet. */
	async send(kind: Kind, track: MediaStreamTrack | null): Promise<void> {
		if (this.#sends[kind] === track) return;
		this.#sends[kind] = track;
		await this.#attach(kind);
	}

	/** Limits what is sent of a kind: bits each second, and frames each second where it is a picture. */
	async limit(kind: Kind, maxBitrate: number, maxFramerate?: number): Promise<void> {
		const sender = this.#part(kind)?.sender;
		if (!sender) return;
		const parameters = sender.getParameters();
		for (const encoding of parameters.encodings)
			Object.assign(encoding, { maxBitrate, ...(maxFramerate ? { maxFramerate } : {}) });
		await sender.setParameters(parameters).catch(() => {
			// Not negotiated yet, or a browser without limits: the line's own measure holds.
		});
	}

	/** What the other said; in the order in which it was said. */
	take(data: SignalData): void {
		this.#inOrder(() => ('description' in data ? this.#described(data) : this.#found(data)));
	}

	/** Finds a new way, with what was just granted. */
	restart(configuration: RTCConfiguration): void {
		this.#connection.setConfiguration(configuration);
		this.#connection.restartIce();
	}

	close(): void {
		const connection = this.#connection;
		connection.onicecandidate = null;
		connection.ontrack = null;
		connection.onconnectionstatechange = null;
		connection.onnegotiationneeded = null;
		connection.close();
	}

	#inOrder(step: () => Promise<void>): void {
		this.#order = this.#order.then(async () => {
			if (this.#connection.signalingState === 'closed') return;
			try {
				await step();
			} catch {
				// A step that does not fit the state: the next offer, or the next way, puts it right.
			}
		});
	}

	async #offer(): Promise<void> {
		if (this.#options.polite && this.#connection.remoteDescription === null) return;
		try {
			this.#makingOffer = true;
			await this.#connection.setLocalDescription();
			this.#describe();
		} finally {
			this.#makingOffer = false;
		}
	}

	async #described({ description }: Extract<SignalData, { description: unknown }>): Promise<void> {
		const { polite } = this.#options;
		const busy = this.#makingOffer || this.#connection.signalingState !== 'stable';
		this.#ignoresOffer = !polite && description.type === 'offer' && busy;
		if (this.#ignoresOffer) return;
		await this.#connection.setRemoteDescription(description);
		if (description.type !== 'offer') return;
		for (const kind of this.#options.kinds) await this.#attach(kind);
		await this.#connection.setLocalDescription();
		this.#describe();
	}

	async #found({ candidate }: Extract<SignalData, { candidate: unknown }>): Promise<void> {
		try {
			await this.#connection.addIceCandidate(candidate ?? undefined);
		} catch (error) {
			if (!this.#ignoresOffer) throw error;
		}
	}

	#describe(): void {
		const { type, sdp } = this.#connection.localDescription!;
		this.#options.say({ description: { type, sdp } });
	}

	async #attach(kind: Kind): Promise<void> {
		const part = this.#part(kind);
		if (!part) return;
		if (part.direction !== 'sendrecv') part.direction = 'sendrecv';
		await part.sender.replaceTrack(this.#sends[kind]);
	}

	#part(kind: Kind): RTCRtpTransceiver | undefined {
		return this.#connection.getTransceivers().find(({ receiver }) => receiver.track.kind === kind);
	}
}

function plain(
	candidate: RTCIceCandidate
): Extract<SignalData, { candidate: unknown }>['candidate'] {
	const { sdpMid, sdpMLineIndex, usernameFragment } = candidate;
	return { candidate: candidate.candidate, sdpMid, sdpMLineIndex, usernameFragment };
}
