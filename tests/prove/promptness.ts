/**
 * How soon people are told: spans that are promised in seconds. On a busy machine everything takes longer, which is no
 * fault of the program: no test measures them, and who reads this table should leave the machine alone meanwhile.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { LIVE_PATH } from '#lib/meeting/wire.ts';
import { lineTo } from '../live/dead-line.ts';
import { join, makeMeeting, Phone, resident, seatId, sitDown } from '../live/people.ts';
import { serve, type Served } from '../live/serve.ts';
import { WebSocket } from 'ws';
import { once } from 'node:events';
import type { Room } from '#server/meeting/room.ts';
import type { Follower } from '#server/record/followers.ts';
import type { Prove, Row } from './program.ts';

interface Evening {
	it: Served;
	room: Room;
	chair: Phone;
}
/** What is promised, within how many ms, and the span that it took once. */
type Span = [promise: string, withinMs: number, once: (evening: Evening) => Promise<number>];

export const prove: Prove = async ({ size }) => {
	const times = size === 'full' ? 10 : 2;
	const rows: Row[] = [];
	for (const [promise, within, measure] of SPANS) {
		let longest = 0;
		for (let n = 0; n < times; n++) longest = Math.max(longest, await inAnEvening(measure));
		const figure = `${times} times, the longest ${Math.round(longest)} ms`;
		rows.push({ promise: `${promise} within ${within / 1000} s`, figure, held: longest < within });
	}
	return rows;
};

async function inAnEvening(measure: (evening: Evening) => Promise<number>): Promise<number> {
	const dir = mkdtempSync(path(tmpdir(), 'yitang-promptness-'));
	const it = await serve(dir);
	try {
		const room = await makeMeeting(it.app, [resident('李建国'), resident('赵敏')]);
		const chair = await join(it, room, 'chair');
		await chair.send({ type: 'plan.open' });
		const span = await measure({ it, room, chair });
		chair.close();
		return span;
	} finally {
		await it.stop();
		rmSync(dir, { recursive: true, force: true });
	}
}

const SPANS: Span[] = [
	['Every screen follows the chair', 1000, followed],
	['The socket of a revoked session closes (B3)', 1000, hungUp],
	['Who reads the record is told of a new line (A25)', 2000, readBy],
	['Who presses nothing knows that the line is dead (F31)', 3000, noticed],
	[
		'A card that waited is in, once a line that hung up is back (C27)',
		3000,
		(evening) => handedIn(evening, 'ends')
	],
	[
		'A card that waited is in, once a silent line is back (C27)',
		15_000,
		(evening) => handedIn(evening, 'silent')
	]
];

async function followed({ it, room, chair }: Evening): Promise<number> {
	const phones = await Promise.all([1, 2].map((n) => join(it, room, n)));
	const pressed = performance.now();
	const answer = await chair.send({ type: 'plan.cover', covered: true });
	if ('refused' in answer) throw new Error(answer.refused);
	await Promise.all(
		phones.map((phone) => phone.until(({ copy }) => copy!.seq >= answer.seq, 'the event'))
	);
	const span = performance.now() - pressed;
	for (const phone of phones) phone.close();
	return span;
}

async function hungUp({ it, room }: Evening): Promise<number> {
	const cookie = await sitDown(it.app, room, seatId(room, 1));
	const url = `${it.origin.replace('http', 'ws')}${LIVE_PATH}?m=${room.code}&EIO=4&transport=websocket`;
	const ws = new WebSocket(url, { headers: { origin: it.origin, cookie } });
	ws.on('message', (data) => String(data as Buffer).startsWith('0') && ws.send('40{}'));
	await new Promise<void>((shown) =>
		ws.on('message', (data) => String(data as Buffer).startsWith('42["presence"') && shown())
	);
	const closed = once(ws, 'close');
	const revoked = performance.now();
	await it.app.sessions.revoke(cookie.split('=')[1]!.split('.')[0]!);
	await closed;
	return performance.now() - revoked;
}

async function readBy({ it, room, chair }: Evening): Promise<number> {
	const published = await it.app.records.of(room);
	let hear = () => {};
	const heard = new Promise<void>((resolve) => (hear = resolve));
	const follower: Follower = {
		tell(message) {
			if (Buffer.from(message).toString().startsWith('data: ')) hear();
			return true;
		},
		end() {}
	};
	const { version } = published.whole;
	const leave = it.app.followers.add(room.meeting, version, published, follower);
	const said = performance.now();
	const stage = room.committed.state.runsheet.stageId!;
	await chair.send({ type: 'runsheet.note', stage, text: '先办食堂，再议晚餐。' });
	await heard;
	leave();
	return performance.now() - said;
}

/** A phone behind a line that can be dead. */
async function behindALine({ it, room }: Evening) {
	const line = await lineTo(it.origin);
	const seat = seatId(room, 1);
	const phone = new Phone(line.origin, room.code, seat, await sitDown(it.app, room, seat));
	await phone.until(({ copy }) => copy !== null, 'the room to show');
	const end = () => {
		phone.close();
		line.stop();
	};
	return { line, phone, end };
}

async function noticed(evening: Evening): Promise<number> {
	const { line, phone, end } = await behindALine(evening);
	await line.brings('6');
	const dead = performance.now();
	line.become('silent');
	await phone.until(({ quietSince }) => quietSince !== null, 'the silence to be noticed');
	const span = performance.now() - dead;
	end();
	return span;
}

async function handedIn(evening: Evening, down: 'ends' | 'silent'): Promise<number> {
	const { room, chair } = evening;
	const { seats, order } = room.committed.state.roll;
	await chair.send({
		type: 'attendance.sign-in-all',
		seats: order.filter((seat) => seats[seat]!.votes)
	});
	const { runsheet, agenda } = room.committed.state;
	const to = runsheet.stages.find(({ kind }) => kind === 'discussion')!.id;
	await chair.send({ type: 'runsheet.go', from: runsheet.stageId!, to, force: true });
	await chair.send({ type: 'cards.prepare', item: agenda.items[0]!.id, question: '最担心什么？' });
	await chair.send({ type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
	const { line, phone, end } = await behindALine(evening);
	line.become(down);
	if (down === 'ends') line.hangUp();
	const card = { card: 'card0000001abc', key: 'key-of-a-single-phone-1' };
	const words = { board: 'b1', seat: phone.seat, text: '油烟', stance: 'worry', ...card } as const;
	const written = phone.send({ type: 'cards.send', ...words });
	await line.tried();
	line.become('whole');
	const back = performance.now();
	const answer = await written;
	if ('refused' in answer) throw new Error(answer.refused);
	const span = performance.now() - back;
	end();
	return span;
}
