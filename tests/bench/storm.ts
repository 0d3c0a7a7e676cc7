/** The main exercise at one size: all join, a few single changes, then every hand in one second. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Crowd, Step } from './crowd.ts';
import { percentile } from './figures.ts';
import { clock, type Reading } from './meter.ts';
import type { Prepared } from './prepare.ts';
import type { Measured } from './servers.ts';

export interface Storm {
	/** From the first connect to the last screen that shows the room, ms. */
	join: number;
	/** One change, from saying it to the last screen, ms. */
	change: number[];
	acks: number[];
	/** From the last ack to the last screen, ms. */
	after: number;
	frames: number;
	bytes: number;
	generators: number;
	/** Of the server, over the storm. */
	during: Reading;
	/** Bytes of memory a phone costs: resident without, heap after a collection. */
	rssEach: number;
	heapEach: number;
	/** All hands lowered again within a tenth of a second. */
	pressed: { acks: number[]; after: number };
}

/** Changes before those that count: every server's code is compiled by then. An even number. */
const WARM_UP = 40;

/** As when a chair says “now”. */
const AT_ONCE_MS = 100;

/** `people` beyond the hands that are raised only watch. */
export async function storm(
	crowd: Crowd,
	server: Measured,
	room: Prepared,
	watchers: number,
	changes: number
): Promise<Storm> {
	// Six digits open the room to whoever sits in it; who looks on has the public address.
	const people = [
		...room.people.map((person) => ({ ...person, code: room.code })),
		...Array.from({ length: watchers }, () => ({ seat: '', cookie: '', code: room.addressKey }))
	];
	const target = await server.target(room.code);
	const before = await server.child.read(true);
	const started = clock();
	const join = (await crowd.join(people, target)) - started;
	await sleep(1300); // presence is told once a second; let the joins settle
	let seq = target.copy!.seq;

	const change: number[] = [];
	for (let n = -WARM_UP; n < changes; n++) {
		const screen = (n + WARM_UP) >> 1;
		const { seat } = room.people[screen]!;
		const seen = crowd.watch(++seq);
		await crowd.counts();
		const { sentAt, refused } = await crowd.send(screen, hand(room, seat, n % 2 !== 0));
		if (refused.length > 0) throw new Error(refused[0]);
		const seenAt = await seen;
		if (n >= 0) change.push(seenAt - sentAt);
		await sleep(60);
	}

	const count = room.people.length;
	const seen = crowd.watch(seq + count);
	await Promise.all([crowd.mark(), crowd.counts(), server.child.mark()]);
	const plan = spread(room);
	const acks = await crowd.storm(clock() + 100, plan);
	if (acks.refused.length > 0) throw new Error(acks.refused[0]);
	const seenAt = await seen;
	const during = await server.child.read();
	const { frames, bytes } = await crowd.counts();
	const generators = await crowd.cpu();
	await sleep(1500);
	const after = await server.child.read(true);
	const gone = crowd.watch(seq + 2 * count);
	await crowd.counts();
	const lowered = await crowd.storm(clock() + 100, spread(room, true, AT_ONCE_MS));
	if (lowered.refused.length > 0) throw new Error(lowered.refused[0]);
	const pressed = { acks: lowered.times, after: Math.max(0, (await gone) - lowered.lastAt) };
	return {
		join,
		change,
		acks: acks.times,
		after: Math.max(0, seenAt - acks.lastAt),
		frames,
		bytes: bytes / people.length,
		generators,
		during,
		rssEach: (after.rss - before.rss) / people.length,
		heapEach: (after.heap - before.heap) / people.length,
		pressed
	};
}

/** Every seat raises or lowers a hand within so many ms, evenly spread over time and over generators. */
export function spread(room: Prepared, lower = false, within = 1000): Step[] {
	const { people } = room;
	const order = people.map((_, n) => n).sort((a, b) => mix(a) - mix(b));
	return order.map((screen, n) => ({
		screen,
		at: (n / people.length) * within,
		command: hand(room, people[screen]!.seat, lower)
	}));
}

export function hand(room: Prepared, seat: string, lower: boolean): object {
	return lower
		? { type: 'queue.withdraw', seat, item: room.item }
		: { type: 'queue.join', seat, item: room.item, stance: 'for' };
}

/** A fixed shuffle, the same in every run. */
function mix(n: number): number {
	return ((n + 1) * 2654435761) % 4294967296;
}

export const p50 = (times: number[]): number => percentile(times, 0.5);
export const p99 = (times: number[]): number => percentile(times, 0.99);
