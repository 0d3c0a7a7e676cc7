/** Which migrations there are: those of this version, and those that a file of an earlier release has seen. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A migration as drizzle lists it; `when` is what the database remembers of it. */
export interface Migration {
	when: number;
	/** As in `0007_what-it-does`. */
	tag: string;
	/** Its SQL. */
	file: string;
}

/**
 * Where the migrations lie that the first one of `folder` stands for: a file that has seen one of them needs
 * the others, too. The last of them has the same date.
 */
export function earlierMigrations(folder: string): string {
	return join(folder, '../earlier-migrations');
}

/** All of them, with those of before. */
export function allMigrations(folder: string): Migration[] {
	const [first, ...later] = knownMigrations(folder);
	const earlier = earlierMigrations(folder);
	if (!first || !existsSync(earlier)) return knownMigrations(folder);
	return [...knownMigrations(earlier), ...later];
}

/** The migrations of a folder, in order. */
export function knownMigrations(folder: string): Migration[] {
	const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as {
		entries: Omit<Migration, 'file'>[];
	};
	return journal.entries.map((entry) => ({ ...entry, file: join(folder, `${entry.tag}.sql`) }));
}

/**
 * What makes a file whole that has seen those of `applied`: one of an earlier release has seen more than one
 * that is new.
 */
export function migrationsFor(folder: string, applied: readonly number[]): Migration[] {
	const own = knownMigrations(folder);
	const isNew = applied.every((when) => own.some((one) => one.when === when));
	return isNew ? own : allMigrations(folder);
}
