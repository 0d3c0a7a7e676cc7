import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { mediaFaultSentence } from '#lib/i18n/media-words.ts';
import { callFault, LocalMedia, MEDIA_FAULTS, mediaFault } from './local-media.svelte.ts';

/** A track that knows whether it was let go. */
class Track {
	onended: (() => void) | null = null;
	stopped = false;
	getSettings = () => ({ deviceId: 'mic-1' });
	stop() {
		this.stopped = true;
	}
}

const ask = vi.fn<(wanted: MediaStreamConstraints) => Promise<{ getTracks(): Track[] }>>();
const given = (track: Track) => ({ getTracks: () => [track] });
const fails = (name: string) => ask.mockRejectedValueOnce(Object.assign(new Error(name), { name }));

beforeEach(() => {
	// No screen looks on here: what would tell it is the value itself.
	const state = <T>(value: T) => value;
	vi.stubGlobal('$state', Object.assign(state, { raw: state }));
	vi.stubGlobal('isSecureContext', true);
	vi.stubGlobal('RTCPeerConnection', class {});
	const devices = [
		{ kind: 'audioinput', deviceId: 'mic-1', label: 'one' },
		{ kind: 'videoinput', deviceId: 'cam-1', label: 'two' }
	];
	vi.stubGlobal('navigator', {
		mediaDevices: { getUserMedia: ask, enumerateDevices: async () => devices }
	});
});
afterEach(() => {
	ask.mockReset();
	vi.unstubAllGlobals();
});

describe('a microphone', () => {
	it.each([
		['NotAllowedError', 'refused'],
		['SecurityError', 'refused'],
		['NotFoundError', 'missing'],
		['OverconstrainedError', 'missing'],
		['NotReadableError', 'busy'],
		['AbortError', 'busy'],
		['TypeError', 'failed']
	])('that ends with %s is %s, and can be asked for again', async (name, fault) => {
		const microphone = new LocalMedia('microphone');
		fails(name);
		expect(await microphone.open()).toBe(false);
		expect([microphone.fault, microphone.track, microphone.asking]).toEqual([fault, null, false]);
		ask.mockResolvedValueOnce(given(new Track()));
		expect(await microphone.open()).toBe(true);
		expect([microphone.fault, microphone.device]).toEqual([null, 'mic-1']);
		expect(microphone.devices).toHaveLength(1);
		expect(ask.mock.lastCall![0].audio).toMatchObject({ echoCancellation: true });
	});

	it('is known by what the browser can do, and by no name of it', async () => {
		vi.stubGlobal('isSecureContext', false);
		expect(mediaFault()).toBe('insecure');
		// Listening alone goes over plain http too.
		expect(callFault()).toBe(null);
		const microphone = new LocalMedia('microphone');
		expect(await microphone.open()).toBe(false);
		expect(microphone.fault).toBe('insecure');
		vi.stubGlobal('isSecureContext', true);
		vi.stubGlobal('navigator', {});
		expect(mediaFault()).toBe('unsupported');
		vi.stubGlobal('RTCPeerConnection', undefined);
		expect(callFault()).toBe('unsupported');
		expect(ask).not.toHaveBeenCalled();
	});

	it('that was closed while the browser asked does not stay on', async () => {
		const microphone = new LocalMedia('microphone');
		const late = new Track();
		let allow = (_: { getTracks(): Track[] }) => {};
		ask.mockReturnValueOnce(new Promise((resolve) => (allow = resolve)));
		const opened = microphone.open();
		expect(microphone.asking).toBe(true);
		microphone.close();
		allow(given(late));
		expect(await opened).toBe(false);
		expect([late.stopped, microphone.track]).toEqual([true, null]);
	});

	it('that two want at once is asked for once, and both learn what came of it', async () => {
		const microphone = new LocalMedia('microphone');
		ask.mockResolvedValueOnce(given(new Track()));
		const both = [microphone.open(), microphone.open()];
		expect(await microphone.open('mic-2')).toBe(false);
		expect(await Promise.all(both)).toEqual([true, true]);
		expect(ask).toHaveBeenCalledTimes(1);
	});

	it('that was let go while the browser asked can be asked for at once again', async () => {
		const microphone = new LocalMedia('microphone');
		ask.mockReturnValueOnce(new Promise(() => {})).mockResolvedValueOnce(given(new Track()));
		void microphone.open();
		microphone.close();
		expect(microphone.asking).toBe(false);
		expect(await microphone.open()).toBe(true);
	});

	it('that is changed or unplugged lets the one before go, and says so', async () => {
		const microphone = new LocalMedia('microphone');
		const [one, other] = [new Track(), new Track()];
		ask.mockResolvedValueOnce(given(one)).mockResolvedValueOnce(given(other));
		await microphone.open();
		await microphone.open('mic-2');
		expect(ask.mock.lastCall![0].audio).toMatchObject({ deviceId: { exact: 'mic-2' } });
		expect(one.stopped).toBe(true);
		one.onended?.();
		expect(microphone.fault).toBe(null);
		other.onended?.();
		expect([microphone.fault, microphone.track]).toEqual(['busy', null]);
	});
});

it('every fault has a sentence that says what to do', () => {
	for (const fault of MEDIA_FAULTS)
		for (const kind of ['microphone', 'camera'] as const)
			expect(mediaFaultSentence(fault, kind)).toMatch(/请|再按一次/u);
});
