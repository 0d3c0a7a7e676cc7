/** A process full of screens. It does what the bench asks and reports times on the shared clock. */
import { answerParent, clock, type Ask } from './meter.ts';
import { Screen, type Target } from './screen.ts';

export interface PersonAt {
	code: string;
	seat: string;
	cookie: string;
	/** Sits at the desk, and reads what the desk may read. */
	desk?: true;
}

/** Acks of one exercise, ms. */
export interface Acks {
	times: number[];
	lastAt: number;
	refused: string[];
}

export interface Counts {
	frames: number;
	bytes: number;
	acked: number;
}

let screens: Screen[] = [];
let joined = 0;
let allJoined: (at: number) => void = () => {};
let target = { seq: Infinity, left: 0, reached: (_at: number) => {} };
let acks: Acks = { times: [], lastAt: 0, refused: [] };
let expected = 0;
let allAcked: (acks: Acks) => void = () => {};
let comeBack = false;
interface Moment {
	code: string;
	seq: number;
	at: number;
}
/** When a room's event was said, and every arrival of it; only while `deliveries` are wanted. */
let told: Moment[] | null = null;
let said: Moment[] | null = null;
let ids = 0;
let acked = 0;

const heard = {
	joined() {
		joined += 1;
		if (joined === screens.length) allJoined(clock());
	},
	events(screen: Screen, from: number, seq: number) {
		if (told) {
			const at = clock();
			for (let n = from; n <= seq; n++) told.push({ code: screen.code, seq: n, at });
		}
		if (seq >= target.seq && !reached.has(screen)) {
			reached.add(screen);
			if (--target.left === 0) target.reached(clock());
		}
	},
	ack(screen: Screen, seq: number | null, text: string) {
		const at = clock();
		acked = Math.max(acked, seq ?? 0);
		acks.times.push(at - screen.sentAt);
		acks.lastAt = at;
		if (seq === null) acks.refused.push(text);
		else said?.push({ code: screen.code, seq, at: screen.sentAt });
		if (acks.times.length === expected) allAcked(acks);
	},
	closed(screen: Screen) {
		if (!comeBack) throw new Error(`screen ${screen.index} was closed`);
		// As the real client (src/lib/live/client.ts): 0.2 s, doubling to 1 s, ± 50 %.
		if (screen.attempts < 0) {
			joined -= 1;
			screen.attempts = 0;
		}
		const wait = 200 * 2 ** screen.attempts++ * (1 + (Math.random() * 2 - 1) * 0.5);
		setTimeout(() => screen.open(), Math.min(wait, 1000));
	}
};
const reached = new Set<Screen>();

function expectAcks(count: number): Promise<Acks> {
	acks = { times: [], lastAt: 0, refused: [] };
	expected = count;
	return new Promise((resolve) => (allAcked = resolve));
}

function whenAllJoined(): Promise<number> {
	if (joined === screens.length) return Promise.resolve(clock());
	return new Promise((resolve) => (allJoined = resolve));
}

/** Sends each command at its time, `at` ms after `startAt`. */
function play(startAt: number, plan: { screen: number; at: number; command: object }[]): void {
	let next = 0;
	const step = () => {
		const now = clock() - startAt;
		for (; next < plan.length && plan[next]!.at <= now; next++) {
			const { screen, command } = plan[next]!;
			screens[screen]!.send(command, `bench-${process.pid}-${(ids += 1)}`);
		}
		if (next < plan.length) setTimeout(step, 1);
	};
	step();
}

answerParent({
	/** Opens a screen for each person; answers when the last has joined. */
	join(ask: Ask) {
		joined = 0;
		acked = 0;
		const { people, target } = ask as unknown as { people: PersonAt[]; target: Target };
		screens = people.map((person, n) => new Screen(n, person, target, heard));
		for (const screen of screens) screen.open();
		return whenAllJoined();
	},
	leave() {
		comeBack = false;
		for (const screen of screens) screen.close();
		screens = [];
	},
	/** Answers when all screens show event `seq`. */
	watch({ seq }) {
		reached.clear();
		for (const screen of screens) if (screen.seq >= Number(seq)) reached.add(screen);
		const left = screens.length - reached.size;
		if (left === 0) return clock();
		return new Promise((resolve) => (target = { seq: Number(seq), left, reached: resolve }));
	},
	/** One screen says something; answers when it is acknowledged, with the moment it was sent. */
	async send({ screen, command }) {
		const answered = expectAcks(1);
		const one = screens[Number(screen)]!;
		one.send(command as object, `bench-${process.pid}-${(ids += 1)}`);
		const sentAt = one.sentAt;
		const { times, refused } = await answered;
		return { sentAt, took: times[0], refused };
	},
	/** Many say something, each at its time; answers when all are acknowledged. */
	storm({ startAt, plan }) {
		const steps = plan as { screen: number; at: number; command: object }[];
		for (const screen of screens) screen.frames = screen.bytes = 0;
		if (steps.length === 0) return { times: [], lastAt: 0, refused: [] };
		const answered = expectAcks(steps.length);
		play(Number(startAt), steps);
		return answered;
	},
	/** Since the last storm began: frames of the busiest screen, bytes of all, last number acknowledged. */
	counts: (): Counts => ({
		frames: Math.max(...screens.map((screen) => screen.frames)),
		bytes: screens.reduce((sum, screen) => sum + screen.bytes, 0),
		acked
	}),
	/** From now on a lost connection comes back by itself. */
	persist: () => void (comeBack = true),
	/** Starts to note when events were said and seen. */
	note: () => void ((told = []), (said = [])),
	/** ms from saying to each screen of the room, for everything said since `note`. */
	deliveries() {
		const at = new Map(said!.map((one) => [`${one.code} ${one.seq}`, one.at]));
		const times: number[] = [];
		for (const one of told!) {
			const start = at.get(`${one.code} ${one.seq}`);
			if (start !== undefined) times.push(one.at - start);
		}
		told = said = null;
		return times;
	},
	/** Answers when every screen has joined again. */
	whole: () => whenAllJoined()
});
process.send!({ n: 0 });
