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
import { WebSocket } from 'ws';
import type { Command } from '#lib/meeting/registry.ts';
import { newId } from '#server/auth/arrival.ts';
import { makeMeeting, resident, seatId, sitDown } from '../live/people.ts';
import { serve } from '../live/serve.ts';
import { fillMinutes, sendToDocument, vectorOf } from '../live/stalls-documents.ts';
import { httpStalls, LOOP_WATCH } from '../live/stalls-http.ts';
import { grouped, type Prove, type ProveOptions, type Row } from './program.ts';

/** So long may the loop be held, ms. */
const LONGEST_MS = 200;

interface Opened {
	origin: string;
	address: string;
	cookie: string;
	/** The clerk's, and whose seat that is. */
	desk: string;
	clerk: string;
	/** Path of the minutes' socket. */
	minutes: string;
}
type Asked = 'begin' | 'end' | 'replay' | 'stop';
/** What the loop of the server was like since `begin`, and what its memory grew by. */
interface Held {
	longest: number;
	/** The longest that its own thread worked in one go. */
	work: number;
	cpu: number;
	grown: number;
}

export const prove: Prove = async ({ size }) => {
	const times = size === 'full' ? 10 : 2;
	const server = fork(import.meta.filename, ['--serve', String(size === 'full' ? 400 : 60)], {
		execArgv: [...process.execArgv, `--import=${LOOP_WATCH}`],
		stdio: ['ignore', 'inherit', 'inherit', 'ipc']
	});
	try {
		const [opened] = (await once(server, 'message')) as [Opened];
		const rows: Row[] = [];
		for (const one of attacks(opened, times, server)) rows.push(await tried(server, one));
		return [...rows, ...(await overHttp(size))];
	} finally {
		server.send('stop' satisfies Asked);
		await once(server, 'exit');
	}
};

/** The built server with a large meeting, and what it is asked for. */
async function overHttp(size: ProveOptions['size']): Promise<Row[]> {
	const [seats, turns] = size === 'full' ? [1998, 1170] : [400, 100];
	const { attacks: all, child, stop } = await httpStalls(seats, turns);
	try {
		const rows: Row[] = [];
		for (const one of all) rows.push(await tried(child, one));
		return rows;
	} finally {
		await stop();
	}
}

type Attack = [promise: string, attack: () => Promise<unknown>];

async function tried(server: ChildProcess, [promise, attack]: Attack): Promise<Row> {
	const quiet = await during(server, () => pause(1000));
	const held = await during(server, attack);
	return {
		promise: `${promise}: the loop is held under ${LONGEST_MS} ms`,
		figure: `${held.work} ms of work in one go (it took ${held.longest} ms, quiet ${quiet.longest} ms), ${grouped(held.cpu)} ms of CPU, memory ${held.grown} MB more`,
		// What was not work was spent waiting for other programs of this machine.
		held: Math.min(held.longest, held.work) < LONGEST_MS
	};
}

function attacks(opened: Opened, times: number, server: ChildProcess): Attack[] {
	const nested = `42["command",${'['.repeat(450_000)}${']'.repeat(450_000)}]`;
	const rollOf = (length: number) => {
		const entries = Array.from({ length }, () => resident('王桂芳'));
		const command = { type: 'roll.add', entries };
		return `42["command",${JSON.stringify({ id: 'stalls-00001', as: opened.clerk, command })}]`;
	};
	const roll = rollOf(18_000);
	const many = `42["command",[${'{},'.repeat(450_000)}0]]`;
	const lines = (count: number, cookie: string, message: string) => () =>
		Promise.all(Array.from({ length: count }, () => line(opened, cookie, message, times)));
	const documents = (message: Uint8Array) => () => {
		const { origin, desk: cookie, minutes } = opened;
		const url = origin.replace('http', 'ws') + minutes;
		const send = () => sendToDocument(url, { origin, cookie }, message);
		return Promise.all(Array.from({ length: 10 }, send));
	};
	return [
		['10 lines without a session, 900,000 brackets', lines(10, '', nested)],
		['10 lines with a seat, 900,000 brackets', lines(10, opened.cookie, nested)],
		['10 lines without a session, a roll of 18,000', lines(10, '', roll)],
		['10 lines with a seat, a roll of 18,000', lines(10, opened.cookie, roll)],
		['10 lines with a seat, 450,000 objects', lines(10, opened.cookie, many)],
		['5 lines of the desk, rolls of 5,800', lines(5, opened.desk, rollOf(5800))],
		['the desk adds a roll of 1,700', lines(1, opened.desk, rollOf(1700))],
		['10 lines at the minutes, vectors of 250 KB', documents(vectorOf(40_000))],
		['10 lines at the minutes, all of them again and again', documents(vectorOf(0))],
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
	const answers: Record<'replay' | 'stop', () => unknown> = {
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
		if (asked !== 'replay' && asked !== 'stop') return;
		void Promise.resolve(answers[asked]()).then((answer) => process.send!(answer));
	});
	const cookie = await sitDown(it.app, room, seatId(room, 1));
	const clerk = seatId(room, 'clerk');
	const desk = await sitDown(it.app, room, clerk);
	const minutes = await fillMinutes(it.app, room);
	const { origin } = it;
	const opened: Opened = { origin, address: room.addressKey, cookie, desk, clerk, minutes };
	process.send!(opened);
}

if (process.argv[2] === '--serve') await beServer(Number(process.argv[3]));
