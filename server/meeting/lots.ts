/**
 * All lots of hidden rows in one table: saved, read and sealed in the same way, whatever they hold
 * (`src/lib/meeting/lots.ts` says which there are).
 *
 * Invariants: a sealed row can only be read with a key outside the database, which goes with the lot; a
 * row of a lot that this release does not know is left alone.
 */
import { emptyLots, LOTS } from '#lib/meeting/lots.ts';
import type { Lots } from '#lib/meeting/registry.ts';
import type { Sqlite } from '#server/db/connection.ts';
import type { SealedRow, Sealing } from './sealing.ts';

/** How lots are declared, by name. */
export type LotKinds = Readonly<Record<string, 'plain' | 'sealed'>>;
/** A write as the table sees it; the slice's types are checked where it is made. */
export type RowWrite =
	{ lot: string; key: string; value: unknown; clear?: never } | { lot: string; clear: true };
type Row = SealedRow & { lot: string };
type Read = Record<string, ReadonlyMap<string, unknown>>;

/** `save`, `read` and the keys still needed, on one connection. */
export function lotRows(sqlite: Sqlite, sealing: Sealing, kinds: LotKinds = LOTS) {
	const put = sqlite.prepare(
		'INSERT OR REPLACE INTO hidden (meeting, lot, id, key, body) VALUES (?, ?, ?, ?, ?)'
	);
	const drop = sqlite.prepare('DELETE FROM hidden WHERE meeting = ? AND lot = ? AND id = ?');
	const clear = sqlite.prepare('DELETE FROM hidden WHERE meeting = ? AND lot = ?');
	const all = sqlite.prepare(
		'SELECT lot, id, key, body FROM hidden WHERE meeting = ? ORDER BY lot, id'
	);
	const needed = sqlite.prepare("SELECT DISTINCT key FROM hidden WHERE key <> ''").pluck();
	const sealName = (meeting: string, lot: string) => `${meeting} hidden ${lot}`;

	/** The row as it lies in the table; a plain one has its own key as id and no sealing key. */
	function rowOf(meeting: string, lot: string, key: string, value: unknown): SealedRow {
		if (kinds[lot] === 'sealed') return sealing.seal(sealName(meeting, lot), key, { key, value });
		return { id: key, key: '', body: Buffer.from(JSON.stringify(value)) };
	}

	function empty(meeting: string, lot: string): void {
		clear.run(meeting, lot);
		if (kinds[lot] === 'sealed') sealing.end(meeting, sealName(meeting, lot));
	}

	return {
		save(meeting: string, write: RowWrite): void {
			const { lot } = write;
			if (write.clear) return empty(meeting, lot);
			if (write.value !== null) {
				const row = rowOf(meeting, lot, write.key, write.value);
				return void put.run(meeting, lot, row.id, row.key, row.body);
			}
			const id =
				kinds[lot] === 'sealed' ? sealing.rowId(sealName(meeting, lot), write.key) : write.key;
			if (id !== undefined) drop.run(meeting, lot, id);
		},

		read(meeting: string): Lots {
			const lots: Read = { ...emptyLots() };
			const lost = new Set<string>();
			for (const { lot, id, key, body } of all.all(meeting) as Row[]) {
				if (kinds[lot] === undefined) continue;
				const rows = (lots[lot] ?? new Map()) as Map<string, unknown>;
				lots[lot] = rows;
				if (key === '') {
					rows.set(id, JSON.parse(body.toString()));
					continue;
				}
				const row = sealing.open(sealName(meeting, lot), { key, body }) as
					{ key: string; value: unknown } | undefined;
				if (row) rows.set(row.key, row.value);
				else lost.add(lot);
			}
			// Without its key (a restored backup) what was sealed is gone, and the lot begins anew.
			for (const lot of lost) {
				empty(meeting, lot);
				lots[lot] = new Map();
			}
			return lots as unknown as Lots;
		},

		/** Keys that rows still need. */
		needed: () => needed.all() as string[]
	};
}
