/** Hidden rows that lie in tables of their own, because a query needs them; all others are lots (`lots.ts`). */
import type { Has, HiddenWrite, SliceName, TableWrite } from '#lib/meeting/registry.ts';
import type { ReadRows, Write } from '#server/db/store.ts';
import { rollRows } from './roll.ts';

export interface TableRows<S extends SliceName> {
	/** What stores one change. */
	save(meeting: string, write: Extract<TableWrite, { slice: S }>): Write;
	/** All rows of a meeting, as the changes that made them. */
	read(meeting: string, all: ReadRows): Promise<Extract<TableWrite, { slice: S }>[]>;
}

const TABLES: { readonly [S in Has<'write'>]: TableRows<S> } = { roll: rollRows };

/** What stores one change of a table of its own. */
export function saveTable(meeting: string, write: TableWrite): Write {
	return TABLES[write.slice].save(meeting, write);
}

/** All rows of a meeting in such tables, as the changes that made them. */
export async function readTables(meeting: string, all: ReadRows): Promise<HiddenWrite[]> {
	const tables = Object.values(TABLES).map((table) => table.read(meeting, all));
	return (await Promise.all(tables)).flat();
}
