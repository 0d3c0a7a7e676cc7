/**
 * Eight ordinary meetings played into one room: does a command cost at the end what it cost at the beginning?
 * Two people write the minutes meanwhile, one follows the record, fourteen screens are open.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { minutesFragment, NODE } from '#lib/documents/minutes.ts';
import { MESSAGE, SYNC } from '#lib/documents/wire.ts';
import { Phone } from '../live/people.ts';
import { Child } from './child.ts';
import { prepareEvening } from './evening-prepare.ts';
import { ms, type Line } from './figures.ts';
import type { Bench } from './parts.ts';
import { freePort } from './servers.ts';

const COMMANDS = 7000;
const TENTHS = 10;
/** A command and a key of each writer so often, when the server is quick enough. */
const EVERY_MS = 30;
/** Characters of one gist line. */
const LINE = 24;
/** The last tenth may cost so much of the second; the first warms up. */
const MOST = 1.2;

/** `commands` in all, so that a small run shows that it runs. */
export async function eveningPart(bench: Bench, commands = COMMANDS): Promise<void> {
	const dataDir = join(bench.folder, 'evening');
	const prepared = await prepareEvening(dataDir);
	const { code, seats, minutes } = prepared;
	const port = await freePort();
	const env = { PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir };
	const server = await Child.start('evening-server.ts', {
		...env,
		DEMO: 'off',
		LOG_LEVEL: 'error'
	});
	await server.ask('settled');
	await server.ask('begin', { evening: prepared });
	const origin = `http://127.0.0.1:${port}`;
	const phones = seats.map(({ seat, cookie }) => new Phone(origin, code, seat, cookie));
	const [, clerk, member] = seats;
	const writers = [clerk!, member!].map(
		({ cookie }, n) => new GistWriter(n, origin, minutes, cookie)
	);
	const editors = [clerk!, member!].map(({ cookie }) => new FactReader(origin, code, cookie));
	await Promise.all(phones.map((one) => one.until(({ copy }) => copy !== null, 'the room')));
	await Promise.all(writers.map(({ ready }) => ready));
	const tenths: { cpu: number; rss: number; heap: number }[] = [];
	for (let tenth = 0; tenth < TENTHS; tenth++) {
		await server.mark();
		for (let n = 0; n < commands / TENTHS; n++) {
			const soon = sleep(EVERY_MS);
			for (const writer of writers) writer.type();
			await server.ask('next');
			await Promise.all(editors.map((one) => one.read()));
			await soon;
		}
		const { cpu } = await server.read();
		const { rss, heap } = await server.read(true);
		tenths.push({ cpu: (cpu * TENTHS) / commands, rss, heap });
		bench.log(`evening: tenth ${tenth + 1}, ${ms(tenths.at(-1)!.cpu)} a command`);
	}
	bench.log(`evening: ${JSON.stringify(await server.ask('size'))}`);
	const typed = writers.reduce((sum, one) => sum + one.typed, 0);
	for (const writer of writers) writer.close();
	for (const phone of phones) phone.close();
	await server.end(process.env.BENCH_PROFILE ? 'SIGTERM' : 'SIGKILL');
	bench.add(...lines(tenths, commands, typed));
}

function lines(
	tenths: { cpu: number; rss: number; heap: number }[],
	commands: number,
	typed: number
): Line[] {
	const size = `${commands} + ${typed}`;
	const mb = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`;
	const [second, last] = [tenths[1]!, tenths.at(-1)!];
	return [
		...tenths.map(({ cpu, heap, rss }, n) => ({
			size,
			figure: `evening: tenth ${n + 1}, CPU a command; heap / RSS after it`,
			values: [`${ms(cpu)}; ${mb(heap)} / ${mb(rss)}`] as Line['values']
		})),
		{
			size,
			figure: 'evening: CPU a command, the last tenth ÷ the second',
			values: [(last.cpu / second.cpu).toFixed(2)],
			target: `≤ ${MOST}`,
			met: last.cpu <= MOST * second.cpu
		}
	];
}

/** What each open editor fetches whenever the room has moved on. */
class FactReader {
	#url: string;
	#cookie: string;
	#seq = 0;

	constructor(origin: string, code: string, cookie: string) {
		this.#url = `${origin}/m/${code}/minutes/facts`;
		this.#cookie = cookie;
	}

	async read(): Promise<void> {
		const answer = await fetch(`${this.#url}?since=${this.#seq}`, {
			headers: { cookie: this.#cookie }
		});
		if (!answer.ok) throw new Error(`the facts were refused: ${answer.status}`);
		this.#seq = ((await answer.json()) as { seq: number }).seq;
	}
}

/** Origin of changes that came over the socket. */
const REMOTE = 'remote';

/** Somebody who writes gist lines under the newest turns, key by key, over a raw socket. */
class GistWriter {
	readonly ready: Promise<void>;
	typed = 0;
	#n: number;
	#doc = new Y.Doc();
	#line: Y.XmlText | null = null;
	#ws: WebSocket;

	constructor(n: number, origin: string, path: string, cookie: string) {
		this.#n = n;
		this.#ws = new WebSocket(origin.replace('http', 'ws') + path, {
			headers: { origin, cookie },
			perMessageDeflate: false
		});
		this.ready = new Promise((resolve, reject) => {
			this.#ws.on('message', (data: Buffer) => {
				if (data[0] === MESSAGE.notice)
					throw new Error(`what was typed was refused: ${data.subarray(2).toString()}`);
				if (data[0] !== MESSAGE.sync || data[1] === SYNC.step1) return;
				Y.applyUpdate(this.#doc, bytesOf(data), REMOTE);
				if (data[1] === SYNC.step2) resolve();
			});
			this.#ws.on('close', (code) => reject(new Error(`the minutes closed with ${code}`)));
			this.#ws.on('error', reject);
		});
		this.#ws.on('open', () => this.#send(SYNC.step1, Y.encodeStateVector(this.#doc)));
		this.#doc.on('update', (bytes: Uint8Array, origin: unknown) => {
			if (origin !== REMOTE) this.#send(SYNC.update, bytes);
		});
	}

	/** One character more, in the line under way or in a new one. */
	type(): void {
		if (!this.#line || this.#line.length >= LINE) this.#line = this.#begin() ?? this.#line;
		const line = this.#line;
		if (!line) return;
		line.insert(line.length, '议');
		this.typed += 1;
	}

	close(): void {
		this.#ws.removeAllListeners('close');
		this.#ws.terminate();
	}

	/** The newest slot that is empty, of those that are this writer's to fill; null where there is none yet. */
	#begin(): Y.XmlText | null {
		const body = minutesFragment(this.#doc).toArray();
		let mine = this.#n;
		for (let at = body.length - 1; at >= 0; at--) {
			const slot = body[at];
			if (!(slot instanceof Y.XmlElement) || slot.nodeName !== NODE.gist || slot.length > 0)
				continue;
			if (mine-- > 0) continue;
			const line = new Y.XmlText();
			slot.insert(0, [line]);
			return line;
		}
		return null;
	}

	#send(kind: number, bytes: Uint8Array): void {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, MESSAGE.sync);
		encoding.writeVarUint(encoder, kind);
		encoding.writeVarUint8Array(encoder, bytes);
		this.#ws.send(encoding.toUint8Array(encoder));
	}
}

/** The bytes of a message of `sync`, after its kind. */
function bytesOf(data: Buffer): Uint8Array {
	let [length, at] = [0, 2];
	for (let shift = 0; ; shift += 7) {
		const byte = data[at++]!;
		length |= (byte & 127) << shift;
		if (byte < 128) return data.subarray(at, at + length);
	}
}
