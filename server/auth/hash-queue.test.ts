import { describe, expect, it } from 'vitest';
import { HashBusy, HashQueue } from './hash-queue.ts';

/** Tasks that end when they are told to, and what began. */
function tasks() {
	const begun: string[] = [];
	const ends = new Map<string, () => void>();
	const task = (name: string) => () => {
		begun.push(name);
		return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
	};
	return { begun, task, end: (name: string) => ends.get(name)!() };
}

describe('hashing of passwords', () => {
	it('one at a time, and those from another place take turns with a flood', async () => {
		const queue = new HashQueue();
		const { begun, task, end } = tasks();
		const flood = ['a1', 'a2', 'a3'].map((name) => queue.run(task(name), 'a'));
		const other = queue.run(task('b1'), 'b');
		expect(begun).toEqual(['a1']);
		end('a1');
		await flood[0];
		await expect.poll(() => begun).toEqual(['a1', 'a2']);
		end('a2');
		await flood[1];
		await expect.poll(() => begun).toEqual(['a1', 'a2', 'b1']);
		end('b1');
		expect(await other).toBe('b1');
		await expect.poll(() => begun.at(-1)).toBe('a3');
		end('a3');
		await flood[2];
		expect(queue.size).toBe(0);
	});

	it('beyond what may wait nothing is hashed, and a fault does not stop the others', async () => {
		const queue = new HashQueue({ all: 3, key: 2 });
		const { begun, task, end } = tasks();
		const first = queue.run(task('a1'), 'a');
		const waiting = ['a2', 'a3'].map((name) => queue.run(task(name), 'a'));
		await expect(queue.run(task('a4'), 'a')).rejects.toThrow(HashBusy);
		const broken = queue.run(() => Promise.reject(new Error('no memory')), 'b');
		await expect(queue.run(task('c1'), 'c')).rejects.toThrow(HashBusy);
		const said = expect(broken).rejects.toThrow('no memory');
		for (const name of ['a1', 'a2', 'a3']) {
			await expect.poll(() => begun).toContain(name);
			end(name);
		}
		await Promise.all([first, ...waiting, said]);
		expect(begun).toEqual(['a1', 'a2', 'a3']);
		expect(queue.size).toBe(0);
	});
});
