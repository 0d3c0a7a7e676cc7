/**
 * Sound and pictures over a LiveKit server, for more people than browsers can serve themselves. Loaded only when the room
 * grants it: its library is larger than a phone's first page.
 *
 * Invariants: what is off, or may not be sent yet, is not published; a server takes nothing that the token or a later
 * word of the room does not allow; nobody is played whom `setHeard` does not name.
 */
import {
	ConnectionQuality,
	Room,
	RoomEvent,
	setLogLevel,
	Track,
	type RemoteParticipant
} from 'livekit-client';
import type { CallGrant } from '#lib/meeting/calls/grant.ts';
import type { CallMember, MembersChanged } from './call-engine.ts';

type LivekitGrant = Extract<CallGrant, { engine: 'livekit' }>;
type Kind = 'microphone' | 'camera';

// What it says of itself is for who mends it.
setLogLevel('warn');

const SOURCES = { microphone: Track.Source.Microphone, camera: Track.Source.Camera } as const;
const CHANGES = [
	...[RoomEvent.ParticipantConnected, RoomEvent.ParticipantDisconnected],
	...[RoomEvent.TrackSubscribed, RoomEvent.TrackUnsubscribed],
	...[RoomEvent.TrackMuted, RoomEvent.TrackUnmuted],
	...[RoomEvent.ActiveSpeakersChanged, RoomEvent.ConnectionQualityChanged]
] as const;

export interface LivekitOptions {
	changed: MembersChanged;
	/** The server is gone, or put this page out: a fresh grant says whether there is a way back. */
	lost(): void;
}

export class LivekitEngine {
	members: readonly CallMember[] = [];
	#room: Room;
	#options: LivekitOptions;
	#heard: ReadonlySet<string> = new Set();
	#wanted: Record<Kind, MediaStreamTrack | null> = { microphone: null, camera: null };
	#sent: Record<Kind, MediaStreamTrack | null> = { microphone: null, camera: null };
	/** One change after the other: what was wanted meanwhile is done last. */
	#settling: Promise<void> = Promise.resolve();

	/** @param room another one in tests */
	constructor(options: LivekitOptions, room = new Room({ stopLocalTrackOnUnpublish: false })) {
		this.#options = options;
		this.#room = room;
		for (const change of CHANGES) room.on(change, () => this.#tell());
		room.on(RoomEvent.Disconnected, () => options.lost());
		room.on(RoomEvent.ParticipantPermissionsChanged, (_before, { identity }) => {
			if (identity === room.localParticipant.identity) void this.#settle();
		});
		// Taken down by the server: it can be sent again once it may.
		room.on(RoomEvent.LocalTrackUnpublished, ({ track }) => {
			for (const kind of ['microphone', 'camera'] as const)
				if (this.#sent[kind] === track?.mediaStreamTrack) this.#sent[kind] = null;
		});
	}

	/** Rejects when the server does not answer or does not take the token. */
	async connect({ url, token }: LivekitGrant): Promise<void> {
		await this.#room.connect(url, token);
		await this.#settle();
		this.#tell();
	}

	setMicrophone(track: MediaStreamTrack | null): Promise<void> {
		this.#wanted.microphone = track;
		return this.#settle();
	}

	setCamera(track: MediaStreamTrack | null): Promise<void> {
		this.#wanted.camera = track;
		return this.#settle();
	}

	setHeard(seats: ReadonlySet<string>): void {
		this.#heard = seats;
		this.#tell();
	}

	close(): void {
		this.#room.removeAllListeners();
		void this.#room.disconnect(false);
		this.members = [];
	}

	#settle(): Promise<void> {
		this.#settling = this.#settling.then(async () => {
			for (const kind of ['microphone', 'camera'] as const) await this.#settleOne(kind);
		});
		return this.#settling;
	}

	async #settleOne(kind: Kind): Promise<void> {
		const { localParticipant } = this.#room;
		const wanted = this.#maySend(kind) ? this.#wanted[kind] : null;
		const sent = this.#sent[kind];
		if (wanted === sent) return;
		try {
			this.#sent[kind] = null;
			if (sent) await localParticipant.unpublishTrack(sent, false);
			if (!wanted) return;
			await localParticipant.publishTrack(wanted, { source: SOURCES[kind] });
			this.#sent[kind] = wanted;
		} catch {
			// Not connected at this moment, or taken back meanwhile: the next word of the room or the server asks again.
		}
	}

	#maySend(kind: Kind): boolean {
		const { permissions } = this.#room.localParticipant;
		if (!permissions?.canPublish) return false;
		const { canPublishSources: sources } = permissions;
		return sources.length === 0 || sources.includes(Track.sourceToProto(SOURCES[kind]));
	}

	#tell(): void {
		this.members = [...this.#room.remoteParticipants.values()].map((one) => this.#member(one));
		this.#options.changed(this.members);
	}

	#member(participant: RemoteParticipant): CallMember {
		const { identity: seat, connectionQuality } = participant;
		const isHeard = this.#heard.has(seat);
		const audio = received(participant, 'microphone');
		// Whatever plays it: what is not to be heard brings silence.
		if (audio) audio.enabled = isHeard;
		return {
			seat,
			camera: received(participant, 'camera'),
			microphone: isHeard ? audio : null,
			speaking: isHeard && participant.isSpeaking,
			line: LINES[connectionQuality]
		};
	}
}

const LINES: Readonly<Record<ConnectionQuality, CallMember['line']>> = {
	[ConnectionQuality.Excellent]: 'good',
	[ConnectionQuality.Good]: 'good',
	[ConnectionQuality.Unknown]: 'good',
	[ConnectionQuality.Poor]: 'weak',
	[ConnectionQuality.Lost]: 'lost'
};

function received(participant: RemoteParticipant, kind: Kind): MediaStreamTrack | null {
	const publication = participant.getTrackPublication(SOURCES[kind]);
	if (!publication?.track || publication.isMuted) return null;
	return publication.track.mediaStreamTrack;
}
