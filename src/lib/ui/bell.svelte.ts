/**
 * A soft bell, made by the browser itself: no file, no request. Browsers keep silent until somebody has
 * pressed something on the page, so `wake` is called from a press. The choice is this computer's.
 */
import { browser } from '$app/environment';
import { lasting } from './browser-storage.ts';

const KEY = 'yitang-bell';
/** A small bronze bell: partials in Hz with their share of the loudness. */
const PARTIALS = [
	[587, 0.5],
	[1174, 0.28],
	[1761, 0.14]
] as const;
/** Seconds until it has died away. */
const RINGS = 2.4;

let context: AudioContext | null = null;

class Bell {
	/** Whether a big screen rings when time is up. */
	wanted = $state(browser && lasting.read(KEY) === 'on');

	want(on: boolean): void {
		this.wanted = on;
		lasting.write(KEY, on ? 'on' : 'off');
	}

	/** From a press: from now on it may sound. False where this browser has no sound. */
	async wake(): Promise<boolean> {
		if (typeof AudioContext === 'undefined') return false;
		context ??= new AudioContext();
		try {
			await context.resume();
		} catch {
			return false;
		}
		return context.state === 'running';
	}

	/** Once, softly; nothing where nobody has woken it. */
	ring(): void {
		if (context?.state !== 'running') return;
		const now = context.currentTime;
		for (const [frequency, loud] of PARTIALS) {
			const tone = context.createOscillator();
			const volume = context.createGain();
			tone.frequency.value = frequency;
			volume.gain.setValueAtTime(0.0001, now);
			volume.gain.exponentialRampToValueAtTime(loud * 0.5, now + 0.015);
			volume.gain.exponentialRampToValueAtTime(0.0001, now + RINGS);
			tone.connect(volume).connect(context.destination);
			tone.start(now);
			tone.stop(now + RINGS);
		}
	}
}

export const bell = new Bell();
