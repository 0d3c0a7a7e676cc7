/**
 * What arriving costs: people come by their page, so many a second, while those who are there go on raising hands.
 * An arrival is the page, the state beside it and the live line, as a browser that keeps its connection gets them;
 * scripts and styles are not fetched.
 */
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { kb, ms } from './figures.ts';
import { clock } from './meter.ts';
import { besideOf, getPage } from './page-request.ts';
import type { Bench } from './parts.ts';
import { prepare, type Prepared } from './prepare.ts';
import { Screen, type Copy, type Heard } from './screen.ts';
import { startServer, type Measured } from './servers.ts';
import { hand, p50, p99 } from './storm.ts';

/** People who come in a second, through the doors of a hall. */
const A_SECOND = 40;
/** Who is there already, and raises or lowers a hand, each once in five seconds. */
const [MEMBERS, TURN_MS] = [20, 5000];
/** Arrivals before those that count: by then the server's code is compiled. */
const WARM_UP = 40;

interface Arrival {
	/** From asking for the page until the live line stands, ms. */
	took: number;
	/** Bytes of the page and of what lies beside it, headers included. */
	page: number;
	beside: number;
}

/** Everybody of a room arrives, one after another. */
export async function arrivingPart(bench: Bench, seats: number): Promise<void> {
	const dataDir = join(bench.folder, `arriving-${seats}`);
	const [room] = await prepare(dataDir, 1, seats + WARM_UP + MEMBERS);
	const server = await startServer('ours', { dataDir });
	await server.settled();
	const members = room!.people.slice(0, MEMBERS);
	const people = members.map((person) => ({ ...person, code: room!.code }));
	await bench.crowd.join(people, await server.target(room!.code));
	const arrivals = new Arrivals(server, room!);
	await arrivals.come(MEMBERS, WARM_UP);
	await server.child.mark();
	const acks = bench.crowd.storm(clock() + 50, hands(room!, (seats / A_SECOND) * 1000));
	const seen = await arrivals.come(MEMBERS + WARM_UP, seats);
	const { cpu, delay } = await server.child.read();
	const { times, refused } = await acks;
	if (refused.length > 0) throw new Error(refused[0]);
	arrivals.leave();
	await bench.crowd.leave();
	await server.child.end();
	const took = seen.map((one) => one.took);
	const [page, beside] = (['page', 'beside'] as const).map((part) => seen.at(-1)![part]);
	const size = `${A_SECOND} / s, ${seats}`;
	bench.add(
		{
			size,
			figure: 'arriving: page to live line p50 / p99',
			values: [`${ms(p50(took))} / ${ms(p99(took))}`]
		},
		{
			size,
			figure: 'arriving: a hand meanwhile, ack p50 / p99',
			values: [`${ms(p50(times))} / ${ms(p99(times))}`],
			target: 'p99 ≤ 50 ms',
			met: p99(times) <= 50
		},
		{
			size,
			figure: `arriving: bytes of the page, and ${kb(beside!)} beside it`,
			values: [kb(page!)],
			target: '≤ 20 KB',
			met: page! <= 20 * 1024
		},
		{ size, figure: 'arriving: server CPU each, all threads', values: [ms(cpu / seats)] },
		{
			size,
			figure: 'event-loop delay p99',
			values: [ms(delay)],
			target: '≤ 30 ms',
			met: delay <= 30
		}
	);
	bench.log(`${seats} arrived: ${ms(cpu / seats)} each, a hand's ack p99 ${ms(p99(times))}`);
}

/** Hands of those who are there, evenly spread over so long. */
function hands(room: Prepared, length: number) {
	const count = Math.floor((length * MEMBERS) / TURN_MS);
	return Array.from({ length: count }, (_, n) => {
		const screen = n % MEMBERS;
		const lower = Math.floor(n / MEMBERS) % 2 === 1;
		const command = hand(room, room.people[screen]!.seat, lower);
		return { screen, at: (n * TURN_MS) / MEMBERS, command };
	});
}

class Arrivals {
	#server: Measured;
	#room: Prepared;
	#agent = new Agent({ keepAlive: true, maxSockets: Infinity });
	#screens: Screen[] = [];
	#joined = new Map<Screen, () => void>();

	constructor(server: Measured, room: Prepared) {
		this.#server = server;
		this.#room = room;
	}

	/** `count` people from the `from`th on; answers when all of them are there. */
	async come(from: number, count: number): Promise<Arrival[]> {
		const start = clock();
		const coming: Promise<Arrival>[] = [];
		for (let n = 0; n < count; n++) {
			const wait = start + (n * 1000) / A_SECOND - clock();
			if (wait > 1) await sleep(wait);
			coming.push(this.#arrive(from + n));
		}
		return Promise.all(coming);
	}

	async #arrive(index: number): Promise<Arrival> {
		const start = clock();
		const { seat, cookie } = this.#room.people[index]!;
		const { addressKey: code } = this.#room;
		const origin = `http://127.0.0.1:${this.#server.port}`;
		const page = await getPage(this.#agent, origin, `/m/${code}`, cookie);
		const address = besideOf(page);
		if (!address) throw new Error('the page names no state beside it');
		const beside = await getPage(this.#agent, origin, address, cookie);
		const { snapshot, names } = JSON.parse(beside.text) as Beside;
		const { epoch, seq, head } = snapshot;
		const copy: Copy = { epoch, seq, head, names: { members: names, public: names } };
		const target = { port: this.#server.port, dialect: 'io', copy } as const;
		const screen = new Screen(index, { code, seat, cookie }, target, this.#heard);
		this.#screens.push(screen);
		await new Promise<void>((resolve) => {
			this.#joined.set(screen, resolve);
			screen.open();
		});
		return { took: clock() - start, page: page.wire, beside: beside.wire };
	}

	readonly #heard: Heard = {
		joined: (screen) => this.#joined.get(screen)?.(),
		events: () => {},
		ack: () => {},
		closed: (screen) => {
			throw new Error(`arrival ${screen.index} was closed`);
		}
	};

	leave(): void {
		for (const screen of this.#screens) screen.close();
		this.#agent.destroy();
	}
}

/** Of what lies beside a page, what the live line goes on from. */
interface Beside {
	snapshot: { epoch: string; seq: number; head: string };
	names: string;
}
