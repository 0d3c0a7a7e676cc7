/**
 * What a page costs the server's only thread, and what comes over the wire: `node tests/bench/pages.ts [24,300,1000]`.
 * The built server runs in a process of its own, with a meeting of that many seats, all signed in, in the
 * discussion. Pages come one after another, while the meeting goes on; a browser's other files are not fetched.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { LIVE_PATH, PROTOCOL } from '#lib/meeting/wire.ts';
import { startBuilt, type Built } from '../live/built.ts';
import { LOOP_WATCH } from '../live/stalls-http.ts';
import { besideOf, getPage } from './page-request.ts';
import { prepare, type Prepared } from './prepare.ts';

const SIZES = (process.argv[2] ?? '24,300,1000').split(',').map(Number);
/** Before each page is measured, until the compiler has seen it. */
const WARM = 40;
const TIMES = 60;
/** Who raises a hand meanwhile. */
const MEMBERS = 20;
/** A hand goes up or down before every so many pages. */
const CHANGE_EVERY = 4;

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

interface Held {
	longest: number;
	work: number;
	/** Of the loop's thread. */
	thread: number;
}
function ask<Answer>({ child }: Built, what: 'begin' | 'end'): Promise<Answer> {
	return new Promise((resolve) => {
		child.once('message', resolve as (message: unknown) => void);
		child.send(what);
	});
}

/** People who raise and lower their hands in turn, each as often as one may. */
function members(origin: string, { addressKey, item, people }: Prepared) {
	const all = people.slice(1, 1 + MEMBERS).map(({ seat, cookie }) => ({
		...{ seat, up: false },
		socket: io(origin, {
			path: LIVE_PATH,
			transports: ['websocket'],
			query: { m: addressKey },
			auth: { protocol: PROTOCOL, epoch: '', seq: -1, head: '', names: '', clearance: null },
			extraHeaders: { cookie, origin }
		})
	}));
	let n = 0;
	return {
		async change() {
			const one = all[n++ % all.length]!;
			const { seat, socket, up } = one;
			one.up = !up;
			const join = { type: 'queue.join', seat, item, stance: 'for' };
			const command = up ? { type: 'queue.withdraw', seat, item } : join;
			const answered = once<{ answer: object }>(socket, 'ack');
			socket.emit('command', { id: `bench-${String(n).padStart(8, '0')}`, as: seat, command });
			const { answer } = await answered;
			if ('refused' in answer) throw new Error(`${command.type}: ${JSON.stringify(answer)}`);
		},
		end: () => all.forEach(({ socket }) => socket.disconnect())
	};
}

const once = <Told>(socket: Socket, what: string) =>
	new Promise<Told>((resolve) => void socket.once(what, resolve));

const rows: string[] = [];
for (const size of SIZES) {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-pages-'));
	const [room] = await prepare(dir, 1, size);
	const built = await startBuilt(dir, {
		...{ DEMO: 'off', LOG_LEVEL: 'fatal' },
		NODE_OPTIONS: `--import=${LOOP_WATCH}`
	});
	const { chair, people, addressKey } = room!;
	const hand = members(built.origin, room!);
	const pages: [string, string, string][] = [
		['phone', `/m/${addressKey}`, people[0]!.cookie],
		['watch', `/m/${addressKey}/watch`, ''],
		['hall', `/m/${addressKey}/hall`, ''],
		['chair', `/m/${addressKey}/chair`, chair.cookie],
		['record', `/r/${addressKey}`, '']
	];
	for (const [name, path, cookie] of pages) {
		const once = async (n: number, withState: boolean): Promise<[page: number, state: number]> => {
			if (n % CHANGE_EVERY === 0) await hand.change();
			const page = await getPage(agent, built.origin, path, cookie);
			const address = besideOf(page);
			const state =
				withState && address ? await getPage(agent, built.origin, address, cookie) : null;
			return [page.wire, state?.wire ?? 0];
		};
		/** What `each` costs the loop's thread, ms, and the longest piece of it. */
		const cost = async (
			each: (n: number) => Promise<unknown>
		): Promise<[each: number, longest: number]> => {
			await ask(built, 'begin');
			for (let n = 0; n < TIMES; n++) await each(n);
			const { thread, work } = await ask<Held>(built, 'end');
			return [thread / TIMES, work];
		};
		let bytes: [page: number, state: number] = [0, 0];
		for (let n = 0; n < WARM; n++) bytes = await once(n, true);
		const [alone] = await cost((n) => once(n, false));
		const [both, longest] = await cost((n) => once(n, true));
		// What a change alone costs is no page's.
		const [change] = await cost((n) =>
			n % CHANGE_EVERY === 0 ? hand.change() : Promise.resolve()
		);
		const kb = (length: number) => (length ? (length / 1024).toFixed(1) : '–');
		const ms = (all: number) => (all - change).toFixed(1);
		rows.push(
			`| ${size} | ${name} | ${kb(bytes[0])} | ${kb(bytes[1])} | ${ms(alone)} | ${ms(both)} | ${longest} |`
		);
		process.stderr.write(`${rows.at(-1)}\n`);
	}
	hand.end();
	await built.stop();
	rmSync(dir, { recursive: true, force: true });
}
console.log(
	'| seats | page | KB on the wire | KB beside | CPU of the loop, ms | with the state, ms | longest ms |'
);
console.log('|---|---|---|---|---|---|---|');
console.log(rows.join('\n'));
process.exit(0);
