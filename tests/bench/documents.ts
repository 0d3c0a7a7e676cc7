/**
 * Thirty people write one document and thirty more read it: our host, which stores before it tells,
 * beside @hocuspocus/server, which keeps everything in memory.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { Child } from './child.ts';
import { kb, ms, percentile, type Line } from './figures.ts';
import { MAX_STATE } from '#server/documents/limits.ts';
import { fourHours } from './documents-size.ts';
import { clock, type Reading } from './meter.ts';
import type { Bench } from './parts.ts';
import { freePort } from './servers.ts';

const WRITERS = 30;
const READERS = 30;
/** Each writer changes something so often. */
const EVERY_MS = 200;

interface Seen {
	latencies: number[];
	during: Reading;
	/** Changes, and how many copies of them arrived. */
	changes: number;
	delivered: number;
	heapEach: number;
	/** From a change to the word that it is on disk; ours only. */
	saved: number[];
}

type Host = 'ours' | 'hocuspocus';

/** Both hosts, `seconds` each. */
export async function documentsPart(bench: Bench, seconds: number): Promise<void> {
	const ours = await write('ours', bench.folder, seconds);
	bench.log(`documents, ours: ${ours.during.cpu.toFixed(0)} ms of CPU`);
	const other = await write('hocuspocus', bench.folder, seconds);
	bench.log(`documents, hocuspocus: ${other.during.cpu.toFixed(0)} ms of CPU`);
	const size = `${WRITERS} + ${READERS}`;
	const spread = ({ latencies }: Seen) =>
		[0.5, 0.95, 0.99].map((share) => ms(percentile(latencies, share))).join(' / ');
	const each = ({ during, delivered }: Seen) => (during.cpu * 1000) / delivered;
	const line = (figure: string, show: (seen: Seen) => string, rest: Partial<Line> = {}): Line => ({
		size,
		figure: `documents: ${figure}`,
		values: [show(ours), undefined, show(other)],
		...rest
	});
	const p99 = (seen: Seen) => percentile(seen.latencies, 0.99);
	bench.add(
		line(
			'(b) is hocuspocus; changes / copies told',
			(seen) => `${seen.changes} / ${seen.delivered}`
		),
		line('edit to reader p50 / p95 / p99', spread, {
			target: 'p99 ≤ (b)',
			met: p99(ours) <= p99(other)
		}),
		line('server CPU for a told change', (seen) => `${each(seen).toFixed(1)} µs`, {
			target: '≤ 1.0 × (b)',
			met: each(ours) <= each(other)
		}),
		line('heap for a connection', (seen) => kb(seen.heapEach)),
		{
			size,
			figure: 'documents: edit to "saved" p50 / p99',
			values: [`${ms(percentile(ours.saved, 0.5))} / ${ms(percentile(ours.saved, 0.99))}`],
			target: 'p99 ≤ 500 ms',
			met: percentile(ours.saved, 0.99) <= 500
		}
	);
	const { grown, anew } = fourHours(WRITERS);
	bench.add(
		{
			size: `${WRITERS} writers`,
			figure: 'documents: state after four scripted hours',
			values: [kb(grown)],
			target: '≤ 2 MB',
			met: grown <= MAX_STATE
		},
		{
			size: `${WRITERS} writers`,
			figure: 'documents: the same words written anew at a break',
			values: [kb(anew)]
		}
	);
}

