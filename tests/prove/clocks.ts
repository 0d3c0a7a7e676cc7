/**
 * The clock of the server's machine is set while a hall is at work: the built server, and a real clock that jumps (Debian:
 * `faketime`). Nobody is refused, no command waits for the clock, and a pause of three seconds lasts three seconds.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepare } from '../bench/prepare.ts';
import { startBuilt } from '../live/built.ts';
import { Phone } from '../live/people.ts';
import type { Prove, Row } from './program.ts';

const LIBRARY = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/faketime/libfaketimeMT.so.1`;
const PHONES = 20;
const PAUSE_S = 3;
/** Seconds by which the clock is wrong, one after the other. */
const JUMPS = {
	small: [0, -20, 0],
	full: [0, -20, 0, 20, 0, -3600, 3600, -86_400, 86_400, 0, -86_400 * 400, 0]
};

/** How far the machine's clock is from one that is wrong by so many seconds, ms: a header of every answer tells it. */
async function clockOf(origin: string, seconds: number): Promise<number> {
	// Node writes the header anew once a second.
	await sleep(1100);
	const { headers } = await fetch(`${origin}/health`);
	return Math.abs(Date.parse(headers.get('date')!) - Date.now() - seconds * 1000);
}

/** A phone presses faster than people do, and no faster than one may. */
const EVERY_MS = 400;

export const prove: Prove = async ({ size }) => {
	const promise = `A server whose clock is set ${JUMPS[size].length - 1} times by up to 400 days`;
	if (!existsSync(LIBRARY))
		return [{ promise, figure: 'this machine has no faketime', held: true }];
	const dir = mkdtempSync(join(tmpdir(), 'yitang-clocks-'));
	const clock = join(dir, 'clock');
	const setClock = (seconds: number) =>
		writeFileSync(clock, `${seconds < 0 ? '-' : '+'}${Math.abs(seconds)}s\n`);
	setClock(0);
	const [room] = await prepare(join(dir, 'data'), 1, PHONES);
	const built = await startBuilt(join(dir, 'data'), {
		...{ DEMO: 'off', LD_PRELOAD: LIBRARY, FAKETIME_TIMESTAMP_FILE: clock, FAKETIME_NO_CACHE: '1' },
		...{ FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' }
	});
	const { addressKey, people, chair, item } = room!;
	const phones = people.map((one) => new Phone(built.origin, addressKey, one.seat, one.cookie));
	const desk = new Phone(built.origin, addressKey, chair.seat, chair.cookie);
	let [asked, slowest, wrong, seen] = [0, 0, 0, 0];
	const refused: string[] = [];
	const send = async (phone: Phone, command: Parameters<Phone['send']>[0]) => {
		const from = performance.now();
		const answer = await phone.send(command);
		asked += 1;
		slowest = Math.max(slowest, performance.now() - from);
		if ('refused' in answer) refused.push(answer.refused);
	};
	try {
		await Promise.all([...phones, desk].map((one) => one.until(({ copy }) => copy !== null)));
		for (const seconds of JUMPS[size]) {
			setClock(seconds);
			if ((await clockOf(built.origin, seconds)) < 5000) seen += 1;
			const from = performance.now();
			await send(desk, { type: 'runsheet.calm', seconds: PAUSE_S });
			// The clock is set once more in the middle of the pause.
			const ended = desk
				.until(({ copy }) => copy!.state.runsheet.calmUntil === null)
				.then(() => performance.now() - from);
			setClock(seconds + 7);
			for (const phone of phones)
				await send(phone, { type: 'queue.join', seat: phone.seat, item, stance: 'for' });
			await sleep(EVERY_MS);
			for (const phone of phones)
				await send(phone, { type: 'queue.withdraw', seat: phone.seat, item });
			wrong = Math.max(wrong, Math.abs((await ended) - PAUSE_S * 1000));
		}
	} finally {
		for (const phone of [...phones, desk]) phone.close();
		await built.stop();
		rmSync(dir, { recursive: true, force: true });
	}
	const rows: Row[] = [
		{
			promise: `${promise}: nobody is refused`,
			figure: `${asked} commands, ${refused.length} refused${refused.length > 0 ? ` (${[...new Set(refused)].join()})` : ''}, the slowest ${slowest.toFixed()} ms; the machine showed ${seen} of ${JUMPS[size].length} times`,
			held: refused.length === 0 && slowest < 2000 && seen === JUMPS[size].length
		},
		{
			promise: `${promise}: a pause of ${PAUSE_S} s lasts as long`,
			figure: `at most ${wrong.toFixed()} ms more or less`,
			held: wrong < 1000
		}
	];
	return rows;
};
