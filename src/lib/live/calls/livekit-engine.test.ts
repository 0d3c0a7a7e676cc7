import { EventEmitter } from 'node:events';
import { RoomEvent, Track, type Room } from 'livekit-client';
import { describe, expect, it } from 'vitest';
import { LivekitEngine } from './livekit-engine.ts';

const GRANT = {
	engine: 'livekit' as const,
	...{ url: 'wss://livekit.example', token: 'a token', cap: 6, expiresAt: 0 }
};
const [MICROPHONE] = [Track.sourceToProto(Track.Source.Microphone)];

/** A stand-in for LiveKit's room: what this page publishes, and what comes of others. */
class FakeRoom extends EventEmitter {
	readonly said: string[] = [];
	readonly remoteParticipants = new Map<string, object>();
	readonly localParticipant = {
		identity: 's1',
		permissions: { canPublish: false, canPublishSources: [] as number[] },
		publishTrack: (track: { id: string }, { source }: { source: string }) => {
			this.said.push(`publish ${source} ${track.id}`);
			return Promise.resolve({});
		},
		unpublishTrack: (track: { id: string }) => {
			this.said.push(`unpublish ${track.id}`);
			return Promise.resolve({});
		}
	};

	connect(url: string, token: string): Promise<void> {
		this.said.push(`connect ${url} ${token}`);
		return Promise.resolve();
	}

	disconnect(): Promise<void> {
		this.said.push('disconnect');
		return Promise.resolve();
	}

	/** The server says what this page may send. */
	permits(...sources: number[]): void {
		this.localParticipant.permissions = {
			canPublish: sources.length > 0,
			canPublishSources: sources
		};
		this.emit(RoomEvent.ParticipantPermissionsChanged, {}, this.localParticipant);
	}

	comes(identity: string, more: object = {}): { enabled: boolean } {
		const track = { enabled: true, id: `voice of ${identity}` };
		const getTrackPublication = (source: Track.Source) =>
			source === Track.Source.Microphone
				? { isMuted: false, track: { mediaStreamTrack: track } }
				: undefined;
		const one = { identity, isSpeaking: true, connectionQuality: 'good', getTrackPublication };
		this.remoteParticipants.set(identity, { ...one, ...more });
		this.emit(RoomEvent.ParticipantConnected);
		return track;
	}
}

function world() {
	const room = new FakeRoom();
	let lost = 0;
	const seen: string[] = [];
	const engine = new LivekitEngine(
		{
			changed: (members) => void seen.push(members.map(({ seat }) => seat).join()),
			lost: () => (lost += 1)
		},
		room as unknown as Room
	);
	return { room, engine, seen, lost: () => lost };
}

const track = (id: string) => ({ id }) as MediaStreamTrack;
/** What was begun is done. */
const settled = (engine: LivekitEngine) => engine.setCamera(null);

describe('over LiveKit', () => {
	it('[LS12] nothing is published before it may be, and what was wanted meanwhile is, once it may', async () => {
		const { room, engine } = world();
		await engine.connect(GRANT);
		await engine.setMicrophone(track('m1'));
		expect(room.said).toEqual(['connect wss://livekit.example a token']);
		room.permits(MICROPHONE!);
		await settled(engine);
		expect(room.said.at(-1)).toBe('publish microphone m1');
		await engine.setCamera(track('c1'));
		expect(room.said).toHaveLength(2);
		await engine.setMicrophone(track('m2'));
		expect(room.said.slice(2)).toEqual(['unpublish m1', 'publish microphone m2']);
		room.permits();
		await settled(engine);
		expect(room.said.at(-1)).toBe('unpublish m2');
		room.permits(MICROPHONE!);
		await settled(engine);
		expect(room.said.at(-1)).toBe('publish microphone m2');
		await engine.setMicrophone(null);
		expect(room.said.at(-1)).toBe('unpublish m2');
	});

	it('[LS12] what the server took down is sent again when it may be', async () => {
		const { room, engine } = world();
		await engine.connect(GRANT);
		const voice = track('m1');
		room.permits(MICROPHONE!);
		await engine.setMicrophone(voice);
		room.emit(RoomEvent.LocalTrackUnpublished, { track: { mediaStreamTrack: voice } });
		room.permits();
		await settled(engine);
		expect(room.said.filter((one) => one.startsWith('unpublish'))).toEqual([]);
		room.permits(MICROPHONE!);
		await settled(engine);
		expect(room.said.filter((one) => one === 'publish microphone m1')).toHaveLength(2);
	});

	it('[LS3 LS12] nobody is played who is not heard; lines are told; a server that goes is told once', async () => {
		const { room, engine, seen, lost } = world();
		await engine.connect(GRANT);
		const station = room.comes('station');
		room.comes('s2', { connectionQuality: 'poor' });
		engine.setHeard(new Set(['station']));
		expect(engine.members).toMatchObject([
			{ seat: 'station', speaking: true, line: 'good', microphone: { id: 'voice of station' } },
			{ seat: 's2', speaking: false, line: 'weak', microphone: null, camera: null }
		]);
		engine.setHeard(new Set(['s2']));
		expect([station.enabled, engine.members[0]!.microphone]).toEqual([false, null]);
		expect(seen.at(-1)).toBe('station,s2');
		room.emit(RoomEvent.Disconnected);
		engine.close();
		room.emit(RoomEvent.Disconnected);
		expect([lost(), room.said.at(-1)]).toEqual([1, 'disconnect']);
	});
});
