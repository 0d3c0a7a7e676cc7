/**
 * Speaks HTTP to the built server as nobody should, over raw connections: pipelined where a request says
 * truly where it ends, one to a connection and hung up after where it does not.
 */
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Built, Demo } from './built.ts';
import { ASKS_PASSWORD, formActions } from './form-walk.ts';
import { junk, type Junk } from './http-junk.ts';
import { seeded } from './seeded.ts';

export interface FuzzReport {
	sent: number;
	/** Answers by status. */
	answers: Record<string, number>;
	/** Each batch that was answered with a 5xx, or not to its end: what was sent, shortened. */
	faults: string[];
	/** Whether the process still answers. */
	alive: boolean;
}

/** So many requests follow each other on a connection; so many connections at a time. */
const PIPELINED = 8;
const AT_A_TIME = 12;
/** The last request of a connection: when it is answered, all before it are. */
const LAST = 'GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n';

/** Sends `size` requests; `seed` chooses which. */
export async function fuzzHttp(
	built: Built,
	demo: Demo,
	size: number,
	seed: number
): Promise<FuzzReport> {
	const chance = seeded(seed);
	const folder = join(import.meta.dirname, '../../build/client');
	const files = (readdirSync(folder, { recursive: true }) as string[])
		.filter((file) => /\.(?:js|css|svg|png|woff2|json)$/.test(file))
		.map((file) => `/${file}`);
	// Wrong passwords make the next try slower, on purpose; junk comes to these pages by their paths.
	const forms = formActions(demo).filter(
		({ path, action }) => !ASKS_PASSWORD.includes(path + action)
	);
	const known = { port: built.port, ...demo, files, forms };
	const report: FuzzReport = { sent: 0, answers: {}, faults: [], alive: false };

	const batch = (): Junk[] => {
		const requests: Junk[] = [];
		do requests.push(junk(chance, known));
		while (requests.at(-1)!.framed && requests.length < PIPELINED);
		return requests;
	};
	const talk = async () => {
		while (report.sent < size) {
			const requests = batch();
			report.sent += requests.length;
			const heard = await exchange(built.port, requests);
			const statuses = [...heard.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => status!);
			for (const status of statuses) report.answers[status] = (report.answers[status] ?? 0) + 1;
			const framed = requests.every((request) => request.framed);
			// A request that is no HTTP is answered 400 and ends the connection; all before it were answered.
			const whole =
				!framed ||
				ENDLESS.test(heard) ||
				statuses.length > requests.length ||
				/^4/.test(statuses.at(-1) ?? '');
			if (whole && !statuses.some((status) => status.startsWith('5'))) continue;
			const sent = requests
				.map(({ bytes }) => bytes.toString('latin1').slice(0, 400))
				.join('\n···\n');
			report.faults.push(`${statuses.join(' ')} to\n${sent}`);
		}
	};
	await Promise.all(Array.from({ length: AT_A_TIME }, talk));
	const health = await fetch(`${built.origin}/health`).catch(() => null);
	report.alive = built.child.exitCode === null && health?.status === 200;
	return report;
}

/** Those who follow a record are told as long as they listen: it is answered when it begins. */
const ENDLESS = /\r\ncontent-type: text\/event-stream/i;

/** Says it and listens until the line is closed. */
function exchange(port: number, requests: Junk[]): Promise<string> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		let heard = '';
		socket.setEncoding('latin1').on('data', (bytes: string) => {
			heard += bytes;
			if (ENDLESS.test(heard)) socket.destroy();
		});
		socket.on('error', () => socket.destroy());
		socket.on('close', () => resolve(heard));
		for (const { bytes } of requests) socket.write(bytes);
		if (requests.at(-1)!.framed) socket.write(LAST);
		else socket.end();
	});
}
