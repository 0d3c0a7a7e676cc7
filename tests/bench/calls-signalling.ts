/** Rooms of two that find each other over real sockets of our server, for the bench of calls: what it costs, and what it costs others. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { STATION } from '#lib/meeting/calls/calls.ts';
import type { SignalData, SignalDown } from '#lib/meeting/calls/signal.ts';
import { Phone } from '../live/people.ts';
import type { SoundingRoom } from './calls-server.ts';
import { Child } from './child.ts';
import { percentile } from './figures.ts';

/** What browsers of two say until they are connected, as often as they do: once offered, answered, six ways each. */
const SDP = 'a'.repeat(3000);
const SAYS = [
	{ description: { type: 'offer', sdp: SDP } },
	...Array.from({ length: 6 }, (_, n) => ({
		candidate: {
			candidate: `candidate ${n}`,
			sdpMid: '0',
			sdpMLineIndex: 0,
			usernameFragment: null
		}
	}))
] as SignalData[];
const ROUNDS = 20;
/** Between two of them: a page may say so much, and no more. */
const PAUSE_MS = 200;

/** Ten rooms of two find each other again and again, over real sockets: CPU of the server for one time each. */
export async function signalling(rooms: number): Promise<string> {
	const dataDir = mkdtempSync(join(tmpdir(), 'yitang-calls-'));
	const child = await Child.start('calls-server.ts', { DATA_DIR: dataDir });
	const all = await child.ask<SoundingRoom[]>('rooms', { count: rooms });
	const pairs = await Promise.all(all.map((one) => pairOf(one)));
	await child.mark();
	const began = performance.now();
	for (let round = 0; round < ROUNDS; round++) {
		await Promise.all(pairs.map((pair) => pair.meet(round)));
		await sleep(PAUSE_MS);
	}
	const took = performance.now() - began;
	const { cpu, delay } = await child.read();
	for (const pair of pairs) pair.close();
	await child.end();
	rmSync(dataDir, { recursive: true, force: true });
	const each = cpu / (rooms * ROUNDS);
	return `| ${rooms} | ${each.toFixed(2)} ms | ${((100 * cpu) / took).toFixed(1)} % | ${delay.toFixed(1)} ms |`;
}

const HANDS = 120;
/** As often as one phone may press, ms. */
const HAND_EVERY = 200;

/** A hand goes up and down in a room of its own, while nobody and then while others find each other all the time. */
export async function queueBesideCalls(rooms: number): Promise<string[]> {
	const dataDir = mkdtempSync(join(tmpdir(), 'yitang-calls-'));
	const child = await Child.start('calls-server.ts', { DATA_DIR: dataDir });
	const [own, ...others] = await child.ask<SoundingRoom[]>('rooms', { count: rooms + 1 });
	const pairs = await Promise.all(others.map((one) => pairOf(one)));
	const { origin, address, listener, cookies, item } = own!;
	const phone = new Phone(origin, address, listener, cookies.listener);
	const wall = new Phone(origin, address, '', cookies.station);
	for (const one of [phone, wall])
		await one.until(({ connected, copy }) => connected && copy !== null, 'the room to show');
	const hands = async () => {
		const times: number[] = [];
		for (let n = 0; n < HANDS; n++) {
			const up = n % 2 === 0;
			const join = { type: 'queue.join', seat: listener, item, stance: 'for' } as const;
			const down = { type: 'queue.withdraw', seat: listener, item } as const;
			const began = performance.now();
			const answer = phone.send(up ? join : down);
			await wall.until(
				({ copy }) => copy!.state.queue.entries.length > 0 === up,
				'the hand to be seen'
			);
			times.push(performance.now() - began);
			const given = await answer;
			if ('refused' in given) throw new Error(given.refused);
			await sleep(HAND_EVERY);
		}
		// The first ones are compiled.
		return times.slice(20);
	};
	const told = (beside: string, times: number[]) =>
		`| ${beside} | ${percentile(times, 0.5).toFixed(1)} / ${percentile(times, 0.99).toFixed(1)} ms |`;
	const quiet = told('nobody', await hands());
	let goesOn = true;
	const meeting = (async () => {
		for (let round = ROUNDS; goesOn; round++) {
			await Promise.all(pairs.map((pair) => pair.meet(round)));
			await sleep(PAUSE_MS);
		}
	})();
	const busy = told(`${rooms} rooms that find each other five times a second`, await hands());
	goesOn = false;
	await meeting;
	for (const one of [...pairs, phone, wall]) one.close();
	await child.end();
	rmSync(dataDir, { recursive: true, force: true });
	return [quiet, busy];
}

async function pairOf({ origin, address, room, listener, cookies }: SoundingRoom) {
	const station = new Phone(origin, address, '', cookies.station);
	const phone = new Phone(origin, address, listener, cookies.listener);
	for (const one of [station, phone])
		await one.until(({ connected, copy }) => connected && copy !== null, 'the room to show');
	const sides = [
		{ side: station, as: STATION, to: listener },
		{ side: phone, as: listener, to: STATION }
	];
	return {
		/** Both enter as new pages, say everything to each other, and have heard everything. */
		async meet(round: number): Promise<void> {
			const instance = `page${String(round).padStart(8, '0')}`;
			const heardAll = sides.map(
				({ side, as }) =>
					new Promise<void>((resolve) => {
						let n = 0;
						const hear = (message: SignalDown) => {
							if (message.as !== as || message.is !== 'said') return;
							if (++n < SAYS.length) return;
							side.onSignal.delete(hear);
							resolve();
						};
						side.onSignal.add(hear);
					})
			);
			const entered = sides.map(
				({ side, as }) =>
					new Promise<void>((resolve) => {
						const hear = (message: SignalDown) => {
							if (message.as !== as || !('peers' in message)) return;
							if (!message.peers.some((one) => one.instance === instance)) return;
							side.onSignal.delete(hear);
							resolve();
						};
						side.onSignal.add(hear);
					})
			);
			for (const { side, as } of sides) side.client.signal({ room, as, do: 'enter', instance });
			await Promise.all(entered);
			for (const { side, as, to } of sides)
				for (const data of SAYS) side.client.signal({ room, as, do: 'say', to, instance, data });
			await Promise.all(heardAll);
		},
		close() {
			station.close();
			phone.close();
		}
	};
}
