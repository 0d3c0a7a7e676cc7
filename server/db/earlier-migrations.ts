/** For tests: the migrations as they were before one of them, or as a later version will have them. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Entry {
	idx: number;
	version: string;
	when: number;
	tag: string;
	breakpoints: boolean;
}

function copied(
	from: 'migrations' | 'earlier-migrations',
	change: (entries: Entry[]) => Entry[]
): string {
	const both = mkdtempSync(join(tmpdir(), 'yitang-migrations-'));
	for (const name of ['earlier-migrations', from])
		cpSync(join(import.meta.dirname, name), join(both, name), { recursive: true });
	const folder = join(both, from);
	const file = join(folder, 'meta/_journal.json');
	const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: Entry[] };
	writeFileSync(file, JSON.stringify({ ...journal, entries: change(journal.entries) }));
	return folder;
}

/** A folder with those of earlier releases before the one whose name ends so. */
export function migrationsBefore(name: string): string {
	return copied('earlier-migrations', (entries) => {
		const at = entries.findIndex(({ tag }) => tag.endsWith(name));
		if (at < 0) throw new Error(`no migration is called ${name}`);
		return entries.slice(0, at);
	});
}

/** A folder with all of them and these after them, by name. */
export function migrationsWith(later: Record<string, string>): string {
	const folder = copied('migrations', (entries) => [
		...entries,
		...Object.keys(later).map((tag, n) => {
			const last = entries.at(-1)!;
			return { ...last, idx: last.idx + n + 1, when: last.when + n + 1, tag };
		})
	]);
	for (const [tag, sql] of Object.entries(later)) writeFileSync(join(folder, `${tag}.sql`), sql);
	return folder;
}
