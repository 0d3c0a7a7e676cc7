/** The parts of the bench and their targets (each target is beaten on two shared cores or said so). */
import { join } from 'node:path';
import { cardRound } from './cards.ts';
import type { Crowd } from './crowd.ts';
import { kb, ms, type Line } from './figures.ts';
import { joinWithSnapshot, killed, manyRooms } from './others.ts';
import { prepare } from './prepare.ts';
import { KINDS, startServer, type Kind } from './servers.ts';
import { p50, p99, storm, type Storm } from './storm.ts';

export interface Bench {
	crowd: Crowd;
	folder: string;
	/** This machine's disk, ms. */
	fsync: number;
	add(...lines: Line[]): void;
	/** Which servers run the main exercise; ours always does. */
	kinds: readonly Kind[];
	/** Progress, to stderr. */
	log(text: string): void;
}

/** Single changes at each size; p99 of so many is nearly the slowest. */
const CHANGES = 40;

/** All four servers at one size. */
export async function stormPart(bench: Bench, size: number): Promise<void> {
	const dataDir = join(bench.folder, `storm-${size}`);
	const [room] = await prepare(dataDir, 1, size);
	const all: Partial<Record<Kind, Storm>> = {};
	for (const kind of bench.kinds) {
		const server = await startServer(kind, { dataDir });
		await server.settled();
		const seen = (all[kind] = await storm(bench.crowd, server, room!, 0, CHANGES));
		await bench.crowd.leave();
		await server.child.end();
		bench.log(`${size} clients, ${kind}: ${seen.during.cpu.toFixed(0)} ms of CPU`);
	}
	const size_ = String(size);
	const ours = all.ours!;
	const shown = (show: (one: Storm) => string) =>
		KINDS.map((kind) => (all[kind] ? show(all[kind]) : '–')) as Line['values'];
	const line = (
		figure: string,
		show: (one: Storm) => string,
		target?: string,
		met?: boolean
	): Line => ({
		size: size_,
		figure,
		values: shown(show),
		...(target ? { target } : {}),
		...(met === undefined ? {} : { met })
	});
	const cpu = (one: Storm) => one.during.cpu;
	const share = size >= 1000 ? 12 : 5;
	const limit = all.plain ? p99(all.plain.change) + 15 : Infinity;
	const times = (one: Storm) => `${ms(p50(one.change))} / ${ms(p99(one.change))}`;
	const light =
		(['plain', 'batch'] as const).every((kind) => cpu(ours) <= 1.5 * cpu(all[kind] ?? ours)) &&
		(!all.single || cpu(ours) * share <= cpu(all.single));
	bench.add(
		line('all joined', (one) => ms(one.join), '≤ 1 s', ours.join <= 1000),
		line('a change, last screen p50 / p99', times, `p99 ≤ ${ms(limit)}`, p99(ours.change) <= limit),
		line(
			`${size} hands in 1 s: ack p50 / p99`,
			(one) => `${ms(p50(one.acks))} / ${ms(p99(one.acks))}`,
			`p99 ≤ 50 ms (fsync ${ms(bench.fsync)})`,
			p99(ours.acks) <= 50
		),
		line('last screen after last ack', (one) => ms(one.after), '≤ 120 ms', ours.after <= 120),
		line(
			`${size} presses in 0.1 s: ack p99, last screen after`,
			({ pressed }) => `${ms(p99(pressed.acks))}, ${ms(pressed.after)}`,
			'≤ 400 ms after',
			ours.pressed.after <= 400
		),
		line('frames a client', (one) => String(one.frames), '≤ 25', ours.frames <= 25),
		line('bytes a client', (one) => kb(one.bytes)),
		line('server CPU', (one) => ms(cpu(one))),
		{
			size: size_,
			figure: 'our CPU ÷ theirs',
			values: shown((one) => (cpu(ours) / cpu(one)).toFixed(2)),
			...(size >= 500 ? { target: `(a), (c) ≤ 1.5, (b) ≤ 1/${share}`, met: light } : {})
		},
		line('event-loop delay p99', (one) => ms(one.during.delay), '≤ 30 ms', ours.during.delay <= 30),
		line("generators' CPU", (one) => ms(one.generators)),
		line('RSS a phone after', (one) => kb(one.rssEach), ...upTo(60, ours.rssEach, size)),
		line('heap a phone', (one) => kb(one.heapEach), ...upTo(16, ours.heapEach, size))
	);
}

/** Memory a phone: below a thousand the process's own growth hides it. */
function upTo(limit: number, bytes: number, size: number): [string?, boolean?] {
	return size >= 1000 ? [`≤ ${limit} KB`, bytes <= limit * 1024] : [];
}

