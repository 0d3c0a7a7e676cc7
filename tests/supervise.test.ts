/** `npm start` keeps the server running: what is started again, after how long, and what is not. */
import { expect, test } from 'vitest';
import { REFUSED } from '../server/exit-codes.mjs';
import { run } from '../scripts/process.mjs';
import { keepRunning } from '../scripts/supervise.mjs';

type End = { code: number; after?: number; told?: boolean };

/** Runs a program that ends as listed; gives what was waited and said. */
async function supervised(ends: End[], signalInPause = -1) {
	let now = 0;
	let at = 0;
	const pauses: number[] = [];
	const said: string[] = [];
	const program = async () => {
		const { after = 0, ...end } = ends[at++]!;
		now += after;
		return end;
	};
	const code = await keepRunning(program, {
		now: () => now,
		log: (sentence) => void said.push(sentence),
		async wait(ms, { signal }) {
			if (pauses.push(ms / 1000) - 1 !== signalInPause) return;
			process.emit('SIGTERM');
			signal.throwIfAborted();
		}
	});
	return { code, pauses, said, started: at };
}

test('a fallen server is started again after a growing pause, capped, and told in a sentence each time', async () => {
	const falls = Array.from({ length: 9 }, () => ({ code: 1 }));
	const { code, pauses, said, started } = await supervised([...falls, { code: 0 }]);
	expect({ code, started }).toEqual({ code: 0, started: 10 });
	expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
	expect(said).toHaveLength(9);
	expect(said[2]).toMatch(/代码1），4秒后自动重新启动/);
	expect(said[2]).toMatch(/code 1\); starting it again in 4 s/);
});

test('after it ran well for a minute, the pause begins small again', async () => {
	const ends = [{ code: 1 }, { code: 139 }, { code: 1, after: 60_000 }, { code: 1 }, { code: 0 }];
	expect((await supervised(ends)).pauses).toEqual([1, 2, 1, 2]);
});

test('one that refuses to start, ends by itself, or was told to end is not started again', async () => {
	for (const end of [{ code: REFUSED }, { code: 0 }, { code: 143, told: true }]) {
		const { code, pauses, said } = await supervised([end]);
		expect({ code, pauses, said }).toEqual({ code: end.code, pauses: [], said: [] });
	}
});

test('a signal while it waits ends the wait, and with it everything', async () => {
	const { code, started } = await supervised([{ code: 1 }, { code: 1 }, { code: 0 }], 1);
	expect({ code, started }).toEqual({ code: 1, started: 2 });
});

test('kill -9 from outside counts as a fall, for a real program', async () => {
	const deeds = [`process.kill(process.pid, 'SIGKILL')`, 'process.exitCode = 0'];
	const said: string[] = [];
	const code = await keepRunning(() => run(process.execPath, ['-e', deeds.shift()!]), {
		now: () => 0,
		log: (sentence) => void said.push(sentence),
		wait: async () => {}
	});
	expect({ code, left: deeds.length }).toEqual({ code: 0, left: 0 });
	expect(said[0]).toMatch(/code 137/);
});
