import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Level } from '#lib/meeting/calls/call.ts';
import type { SignalDown, SignalUp } from '#lib/meeting/calls/signal.ts';
import type { SignalLine } from './signals.ts';
import { SmallCall } from './small-call.svelte.ts';

/** A track that knows whether it was let go. */
class Track {
	onended: (() => void) | null = null;
	stopped = false;
	getSettings = () => ({ deviceId: 'one' });
	stop() {
		this.stopped = true;
	}
}
interface Asked {
	what: 'video' | 'audio';
	allow(): Track;
	deny(): void;
}

/** What the browser was asked for and nobody has answered yet. */
const asked: Asked[] = [];
/** Every track that was ever given. */
const given: Track[] = [];
const said: string[] = [];
let line: SignalLine;

beforeEach(() => {
	// No screen looks on here: what would tell it is the value itself.
	const state = <T>(value: T) => value;
	vi.stubGlobal('$state', Object.assign(state, { raw: state }));
	vi.stubGlobal('isSecureContext', true);
	vi.stubGlobal('RTCPeerConnection', function Connection() {});
	for (const name of ['addEventListener', 'removeEventListener']) vi.stubGlobal(name, () => {});
	const getUserMedia = (wanted: MediaStreamConstraints) =>
		new Promise((resolve, reject) => {
			asked.push({
				what: wanted.video ? 'video' : 'audio',
				allow() {
					const track = new Track();
					given.push(track);
					resolve({ getTracks: () => [track] });
					return track;
				},
				deny: () => reject(Object.assign(new Error('no'), { name: 'NotAllowedError' }))
			});
		});
	vi.stubGlobal('navigator', { mediaDevices: { getUserMedia, enumerateDevices: async () => [] } });
	line = {
		signal(message: SignalUp) {
			said.push(message.do);
			if (message.do === 'enter') tell({ is: 'entered', peers: [], grant: GRANT });
		}
	};
});
afterEach(() => {
	for (const all of [asked, given, said]) all.length = 0;
	vi.unstubAllGlobals();
});

const GRANT = {
	engine: 'mesh',
	iceServers: [],
	icePolicy: 'all',
	cap: 8,
	expiresAt: null
} as const;
const AT = { room: 'c1', as: 's1' } as const;
const tell = (what: object) => line.signalled?.({ ...AT, ...what } as SignalDown);
const isEnded = (refused: string) => tell({ is: 'ended', why: { refused } });
const isOpen = () => given.filter(({ stopped }) => !stopped).length;
const call = () => new SmallCall(line, 'c1', 's1', () => {});

/** The browser asks for this next, and somebody allows it. */
async function allow(what: Asked['what']): Promise<Track> {
	await vi.waitFor(() => expect(asked.map((one) => one.what)).toContain(what));
	return asked
		.splice(
			asked.findIndex((one) => one.what === what),
			1
		)[0]!
		.allow();
}

/** A press of a level that the room takes, and the facts that come of it. */
async function enters(small: SmallCall, level: Level, mayOpen = false): Promise<void> {
	const entering = small.enter(level, async (can) => {
		void small.follow(can);
		void small.hears(mayOpen ? ['s1'] : [], mayOpen, mayOpen);
		return true;
	});
	if (level === 'video' && !small.camera.track) await allow('video');
	if (level !== 'text' && !small.microphone.track) await allow('audio');
	await entering;
	await vi.waitFor(() => expect(small.step).toBe(level === 'text' ? 'off' : 'on'));
}

it('[LS20] what the room ends closes camera and microphone, and the same press joins again', async () => {
	const small = call();
	await enters(small, 'video', true);
	await vi.waitFor(() => expect(small.microphone.asking).toBe(false));
	expect([isOpen(), small.sends]).toEqual([2, true]);
	isEnded('call-elsewhere');
	expect([isOpen(), small.step, small.sends]).toEqual([0, 'off', false]);
	expect(small.why).toEqual({ refused: 'call-elsewhere' });
	// The floor goes on, and opens nothing here.
	await small.hears(['s1'], true, true);
	expect(asked).toEqual([]);
	const answer = vi.fn(async () => true);
	const again = small.enter('video', answer);
	await allow('video');
	await allow('audio');
	await again;
	// The facts hold it already.
	expect(answer).not.toHaveBeenCalled();
	expect([small.step, small.why, small.sends, isOpen()]).toEqual(['on', null, true, 2]);
	expect(said).toEqual(['enter', 'enter']);
	small.stop();
	expect([isOpen(), said.at(-1)]).toEqual([0, 'leave']);
});

