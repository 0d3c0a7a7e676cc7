/**
 * The record path of the built app: 30 people who type into the minutes and 1,000 who read the record as
 * it grows; then 200 requests a second for the page, whole, while 30 raise and lower their hands.
 */
import { existsSync, readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Phone } from '../live/people.ts';
import { Child } from './child.ts';
import { kb, ms, percentile, type Line } from './figures.ts';
import type { Bench } from './parts.ts';
import { prepare, type Prepared } from './prepare.ts';
import { hand } from './storm.ts';
import { MARK, placeOf, Typist } from './typist.ts';

const WRITERS = 30;
/** Each writer says something so often, ms. */
const EVERY_MS = 1000;

export async function recordPart(bench: Bench, readers: number, seconds: number): Promise<void> {
	if (!existsSync('build/handler.js')) return bench.log('record: no build; npm run build first');
	const dataDir = join(bench.folder, 'record');
	const [room] = await prepare(dataDir, 1, WRITERS);
	const env = { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', DEMO: 'off', LOG_LEVEL: 'error' };
	const server = await Child.start('../../server/main.mjs', env, []);
	const origin = `http://127.0.0.1:${server.port}`;
	const writers = room!.people.map(({ seat, cookie }) => {
		return new Phone(origin, room!.code, seat, cookie);
	});
	await Promise.all(writers.map((one) => one.until((phone) => phone.copy !== null, 'the room')));
	try {
		const typists = await seated(origin, room!);
		const follow = await followed(origin, room!, typists, readers, seconds, server);
		for (const typist of typists) typist.close();
		bench.log(`record: ${readers} readers, p95 ${ms(percentile(follow.times, 0.95))}`);
		const page = await asked(origin, room!, writers, 200, seconds, server);
		bench.log(`record: 200 pages a second, p99 ${ms(percentile(page.times, 0.99))}`);
		bench.add(...lines(readers, seconds, follow, page));
	} finally {
		for (const writer of writers) writer.close();
		await server.end();
	}
}

interface Seen {
	times: number[];
	/** Server CPU, as a share of one core. */
	core: number;
	said: number;
	bytes: number;
}

function lines(readers: number, seconds: number, follow: Seen, page: Seen): Line[] {
	const all = (times: number[]) =>
		[0.5, 0.95, 0.99].map((share) => ms(percentile(times, share))).join(' / ');
	const core = (seen: Seen) => `${(seen.core * 100).toFixed(0)} % of a core`;
	const size = `${WRITERS} + ${readers}`;
	const p95 = percentile(follow.times, 0.95);
	const p99 = percentile(page.times, 0.99);
	return [
		{
			size,
			figure: `record: ${follow.said} typed lines in ${seconds} s to every reader, p50 / p95 / p99`,
			values: [all(follow.times)],
			target: 'p95 ≤ 2 s',
			met: p95 <= 2000
		},
		{ size, figure: 'record: server CPU meanwhile', values: [core(follow)] },
		{ size, figure: 'record: bytes to a reader a second', values: [kb(follow.bytes)] },
		{
			size: '200 / s',
			figure: `record: the page (${kb(page.bytes)}), room at work, p50 / p95 / p99`,
			values: [all(page.times)],
			target: 'p99 ≤ 50 ms',
			met: p99 <= 50
		},
		{ size: '200 / s', figure: 'record: server CPU meanwhile', values: [core(page)] }
	];
}

/** Hands go up and down; gives the moment of each event's acknowledgement, and how to stop. */
function work(room: Prepared, writers: Phone[]) {
	const told: { seq: number; at: number }[] = [];
	let going = true;
	const run = async (writer: Phone, n: number) => {
		await sleep((n / writers.length) * EVERY_MS);
		for (let up = false; going; up = !up) {
			const next = sleep(EVERY_MS);
			const answer = await writer.send(hand(room, writer.seat, up) as never);
			if ('seq' in answer) told.push({ seq: answer.seq, at: performance.now() });
			await next;
		}
	};
	const done = Promise.all(writers.map(run));
	const stop = () => {
		going = false;
		return done;
	};
	return { told, stop };
}

/** The chair lets all of them write; each has a line in the minutes. */
async function seated(origin: string, room: Prepared): Promise<Typist[]> {
	const chair = new Phone(origin, room.code, room.chair.seat, room.chair.cookie);
	await chair.until((phone) => phone.copy !== null, 'the room');
	for (const { seat } of room.people)
		await chair.send({ type: 'minutes.allow', seat, allowed: true });
	chair.close();
	const place = await placeOf(origin, room.code, room.people[0]!.cookie);
	const typists = room.people.map(({ cookie }, n) => new Typist(n, origin, cookie, place));
	await Promise.all(typists.map(({ ready }) => ready));
	return typists;
}

/** Each writes its line anew every second; gives how to stop. */
function typing(typists: Typist[]): () => Promise<unknown> {
	let going = true;
	const done = Promise.all(
		typists.map(async (typist, n) => {
			await sleep((n / typists.length) * EVERY_MS);
			for (; going; await sleep(EVERY_MS)) typist.type();
		})
	);
	return () => {
		going = false;
		return done;
	};
}

async function followed(
	origin: string,
	room: Prepared,
	typists: Typist[],
	readers: number,
	seconds: number,
	server: Child
): Promise<Seen> {
	const agent = new Agent({ keepAlive: true, maxSockets: Infinity });
	const whole = await body(`${origin}/r/${room.addressKey}/record.json`, agent);
	const { version } = JSON.parse(whole) as { version: string };
	/** Reader by reader, typist by typist: which line was there when. */
	const seen: { which: number; at: number }[][][] = [];
	let bytes = 0;
	const streams = await Promise.all(
		Array.from({ length: readers }, async () => {
			const mine: { which: number; at: number }[][] = typists.map(() => []);
			seen.push(mine);
			const stream = await open(`${origin}/r/${room.addressKey}/live?at=${version}`, agent);
			let cut = '';
			stream.on('data', (chunk: Buffer) => {
				bytes += chunk.length;
				const at = performance.now();
				const text = cut + chunk.toString('latin1');
				// A mark may be torn between two chunks.
				cut = text.slice(-7);
				for (const [, who, which] of text.matchAll(MARK))
					mine[Number(who)]!.push({ which: Number(which), at });
			});
			return stream;
		})
	);
	const stop = typing(typists);
	await sleep(1500);
	const from = { at: performance.now(), cpu: cpuOf(server), bytes };
	await sleep(seconds * 1000);
	const to = { at: performance.now(), cpu: cpuOf(server), bytes };
	await stop();
	await sleep(2500);
	for (const stream of streams) stream.destroy();
	agent.destroy();
	const refused = typists.find((typist) => typist.refused)?.refused;
	if (refused) throw new Error(`what was typed was refused: ${refused}`);
	const times: number[] = [];
	let said = 0;
	for (const [who, { typedAt }] of typists.entries())
		for (const [which, at] of typedAt.entries()) {
			if (at < from.at || at >= to.at) continue;
			said += 1;
			// A line that was typed over before anybody was told counts when the newer one came.
			for (const mine of seen)
				times.push((mine[who]!.find((one) => one.which >= which)?.at ?? Infinity) - at);
		}
	const took = to.at - from.at;
	return {
		times,
		core: (to.cpu - from.cpu) / took,
		said,
		bytes: (to.bytes - from.bytes) / readers / (took / 1000)
	};
}

async function asked(
	origin: string,
	room: Prepared,
	writers: Phone[],
	perSecond: number,
	seconds: number,
	server: Child
): Promise<Seen> {
	const agent = new Agent({ keepAlive: true, maxSockets: 64 });
	const { told, stop } = work(room, writers);
	await sleep(1500);
	const times: number[] = [];
	let bytes = 0;
	const asking: Promise<void>[] = [];
	const from = { at: performance.now(), cpu: cpuOf(server) };
	for (let n = 0; n < perSecond * seconds; n++) {
		const due = from.at + (n * 1000) / perSecond;
		const wait = due - performance.now();
		if (wait > 1) await sleep(wait);
		// From when it was due, so that a stall of the server is not hidden by our own waiting.
		asking.push(
			body(`${origin}/r/${room.addressKey}`, agent).then((text) => {
				bytes = text.length;
				times.push(performance.now() - due);
			})
		);
	}
	await Promise.all(asking);
	const took = performance.now() - from.at;
	const core = (cpuOf(server) - from.cpu) / took;
	await stop();
	agent.destroy();
	return { times, core, said: told.length, bytes };
}

function open(url: string, agent: Agent): Promise<import('node:http').IncomingMessage> {
	return new Promise((resolve, reject) => {
		get(url, { agent, headers: { 'accept-encoding': 'gzip' } }, resolve).on('error', reject);
	});
}

/** The body as it came over the wire, one character a byte. */
async function body(url: string, agent: Agent): Promise<string> {
	const zipped = !url.endsWith('.json');
	const headers = zipped ? { 'accept-encoding': 'gzip' } : {};
	return new Promise((resolve, reject) => {
		get(url, { agent, headers }, (answer) => {
			let text = '';
			answer.setEncoding('latin1');
			answer.on('data', (chunk: string) => (text += chunk));
			answer.on('end', () =>
				answer.statusCode === 200
					? resolve(text)
					: reject(new Error(`${url}: ${answer.statusCode}`))
			);
		}).on('error', reject);
	});
}

/** CPU time of the server so far, ms (Linux counts in hundredths of a second). */
function cpuOf(server: Child): number {
	const stat = readFileSync(`/proc/${server.process.pid}/stat`, 'utf8');
	const [user, system] = stat
		.slice(stat.lastIndexOf(')') + 2)
		.split(' ')
		.slice(11, 13);
	return (Number(user) + Number(system)) * 10;
}
