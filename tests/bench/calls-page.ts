/** In the browsers of the bench of calls: our own engine, several in one page where they only listen. */
import type { CallGrant } from '#lib/meeting/calls/grant.ts';
import type { Peer, SignalData } from '#lib/meeting/calls/signal.ts';
import { MeshEngine } from '#lib/live/calls/mesh-engine.ts';
import type { CallSignals, SignalHandlers } from '#lib/live/calls/signals.ts';

/** What goes between two engines by way of the bench, which stands for the room. */
export interface Said {
	from: string;
	to: string;
	data: SignalData;
}

export interface Sends {
	picture: boolean;
	tone: boolean;
	/** Its microphone is silent but for `pulse`. */
	pulses?: true;
	/** It notes when a silence ends. */
	hears?: true;
}

export interface CallPage {
	/** Joins, and sends a picture, a tone, both or nothing. */
	enter(as: string, sends: Sends): Promise<void>;
	peers(as: string, peers: Peer[]): void;
	said(as: string, from: Peer, data: SignalData): void;
	/** Ms from joining to the first frame of each who was there. */
	firstFrames(as: string): Record<string, number>;
	/** A short tone into the microphone; when it began, ms by the clock of the machine. */
	pulse(): number;
	/** When tones were heard to begin, ms by the clock of the machine. */
	onsets(): number[];
	/** Of all connections of this page. */
	counted(): Promise<{ packets: number; lost: number; frames: number }>;
}

type InPage = typeof globalThis & { call: CallPage; tell(said: Said): Promise<void> };
const page = globalThis as InPage;
const GRANT: CallGrant = {
	...{ engine: 'mesh', iceServers: [], icePolicy: 'all', cap: 8, expiresAt: null }
};

const connections: RTCPeerConnection[] = [];
const Plain = globalThis.RTCPeerConnection;
globalThis.RTCPeerConnection = class extends Plain {
	constructor(configuration?: RTCConfiguration) {
		super(configuration);
		connections.push(this);
	}
};

const handlers = new Map<string, SignalHandlers>();
const frames = new Map<string, Record<string, number>>();

page.call = {
	async enter(as, { picture, tone, pulses, hears }) {
		const began = performance.now();
		const first: Record<string, number> = {};
		frames.set(as, first);
		const signals = {
			as,
			enter: (own: SignalHandlers) => {
				handlers.set(as, own);
				own.entered(GRANT, []);
			},
			say: ({ id }: Peer, data: SignalData) => void page.tell({ from: as, to: id, data }),
			again: () => {},
			leave: () => {}
		} as unknown as CallSignals;
		const engine = new MeshEngine({
			...{ signals, kinds: picture ? ['audio', 'video'] : ['audio'], ended: () => {} },
			changed(members) {
				for (const { microphone } of members) if (hears && microphone) listenTo(microphone);
				for (const { seat, camera } of members)
					if (camera && !(seat in first))
						watch(camera, () => (first[seat] ??= performance.now() - began));
			}
		});
		engine.setHeard({ has: () => true } as unknown as ReadonlySet<string>);
		await engine.join();
		if (picture) await engine.setCamera(movingPicture());
		if (tone) await engine.setMicrophone(toneTrack());
		if (pulses) await engine.setMicrophone(pulseTrack());
	},
	peers: (as, peers) => handlers.get(as)!.peers(peers),
	said: (as, from, data) => handlers.get(as)!.said(from, data),
	firstFrames: (as) => frames.get(as)!,
	pulse() {
		const { context, gain } = speaker!;
		const at = context.currentTime;
		gain.gain.setValueAtTime(1, at);
		gain.gain.setValueAtTime(0, at + PULSE_MS / 1000);
		return performance.timeOrigin + performance.now();
	},
	onsets: () => onsets,
	async counted() {
		const sum = { packets: 0, lost: 0, frames: 0 };
		for (const connection of connections)
			for (const one of (await connection.getStats()).values() as Iterable<
				Record<string, unknown>
			>) {
				if (one.type !== 'inbound-rtp') continue;
				sum.packets += Number(one.packetsReceived ?? 0);
				sum.lost += Math.max(0, Number(one.packetsLost ?? 0));
				sum.frames += Number(one.framesDecoded ?? 0);
			}
		return sum;
	}
};

const watched = new WeakSet<MediaStreamTrack>();

function watch(track: MediaStreamTrack, seen: () => void): void {
	if (watched.has(track)) return;
	watched.add(track);
	const video = document.createElement('video');
	video.muted = true;
	video.srcObject = new MediaStream([track]);
	document.body.append(video);
	video.requestVideoFrameCallback(seen);
	void video.play();
}

/** 320 × 180, 20 a second. */
function movingPicture(): MediaStreamTrack {
	const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
	const draw = canvas.getContext('2d')!;
	let n = 0;
	setInterval(() => {
		n += 1;
		draw.fillStyle = `hsl(${n % 360} 60% 50%)`;
		draw.fillRect(0, 0, 320, 180);
		draw.fillStyle = '#000';
		draw.fillRect(n % 320, (n * 3) % 180, 40, 40);
	}, 50);
	return canvas.captureStream(20).getVideoTracks()[0]!;
}

function toneTrack(): MediaStreamTrack {
	const context = new AudioContext();
	const tone = context.createOscillator();
	const out = context.createMediaStreamDestination();
	tone.connect(out);
	tone.start();
	return out.stream.getAudioTracks()[0]!;
}

const PULSE_MS = 120;
let speaker: { context: AudioContext; gain: GainNode } | null = null;

function pulseTrack(): MediaStreamTrack {
	const context = new AudioContext({ latencyHint: 'interactive' });
	const tone = context.createOscillator();
	const gain = context.createGain();
	const out = context.createMediaStreamDestination();
	gain.gain.value = 0;
	tone.connect(gain).connect(out);
	tone.start();
	speaker = { context, gain };
	return out.stream.getAudioTracks()[0]!;
}

/** Ms of silence before a tone counts as a new one, and how loud it is at least. */
const SILENCE_MS = 150;
const LOUD = 0.05;
const onsets: number[] = [];
const listened = new WeakSet<MediaStreamTrack>();

function listenTo(track: MediaStreamTrack): void {
	if (listened.has(track)) return;
	listened.add(track);
	const stream = new MediaStream([track]);
	// Without an element that plays it Chromium decodes nothing.
	const element = Object.assign(new Audio(), { srcObject: stream, muted: true });
	void element.play();
	const context = new AudioContext({ latencyHint: 'interactive' });
	const ear = context.createScriptProcessor(256, 1, 1);
	let loudAt = 0;
	ear.onaudioprocess = ({ inputBuffer }) => {
		const now = performance.timeOrigin + performance.now();
		const isLoud = inputBuffer.getChannelData(0).some((sample) => Math.abs(sample) > LOUD);
		if (!isLoud) return;
		if (now - loudAt > SILENCE_MS) onsets.push(now);
		loudAt = now;
	};
	context.createMediaStreamSource(stream).connect(ear).connect(context.destination);
}