async function write(host: Host, folder: string, seconds: number): Promise<Seen> {
	const port = await freePort();
	const env = { PORT: String(port), DATA_DIR: join(folder, 'documents') };
	const child = await Child.start(
		host === 'ours' ? 'documents-server.ts' : 'hocuspocus-server.ts',
		env
	);
	const { cookies, path } =
		host === 'ours'
			? await child.ask<{ cookies: string[]; path: string }>('prepare', {
					writers: WRITERS,
					readers: READERS
				})
			: { cookies: [] as string[], path: '/' };
	const before = await child.read(true);
	const people = Array.from(
		{ length: WRITERS + READERS },
		(_, n) => new Person(host, n, `127.0.0.1:${port}`, path, cookies[n])
	);
	await Promise.all(people.map((person) => person.ready));
	await sleep(1000);
	const after = await child.read(true);
	await child.mark();
	const end = clock() + seconds * 1000;
	const writing = people.slice(0, WRITERS).map(async (writer, n) => {
		await sleep((n * EVERY_MS) / WRITERS);
		while (clock() < end) {
			writer.type();
			await sleep(EVERY_MS);
		}
	});
	await Promise.all(writing);
	await sleep(500);
	const during = await child.read();
	for (const person of people) person.close();
	await child.end(process.env.BENCH_PROFILE ? 'SIGTERM' : 'SIGKILL');
	const latencies = people.flatMap((person) => person.latencies);
	return {
		latencies,
		during,
		changes: people.reduce((sum, { typed }) => sum + typed, 0),
		delivered: latencies.length,
		heapEach: (after.heap - before.heap) / people.length,
		saved: people.flatMap((person) => person.savedAfter)
	};
}

/** When each word was typed; one clock for all, since all are in this process. */
const typedAt = new Map<string, number>();

/** A socket that says y-websocket's messages (hocuspocus: with the document's name before each). */
class Person {
	readonly ready: Promise<void>;
	readonly latencies: number[] = [];
	readonly savedAfter: number[] = [];
	typed = 0;
	#ws: WebSocket;
	#doc = new Y.Doc();
	#host: Host;
	#n: number;
	#sent: number[] = [];
	#saved = 0;

	constructor(host: Host, n: number, at: string, path: string, cookie = '') {
		this.#host = host;
		this.#n = n;
		const headers = { origin: `http://${at}`, cookie };
		this.#ws = new WebSocket(`ws://${at}${path}`, { headers, perMessageDeflate: false });
		this.ready = new Promise((resolve) => {
			this.#ws.on('message', (data: Buffer) => this.#heard(data, resolve));
		});
		this.#ws.on('open', () => {
			if (host === 'hocuspocus')
				this.#send(2, (encoder) => {
					encoding.writeVarUint(encoder, 0);
					encoding.writeVarString(encoder, 'token');
					encoding.writeVarString(encoder, '4.7.0');
				});
			this.#send(0, (encoder) => {
				encoding.writeVarUint(encoder, 0);
				encoding.writeVarUint8Array(encoder, Y.encodeStateVector(this.#doc));
			});
		});
	}

	/** One word at the end of one's own text. */
	type(): void {
		const word = `~${String(this.#n).padStart(2, '0')}${String((this.typed += 1)).padStart(5, '0')}`;
		const vector = Y.encodeStateVector(this.#doc);
		const text = this.#doc.getText(`t${this.#n}`);
		text.insert(text.length, word);
		typedAt.set(word, clock());
		this.#sent.push(clock());
		this.#send(0, (encoder) => {
			encoding.writeVarUint(encoder, 2);
			encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(this.#doc, vector));
		});
	}

	close(): void {
		this.#ws.terminate();
	}

	#send(type: number, write: (encoder: encoding.Encoder) => void): void {
		const encoder = encoding.createEncoder();
		if (this.#host === 'hocuspocus') encoding.writeVarString(encoder, 'minutes');
		encoding.writeVarUint(encoder, type);
		write(encoder);
		this.#ws.send(encoding.toUint8Array(encoder));
	}

	#heard(data: Buffer, ready: () => void): void {
		const at = this.#host === 'hocuspocus' ? 8 : 0;
		if (data[at] === 100) {
			const count = data[1]! < 128 ? data[1]! : (data[1]! & 127) | (data[2]! << 7);
			for (; this.#saved < count; this.#saved++)
				if (this.#sent[this.#saved]) this.savedAfter.push(clock() - this.#sent[this.#saved]!);
			return;
		}
		if (data[at] !== 0) return;
		if (data[at + 1] === 1) return ready();
		if (data[at + 1] !== 2) return;
		const own = `~${String(this.#n).padStart(2, '0')}`;
		for (const [word] of data.toString('latin1').matchAll(/~\d{7}/g))
			if (!word.startsWith(own)) this.latencies.push(clock() - typedAt.get(word)!);
	}
}
