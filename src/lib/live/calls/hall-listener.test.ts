import { afterEach, expect, it, vi } from 'vitest';
import type { SignalDown, SignalUp } from '#lib/meeting/calls/signal.ts';
import { HallListener } from './hall-listener.svelte.ts';
import type { SignalLine } from './signals.ts';

afterEach(() => vi.unstubAllGlobals());

const ENTERED = {
	...{ room: 'hall', is: 'entered', peers: [] },
	grant: { engine: 'mesh', iceServers: [], icePolicy: 'all', cap: 31, expiresAt: null }
} as const;

/** A page that listens, with a microphone that the browser gives at once; `said` is what it told the room. */
function listens() {
	// No screen looks on here: what would tell it is the value itself.
	const state = <T>(value: T) => value;
	vi.stubGlobal('$state', Object.assign(state, { raw: state }));
	vi.stubGlobal('RTCPeerConnection', function Connection() {});
	for (const name of ['addEventListener', 'removeEventListener']) vi.stubGlobal(name, () => {});
	vi.stubGlobal('isSecureContext', true);
	const track = { stop: vi.fn(), onended: null as (() => void) | null, getSettings: () => ({}) };
	const getUserMedia = vi.fn(async () => ({ getTracks: () => [track] }));
	vi.stubGlobal('navigator', { mediaDevices: { getUserMedia, enumerateDevices: async () => [] } });
	const said: string[] = [];
	const line: SignalLine = {
		signal(message: SignalUp) {
			said.push(`${message.as} ${message.do}`);
			if (message.do !== 'enter') return;
			line.signalled?.({ ...ENTERED, as: message.as } as SignalDown);
		}
	};
	return { line, said, track, getUserMedia };
}

it('[LS3] a guest who turns out to be on the roll goes on listening as that, and whoever is off stays off', async () => {
	const { line, said } = listens();
	const listener = new HallListener(line, 'g1');
	await listener.sitAs('g2');
	expect(listener.step).toBe('off');
	await listener.listen();
	await listener.sitAs('g2');
	expect(said.splice(0)).toEqual(['g2 enter']);
	await listener.sitAs('s5');
	expect([said.splice(0), listener.step]).toEqual([['g2 leave', 's5 enter'], 'on']);
	// The room puts the guest's place out when it looks next: that is no longer this page's.
	const why = { refused: 'not-your-seat' } as const;
	line.signalled?.({ room: 'hall', as: 'g2', is: 'ended', why });
	expect([listener.step, listener.why]).toEqual(['on', null]);
	listener.stop();
	expect(said).toEqual(['s5 leave']);
});

it('[LS21] whoever is in a private call sends the hall nothing, and opens no microphone for it', async () => {
	const { line, track, getUserMedia } = listens();
	const listener = new HallListener(line, 's5');
	await listener.hears(['s5']);
	await listener.openMicrophone();
	expect(listener.sends).toBe(true);
	await listener.hears(['s5'], true);
	expect([listener.sends, listener.step]).toEqual([false, 'on']);
	expect(track.stop).toHaveBeenCalled();
	await listener.openMicrophone();
	expect(getUserMedia).toHaveBeenCalledTimes(1);
	// Back in the hall they press again: nothing opens by itself.
	await listener.hears(['s5'], false);
	expect(listener.sends).toBe(false);
	await listener.openMicrophone();
	expect(listener.sends).toBe(true);
	listener.stop();
});

it('[LS3] a microphone that ends by itself is no longer told as heard', async () => {
	const { line, track } = listens();
	const listener = new HallListener(line, 's5');
	await listener.hears(['s5']);
	await listener.openMicrophone();
	track.onended!();
	await vi.waitFor(() => expect(listener.sends).toBe(false));
	expect(listener.microphone.fault).toBe('busy');
	listener.stop();
});
