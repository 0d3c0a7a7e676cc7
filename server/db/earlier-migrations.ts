/** For tests: the migrations as they were before one of them, or as a later version will have them. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MIGRATIONS = join(import.meta.dirname, 'migrations');

interface Entry {
	idx: number;
	version: string;
	when: number;
	tag: string;
	breakpoints: boolean;
}

function copied(change: (entries: Entry[]) => Entry[]): string {
	const folder = mkdtempSync(join(tmpdir(), 'yitang-migrations-'));
	cpSync(MIGRATIONS, folder, { recursive: true });
	const file = join(folder, 'meta/_journal.json');
	const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: Entry[] };
	writeFileSync(file, JSON.stringify({ ...journal, entries: change(journal.entries) }));
	return folder;
}

/** A folder with those before the one whose name ends so. */
export function migrationsBefore(name: string): string {
	return copied((entries) => {
		const at = entries.findIndex(({ tag }) => tag.endsWith(name));
		if (at < 0) throw new Error(`no migration is called ${name}`);
		return entries.slice(0, at);
	});
}

/** A folder with all of them and these after them, by name. */
export function migrationsWith(later: Record<string, string>): string {
	const folder = copied((entries) => [
		...entries,
		...Object.keys(later).map((tag, n) => {
			const last = entries.at(-1)!;
			return { ...last, idx: last.idx + n + 1, when: last.when + n + 1, tag };
		})
	]);
	for (const [tag, sql] of Object.entries(later)) writeFileSync(join(folder, `${tag}.sql`), sql);
	return folder;
}
