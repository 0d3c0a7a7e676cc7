/** Random and mutated frames at the live socket, with a seat and without: nobody is harmed, nothing falls. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { verify } from '#server/meeting/verify.ts';
import { join as sit, makeMeeting, resident, seatId, sitDown } from '../live/people.ts';
import { seeded } from '../live/seeded.ts';
import { serve } from '../live/serve.ts';
import { grouped, type Prove } from './program.ts';
import { storedRows } from '../live/stored-rows.ts';

/** Frames at once on one line before it is looked whether it still stands. */
const BURST = 200;

export const prove: Prove = async ({ size, seed }) => {
	const wanted = size === 'full' ? 120_000 : 3000;
	const random = seeded(seed);
	const dir = mkdtempSync(join(tmpdir(), 'yitang-frames-'));
	const it = await serve(dir);
	let thrown = 0;
	const count = () => void (thrown += 1);
	process.on('uncaughtException', count);
	process.on('unhandledRejection', count);
	try {
		const room = await makeMeeting(it.app, [resident('王桂芳'), resident('李建国')]);
		const seat = seatId(room, 1);
		const cookie = await sitDown(it.app, room, seat);
		const url = `${it.origin.replace('http', 'ws')}/live/?m=${room.code}&EIO=4&transport=websocket`;
		const before = room.committed.head;
		let sent = 0;
		for (let line = 0; sent < wanted; line++) {
			const headers = { origin: it.origin, ...(line % 2 ? { cookie } : {}) };
			const socket = new WebSocket(url, { headers });
			socket.on('error', () => {});
			const closed = new Promise<void>((end) => socket.once('close', () => end()));
			await Promise.race([new Promise((open) => socket.once('open', open)), closed]);
			if (random() < 0.9) socket.send('40{}');
			for (let n = 0; n < BURST && socket.readyState === WebSocket.OPEN && sent < wanted; n++) {
				socket.send(frame(random, seat));
				sent += 1;
			}
			if (socket.readyState === WebSocket.OPEN) socket.close();
			await closed;
		}
		// Mutated commands of a seat may be honest ones; what was taken is in the chain, and nothing else.
		const chain = verify(room.meeting, storedRows(it.app, room.meeting));
		const phone = await sit(it, room, 2);
		const answer = await phone.send({ type: 'attendance.rsvp', seat: phone.seat, rsvp: 'online' });
		phone.close();
		const alive = 'seq' in answer;
		const moved = chain.ok && chain.head !== before ? `, ${chain.seq} events in the chain` : '';
		return [
			{
				promise:
					'Random frames at the live socket: nothing thrown, the chain whole, others answered',
				figure: `${grouped(sent)} frames, ${thrown} thrown${moved}, the next phone ${alive ? 'answered' : 'not answered'}`,
				held: thrown === 0 && chain.ok && alive
			}
		];
	} finally {
		process.off('uncaughtException', count);
		process.off('unhandledRejection', count);
		await it.stop();
		rmSync(dir, { recursive: true, force: true });
	}
};

/** Noise, or an honest command with some of its characters changed. */
function frame(random: () => number, seat: string): string | Buffer {
	const kind = random();
	if (kind < 0.2)
		return Buffer.from(Array.from({ length: 1 + random() * 64 }, () => random() * 256));
	if (kind < 0.4) return String(Math.floor(random() * 7)) + noise(random, 40);
	const command = { type: 'attendance.rsvp', seat, rsvp: 'coming', reason: noise(random, 8) };
	const envelope = { id: `frames-${Math.floor(random() * 1e9)}`, as: seat, command };
	const text = [...`42["command",${JSON.stringify(envelope)}]`];
	for (let n = 0; n < 1 + random() * 6; n++) {
		const at = Math.floor(random() * text.length);
		if (random() < 0.3) text.splice(at, 1 + Math.floor(random() * 9));
		else text[at] = String.fromCharCode(32 + Math.floor(random() * 95));
	}
	return text.join('');
}

function noise(random: () => number, length: number): string {
	return String.fromCharCode(...Array.from({ length: random() * length }, () => random() * 0xffff));
}