it('[LS20] a page where nobody pressed opens nothing and takes no place, whatever the facts say', async () => {
	const small = call();
	for (const level of ['video', 'voice', 'text', 'video'] as const) {
		await small.follow(level);
		await small.hears(['s1'], true, true);
	}
	expect([asked, said, small.step]).toEqual([[], [], 'off']);
	await enters(small, 'voice');
	// Another page of this seat raises the level: its camera is not this one's.
	await small.follow('video');
	expect([asked, small.step]).toEqual([[], 'on']);
	// And after 文字 the place is whoever's presses next.
	await small.follow('text');
	await small.follow('voice');
	expect([asked, small.step, said]).toEqual([[], 'off', ['enter', 'leave']]);
});

it('[LS14] whoever has the floor when they come in is heard, for the microphone opens as the facts said before', async () => {
	const small = call();
	await small.hears(['s1'], true, true);
	expect(asked).toEqual([]);
	const entering = small.enter('video', async () => {
		await small.follow('video');
		return true;
	});
	await allow('video');
	await vi.waitFor(() => expect(asked).toHaveLength(1));
	// Asked for beside the press, and refused there: what the facts say opens it.
	asked.pop()!.deny();
	await allow('audio');
	await entering;
	await vi.waitFor(() => expect([small.step, small.sends]).toEqual(['on', true]));
	small.stop();
});

it('[LS20] a page that went while the browser asked joins nothing, and what is allowed late is let go', async () => {
	const small = call();
	const answer = vi.fn(async () => true);
	const entering = small.enter('video', answer);
	await vi.waitFor(() => expect(asked).toHaveLength(1));
	small.stop();
	await allow('video');
	await entering;
	expect(asked).toEqual([]);
	expect([answer.mock.calls, said, isOpen(), small.entering]).toEqual([[], [], 0, false]);
});

it('[LS20] a page that went while the room thought joins nothing', async () => {
	const small = call();
	let answered = (_: boolean) => {};
	const answer = vi.fn(() => new Promise<boolean>((resolve) => (answered = resolve)));
	const entering = small.enter('voice', answer);
	await allow('audio');
	await vi.waitFor(() => expect(answer).toHaveBeenCalled());
	small.stop();
	answered(true);
	await entering;
	// The facts of that answer come late, to a page that is no longer in it.
	await small.follow('voice');
	expect([said, isOpen(), small.step]).toEqual([[], 0, 'off']);
});

it('[LS20] a refused answer leaves on only what the facts hold', async () => {
	const small = call();
	const first = small.enter('video', async () => false);
	await allow('video');
	await allow('audio');
	await first;
	expect([isOpen(), said, small.step]).toEqual([0, [], 'off']);
	await enters(small, 'voice', true);
	const raised = small.enter('video', async () => false);
	const camera = await allow('video');
	await raised;
	expect([camera.stopped, small.step, small.sends]).toEqual([true, 'on', true]);
	small.stop();
});

it('[LS13] 文字 can be pressed while the browser still asks for a camera', async () => {
	const small = call();
	const levels: Level[] = [];
	const answer = async (can: Level) => {
		levels.push(can);
		await small.follow(can);
		return true;
	};
	const asking = small.enter('video', answer);
	await vi.waitFor(() => expect(asked).toHaveLength(1));
	await small.enter('text', answer);
	await allow('video');
	await asking;
	expect([levels, isOpen(), said]).toEqual([['text'], 0, []]);
});

it('[LS14] the floor of another closes no microphone that a press is just asking for', async () => {
	const small = call();
	const answer = vi.fn(async (can: Level) => {
		void small.follow(can);
		return true;
	});
	const entering = small.enter('voice', answer);
	await vi.waitFor(() => expect(asked).toHaveLength(1));
	await small.hears(['s2'], false, false);
	await allow('audio');
	await entering;
	expect(answer).toHaveBeenCalledWith('voice');
	// In, and off until their turn has come.
	await vi.waitFor(() => expect([small.step, isOpen()]).toEqual(['on', 0]));
	small.stop();
});

it('[LS14] a microphone that ends by itself is no longer told as heard', async () => {
	const small = call();
	await enters(small, 'voice', true);
	await vi.waitFor(() => expect(small.sends).toBe(true));
	given.at(-1)!.onended!();
	await vi.waitFor(() => expect([small.sends, small.microphone.fault]).toEqual([false, 'busy']));
	small.stop();
});
