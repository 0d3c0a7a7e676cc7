import { afterEach, expect, it, vi } from 'vitest';
import type { SignalDown, SignalUp } from '#lib/meeting/calls/signal.ts';
import { HallListener } from './hall-listener.svelte.ts';
import type { SignalLine } from './signals.ts';

afterEach(() => vi.unstubAllGlobals());

const ENTERED = {
	...{ room: 'hall', is: 'entered', peers: [] },
	grant: { engine: 'mesh', iceServers: [], icePolicy: 'all', cap: 31, expiresAt: null }
} as const;

it('[LS3] a guest who turns out to be on the roll goes on listening as that, and whoever is off stays off', async () => {
	// No screen looks on here: what would tell it is the value itself.
	const state = <T>(value: T) => value;
	vi.stubGlobal('$state', Object.assign(state, { raw: state }));
	vi.stubGlobal('RTCPeerConnection', function Connection() {});
	for (const name of ['addEventListener', 'removeEventListener']) vi.stubGlobal(name, () => {});
	const said: string[] = [];
	const line: SignalLine = {
		signal(message: SignalUp) {
			said.push(`${message.as} ${message.do}`);
			if (message.do !== 'enter') return;
			line.signalled?.({ ...ENTERED, as: message.as } as SignalDown);
		}
	};
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