/** Everybody arrives with nothing in hand, into a room of 40 KB and into the full one. */
export async function snapshotPart(bench: Bench, screens: number): Promise<void> {
	for (const [seats, target] of [
		[100, true],
		[screens, false]
	] as const) {
		const dataDir = join(bench.folder, `snapshot-${seats}-${target}`);
		const [room] = await prepare(dataDir, 1, seats);
		const server = await startServer('ours', { dataDir });
		await server.settled();
		const seen = await joinWithSnapshot(bench.crowd, server, room!.addressKey, screens);
		await server.child.end('SIGKILL');
		bench.add({
			size: String(screens),
			figure: `all joined with a snapshot, ${kb(seen.bytes)} each`,
			values: [ms(seen.join)],
			...(target ? { target: '≤ 1 s', met: seen.join <= 1000 } : {})
		});
		bench.log(`joined with ${kb(seen.bytes)} in ${ms(seen.join)}`);
	}
}

export async function killPart(bench: Bench, size: number): Promise<void> {
	const dataDir = join(bench.folder, 'kill');
	const [room] = await prepare(dataDir, 1, size);
	const { whole, up, acked, stored } = await killed(bench.crowd, room!, dataDir);
	bench.add(
		{
			size: String(size),
			figure: `kill -9 in a storm: all hold the state (up after ${ms(up)})`,
			values: [ms(whole)],
			target: '≤ 2.5 s',
			met: whole <= 2500
		},
		{
			size: String(size),
			figure: 'last number acknowledged before the kill / stored',
			values: [`${acked} / ${stored}`],
			target: 'none lost',
			met: acked <= stored
		}
	);
	bench.log(`after a kill: ${ms(whole)}`);
}

/** A roll holds 2,000; so five thousand screens look on while a thousand raise a hand. */
export async function crowdPart(bench: Bench, hands: number, screens: number): Promise<void> {
	const dataDir = join(bench.folder, 'crowd');
	const [room] = await prepare(dataDir, 1, hands);
	const server = await startServer('ours', { dataDir });
	await server.settled();
	const seen = await storm(bench.crowd, server, room!, screens - hands, 4);
	await bench.crowd.leave();
	await server.child.end('SIGKILL');
	const size = String(screens);
	bench.add(
		{ size, figure: 'all joined', values: [ms(seen.join)] },
		{
			size,
			figure: `${hands} hands in 1 s: ack p50 / p99`,
			values: [`${ms(p50(seen.acks))} / ${ms(p99(seen.acks))}`],
			target: 'p99 ≤ 1 s',
			met: p99(seen.acks) <= 1000
		},
		{ size, figure: 'last screen after last ack', values: [ms(seen.after)] },
		{ size, figure: 'server CPU', values: [ms(seen.during.cpu)] },
		{ size, figure: "generators' CPU", values: [ms(seen.generators)] }
	);
	bench.log(`${screens} screens: ack p99 ${ms(p99(seen.acks))}`);
}

export async function roomsPart(
	bench: Bench,
	rooms: number,
	people: number,
	seconds: number
): Promise<void> {
	const dataDir = join(bench.folder, 'rooms');
	const made = await prepare(dataDir, rooms, people);
	bench.log(`${rooms} rooms prepared`);
	const seen = await manyRooms(bench.crowd, made, dataDir, seconds);
	const size = `${rooms} × ${people}`;
	bench.add(
		{
			size,
			figure: `a command each 30 s (${seen.said} in ${seconds} s): share of a core`,
			values: [`${(seen.core * 100).toFixed(1)} %`],
			target: '≤ 20 %',
			met: seen.core <= 0.2
		},
		{
			size,
			figure: 'delivery p50 / p99',
			values: [`${ms(p50(seen.deliveries))} / ${ms(p99(seen.deliveries))}`],
			target: 'p99 ≤ 60 ms',
			met: p99(seen.deliveries) <= 60
		},
		{ size, figure: "generators' CPU", values: [ms(seen.generators)] }
	);
	bench.log(`${rooms} rooms: ${(seen.core * 100).toFixed(1)} % of a core`);
}

/** Three cards of everybody in half a minute, sealed one by one, then all of them on every screen. */
export async function cardsPart(bench: Bench, phones: number, seconds: number): Promise<void> {
	const dataDir = join(bench.folder, 'cards');
	const [room] = await prepare(dataDir, 1, phones);
	const server = await startServer('ours', { dataDir });
	await server.settled();
	const seen = await cardRound(bench.crowd, server, room!, seconds);
	await bench.crowd.leave();
	await server.child.end();
	const size = String(phones);
	bench.add(
		{
			size,
			figure: `${phones * 3} cards in ${seconds} s: ack p50 / p99`,
			values: [`${ms(p50(seen.acks))} / ${ms(p99(seen.acks))}`],
			target: 'p99 ≤ 100 ms',
			met: p99(seen.acks) <= 100
		},
		{ size, figure: 'bytes a phone while they are written', values: [kb(seen.writing)] },
		{
			size,
			figure: `${phones * 3} cards shown on the last screen`,
			values: [ms(seen.reveal)],
			target: '≤ 2.5 s',
			met: seen.reveal <= 2500
		},
		{ size, figure: 'bytes a phone for all cards', values: [kb(seen.shown)] },
		{ size, figure: 'server CPU while writing', values: [ms(seen.during.cpu)] }
	);
	bench.log(`${phones * 3} cards: ack p99 ${ms(p99(seen.acks))}, shown in ${ms(seen.reveal)}`);
}
