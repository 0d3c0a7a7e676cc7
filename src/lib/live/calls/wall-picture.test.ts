import { afterEach, expect, it, vi } from 'vitest';
import type { SignalDown, SignalUp } from '#lib/meeting/calls/signal.ts';
import type { SignalLine } from './signals.ts';
import { WallPicture } from './wall-picture.svelte.ts';

afterEach(() => {
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

it('[LS14] a big screen that was put out asks again, but takes nothing from another big screen', () => {
	vi.useFakeTimers();
	// No screen looks on here: what would tell it is the value itself.
	const state = <T>(value: T) => value;
	vi.stubGlobal('$state', Object.assign(state, { raw: state }));
	vi.stubGlobal('RTCPeerConnection', function Connection() {});
	for (const name of ['addEventListener', 'removeEventListener']) vi.stubGlobal(name, () => {});
	const said: string[] = [];
	const line: SignalLine = { signal: (message: SignalUp) => void said.push(message.do) };
	const end = (refused: string) =>
		line.signalled?.({ room: 'c1', as: 'wall', is: 'ended', why: { refused } } as SignalDown);
	const picture = new WallPicture();
	picture.start(line, 'c1');
	end('call-engine-down');
	expect(said).toEqual(['enter']);
	vi.advanceTimersByTime(10_000);
	expect(said).toEqual(['enter', 'enter']);
	end('no-such-call');
	picture.stop();
	vi.advanceTimersByTime(10_000);
	expect(said).toEqual(['enter', 'enter']);
	picture.start(line, 'c1');
	end('call-elsewhere');
	vi.advanceTimersByTime(10_000);
	expect(said).toEqual(['enter', 'enter', 'enter']);
});
