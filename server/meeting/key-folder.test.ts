/** Names of keys come from rows, which may say anything: only what is a key's name is ever a path. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import disk from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { folderKeys } from './key-folder.ts';

const NAME = 'a'.repeat(32);

function folder() {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-keys-'));
	onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
	/** What was done to the disk, in its order. */
	const done: string[] = [];
	const keys = folderKeys(dir, {
		async rm(path, options) {
			done.push(`rm ${basename(dirname(String(path)))}`);
			await disk.rm(path, options);
		},
		async open(path, flags) {
			const handle = await disk.open(path, flags);
			const sync = handle.sync.bind(handle);
			handle.sync = async () => {
				done.push(`sync ${basename(String(path))}`);
				await sync();
			};
			return handle;
		}
	});
	return { dir, keys, done };
}

test('no file but a key is read or destroyed, whatever a row names', async () => {
	const { dir, keys } = folder();
	// What would lead out of its folder, where such a folder is.
	mkdirSync(join(dir, 'keys', 'sealed-x'));
	const others = ['signing.key', 'sealed-yitang.key', `sealed-${NAME}x.key`];
	for (const file of others) writeFileSync(join(dir, 'keys', file), 'not a sealed key');
	const names = ['x/../signing', 'yitang', `${NAME}x`, `x/../sealed-${NAME}`, ''];
	expect(await keys.get(names)).toEqual(new Map());
	await keys.put(NAME, Buffer.alloc(32, 1));
	expect(await keys.get([...names, NAME])).toEqual(new Map([[NAME, Buffer.alloc(32, 1)]]));
	await keys.destroy(names, true);
	for (const file of [...others, `sealed-${NAME}.key`])
		expect(existsSync(join(dir, 'keys', file)), file).toBe(true);
});

test('a key that is destroyed is gone from the disk too, in every folder, before anybody is told', async () => {
	const { dir, keys, done } = folder();
	const kept = join(dir, 'keys', 'before-restore');
	mkdirSync(kept);
	await keys.put(NAME, Buffer.alloc(32, 1));
	writeFileSync(join(kept, `sealed-${NAME}.key`), Buffer.alloc(32, 1));
	done.length = 0;
	await keys.destroy([NAME], true);
	expect(done).toEqual(['rm keys', 'sync keys', 'rm before-restore', 'sync before-restore']);
	done.length = 0;
	await keys.destroy([], true);
	expect(done, 'nothing to do').toEqual([]);
});
