/**
 * Nobody stalls the event loop (F34): a server in a process of its own is attacked from here, and looks
 * at its own loop all the while. The longest wait of each attack is told beside the longest of a quiet
 * second before it, because a busy machine keeps a process waiting too.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { WebSocket } from 'ws';
import type { Command } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import { makeMeeting, resident, seatId, sitDown } from '../live/people.ts';
import { serve } from '../live/serve.ts';
import { grouped, type Prove, type Row } from './program.ts';

/** So long may the loop be held, ms. */
const LONGEST_MS = 200;

interface Opened {
	origin: string;
	address: string;
	cookie: string;
}
type Asked = 'begin' | 'end' | 'replay' | 'stop';
/** What the loop of the server was like since `begin`, and what its memory grew by. */
interface Held {
	longest: number;
	cpu: number;
	grown: number;
}

export const prove: Prove = async ({ size }) => {
	const times = size === 'full' ? 10 : 2;
	const server = fork(import.meta.filename, ['--serve', String(size === 'full' ? 400 : 60)], {
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	try {
		const [opened] = (await once(server, 'message')) as [Opened];
		const rows: Row[] = [];
		for (const [promise, attack] of attacks(opened, times, server)) {
			const quiet = await during(server, () => pause(1000));
			const held = await during(server, attack);
			rows.push({
				promise: `${promise}: the loop is held under ${LONGEST_MS} ms`,
				figure: `longest ${held.longest} ms (quiet ${quiet.longest} ms), ${grouped(held.cpu)} ms of CPU, memory ${held.grown} MB more`,
				// What was not spent as CPU time was spent waiting for other programs.
				held: Math.min(held.longest, held.cpu) < LONGEST_MS
			});
		}
		return rows;
	} finally {
		server.send('stop' satisfies Asked);
		await once(server, 'exit');
	}
};

function attacks(
	opened: Opened,
	times: number,
	server: ChildProcess
): [string, () => Promise<unknown>][] {
	const nested = `42["command",${'['.repeat(450_000)}${']'.repeat(450_000)}]`;
	const entries = Array.from({ length: 18_000 }, () => resident('王桂芳'));
	const roll = `42["command",${JSON.stringify({ id: 'stalls-00001', as: 'clerk', command: { type: 'roll.add', entries } })}]`;
	const many = `42["command",[${'{},'.repeat(450_000)}0]]`;
	const lines = (count: number, cookie: string, message: string) => () =>
		Promise.all(Array.from({ length: count }, () => line(opened, cookie, message, times)));
	return [
		['10 lines without a session, 900,000 brackets', lines(10, '', nested)],
		['10 lines with a seat, 900,000 brackets', lines(10, opened.cookie, nested)],
		['10 lines without a session, a roll of 18,000', lines(10, '', roll)],
		['10 lines with a seat, a roll of 18,000', lines(10, opened.cookie, roll)],
		['10 lines with a seat, 450,000 objects', lines(10, opened.cookie, many)],
		['10 lines without a session, tiny frames', lines(10, '', '42["command",{}]'.padEnd(64))],
		['40 replays while the meeting goes on', () => ask(server, 'replay')]
	];
}

/** One line that says it again and again until it is hung up on. */
async function line(
	{ origin, address }: Opened,
	cookie: string,
	message: string,
	times: number
): Promise<void> {
	const url = `${origin.replace('http', 'ws')}/live/?m=${address}&EIO=4&transport=websocket`;
	const ws = new WebSocket(url, { headers: { origin, cookie } });
	ws.on('error', () => {});
	const closed = once(ws, 'close');
	await once(ws, 'open');
	ws.send('40{}');
	await Promise.race([once(ws, 'message'), closed]);
	const again = message.length < 1000 ? 2000 : 1;
	for (let n = 0; n < times * again && ws.readyState === WebSocket.OPEN; n++) ws.send(message);
	await Promise.race([closed, pause(2000)]);
	ws.terminate();
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function ask<Answer>(server: ChildProcess, what: Asked): Promise<Answer> {
	const answer = once(server, 'message');
	server.send(what);
	return ((await answer) as [Answer])[0];
}

async function during(server: ChildProcess, what: () => Promise<unknown>): Promise<Held> {
	await ask(server, 'begin');
	await what();
	return ask<Held>(server, 'end');
}

/** The server: a meeting with a long journal, and a look at its own loop. */
async function beServer(rounds: number): Promise<void> {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-stalls-'));
	const it = await serve(dir);
	const people = Array.from({ length: 200 }, (_, n) => resident(`居民${n}`));
	const room = await makeMeeting(it.app, people);
	const as = seatId(room, 'chair');
	const [, token = ''] = (await sitDown(it.app, room, as)).split('=');
	const who = { session: token.split('.')[0]!, owner: false };
	const chair = async (command: Command) => {
		const answer = await room.ask({ id: newId(), as, command }, who);
		if ('refused' in answer) throw new Error(answer.refused);
	};
	const cover = (n: number) => chair({ type: 'plan.cover', covered: n % 2 === 0 });
	await chair({ type: 'plan.open' });
	for (let n = 0; n < rounds * 10; n++) await cover(n);
	const delay = monitorEventLoopDelay({ resolution: 5 });
	let [cpu, rss] = [process.cpuUsage(), 0];
	const answers: Record<Asked, () => unknown> = {
		begin() {
			delay.reset();
			delay.enable();
			[cpu, rss] = [process.cpuUsage(), process.memoryUsage.rss()];
			return 'begun';
		},
		end(): Held {
			delay.disable();
			const { user, system } = process.cpuUsage(cpu);
			return {
				longest: Math.round(delay.max / 1e6),
				cpu: Math.round((user + system) / 1000),
				grown: Math.round((process.memoryUsage.rss() - rss) / 1e6)
			};
		},
		async replay() {
			for (let n = 0; n < 20; n++) {
				await cover(n);
				await pause(100);
				await Promise.all(Array.from({ length: 40 }, () => it.app.records.journal(room)));
			}
			return 'replayed';
		},
		stop() {
			void it.stop().then(() => {
				rmSync(dir, { recursive: true, force: true });
				process.exit(0);
			});
			return 'stopping';
		}
	};
	process.on('message', (asked: Asked) => {
		void Promise.resolve(answers[asked]()).then((answer) => process.send!(answer));
	});
	const cookie = await sitDown(it.app, room, seatId(room, 1));
	process.send!({ origin: it.origin, address: room.addressKey, cookie } satisfies Opened);
}

if (process.argv[2] === '--serve') await beServer(Number(process.argv[3]));
