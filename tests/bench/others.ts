/** The exercises that only our server runs: a large snapshot, a kill, many rooms. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Crowd } from './crowd.ts';
import { clock } from './meter.ts';
import type { Prepared } from './prepare.ts';
import { startServer, type Measured } from './servers.ts';
import { hand, spread } from './storm.ts';

/** All screens join with nothing in hand and get the whole room: time, and bytes each. */
export async function joinWithSnapshot(
	crowd: Crowd,
	server: Measured,
	code: string,
	screens: number
): Promise<{ join: number; bytes: number }> {
	const people = Array.from({ length: screens }, () => ({ code, seat: '', cookie: '' }));
	const { port, dialect } = await server.target(code);
	const started = clock();
	const at = await crowd.join(people, { port, dialect, copy: null });
	const { bytes } = await crowd.counts();
	await crowd.leave();
	return { join: at - started, bytes: bytes / screens };
}

/**
 * `kill -9` half-way through a second of hands, a new process on the same folder and port, and the
 * clients' own backoff: ms from the kill until every screen shows the last stored event.
 */
export async function killed(
	crowd: Crowd,
	room: Prepared,
	dataDir: string
): Promise<{ whole: number; up: number; acked: number; stored: number }> {
	const server = await startServer('ours', { dataDir });
	const { port } = server;
	const people = room.people.map((person) => ({ ...person, code: room.code }));
	await crowd.join(people, await server.target(room.code));
	await sleep(1200);
	await crowd.persist();
	void crowd.storm(clock() + 50, spread(room));
	await sleep(550);
	const at = clock();
	await server.child.end('SIGKILL');
	const again = await startServer('ours', { dataDir, port });
	const up = clock() - at;
	const { copy } = await again.target(room.code);
	const joined = await crowd.whole();
	const shown = await crowd.watch(copy!.seq);
	const { acked } = await crowd.counts();
	await crowd.leave();
	await again.child.end();
	return { whole: Math.max(joined, shown) - at, up, acked, stored: copy!.seq };
}

/** So long the rooms talk before it counts: a server's code is compiled by then, as in a long evening. */
const WARM_UP_S = 30;

/** Every person of every room says something each 30 s, for `seconds`. */
export async function manyRooms(
	crowd: Crowd,
	rooms: Prepared[],
	dataDir: string,
	seconds: number
): Promise<{ core: number; deliveries: number[]; generators: number; said: number }> {
	const server = await startServer('ours', { dataDir });
	const people = rooms.flatMap((room) =>
		room.people.map((person) => ({ ...person, code: room.code, room }))
	);
	const { port, dialect } = await server.target(rooms[0]!.code);
	await crowd.join(people, { port, dialect, copy: null });
	await sleep(2000);
	/** Everybody's commands in turn, from the `from`th on. */
	const plan = (from: number, length: number) =>
		Array.from({ length }, (_, n) => {
			const nth = from + n;
			// A prime: everybody has their turn before anybody has a second.
			const screen = (nth * 3089) % people.length;
			const { room, seat } = people[screen]!;
			const lower = Math.floor(nth / people.length) % 2 === 1;
			return { screen, at: (n * 30_000) / people.length, command: hand(room, seat, lower) };
		});
	const before = Math.round((people.length / 30) * WARM_UP_S);
	const total = Math.round((people.length / 30) * seconds);
	await server.child.ask('unwatch');
	const warm = await crowd.storm(clock() + 50, plan(0, before));
	if (warm.refused.length > 0) throw new Error(warm.refused[0]);
	await crowd.note();
	await Promise.all([crowd.mark(), server.child.mark()]);
	const acks = await crowd.storm(clock() + 50, plan(before, total));
	const { cpu } = await server.child.read();
	const generators = await crowd.cpu();
	await sleep(300);
	if (acks.refused.length > 0) throw new Error(acks.refused[0]);
	const deliveries = await crowd.deliveries();
	await crowd.leave();
	await server.child.end();
	return { core: cpu / (seconds * 1000), deliveries, generators, said: total };
}
