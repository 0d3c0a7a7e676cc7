import { afterEach, expect, it, vi } from 'vitest';
import type { SignalDown, SignalUp } from '#lib/meeting/calls/signal.ts';
import { HallStation } from './hall-station.svelte.ts';
import type { SignalLine } from './signals.ts';

afterEach(() => vi.unstubAllGlobals());

it('[LS20] a hall’s device that stopped while it waited enters nothing, and leaves nothing open', async () => {
	// No screen looks on here: what would tell it is the value itself.
	const state = <T>(value: T) => value;
	vi.stubGlobal('$state', Object.assign(state, { raw: state }));
	vi.stubGlobal('isSecureContext', true);
	vi.stubGlobal('RTCPeerConnection', function Connection() {});
	for (const name of ['addEventListener', 'removeEventListener']) vi.stubGlobal(name, () => {});
	const tracks: { stop: ReturnType<typeof vi.fn> }[] = [];
	const getUserMedia = async () => {
		const track = { stop: vi.fn(), getSettings: () => ({}), enabled: true };
		tracks.push(track);
		return { getTracks: () => [track] };
	};
	vi.stubGlobal('navigator', { mediaDevices: { getUserMedia, enumerateDevices: async () => [] } });
	let goOn = () => {};
	const close = vi.fn();
	const source = vi.fn(() => ({ connect() {}, disconnect() {} }));
	vi.stubGlobal(
		'AudioContext',
		class {
			resume = () => new Promise<void>((resolve) => (goOn = resolve));
			createMediaStreamDestination = () => ({ stream: { getAudioTracks: () => [] } });
			createMediaStreamSource = source;
			close = close;
		}
	);
	vi.stubGlobal('MediaStream', class {});
	const said: string[] = [];
	const line: SignalLine = {
		signal(message: SignalUp) {
			said.push(message.do);
			if (message.do !== 'enter') return;
			const grant = { engine: 'mesh', iceServers: [], icePolicy: 'all', cap: 31, expiresAt: null };
			const is = { room: 'hall', as: 'station', is: 'entered', peers: [], grant };
			line.signalled?.(is as unknown as SignalDown);
		}
	};
	const station = new HallStation(line);
	const starting = station.start();
	await vi.waitFor(() => expect(station.step).toBe('joining'));
	station.stop();
	goOn();
	await starting;
	expect([said, station.step]).toEqual([[], 'off']);
	expect(tracks[0]!.stop).toHaveBeenCalled();
	expect(close).toHaveBeenCalledTimes(1);
	expect(source).not.toHaveBeenCalled();
	// A press afterwards starts it as ever.
	const again = station.start();
	await vi.waitFor(() => expect(station.step).toBe('joining'));
	goOn();
	await again;
	expect([said, station.step]).toEqual([['enter'], 'on']);
	station.stop();
});
