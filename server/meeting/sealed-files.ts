/**
 * Files beside the cards, each sealed with a key of its own: recordings (C9) and photographs of paper cards
 * (C7). When one goes, its row goes, and with the key every older copy of its bytes (decision 0007). What is
 * known of it, and of whom, stands inside.
 *
 * Invariant: a row's own name is random; meeting, board and the file's name lead to it in memory alone.
 */
import { randomBytes } from 'node:crypto';
import type { HiddenPhoto, HiddenVoice } from '#lib/meeting/cards/hidden.ts';
import type { Sqlite } from '#server/db/connection.ts';
import type { Sealing, SealedRow } from './sealing.ts';

interface Sealed<About> {
	about: About;
	/** Base64; null where the file is gone and only what was known of it stays. */
	file: string | null;
}

/** The rows of one table on one connection; `nameOf` names a file within its board. */
function sealedFiles<About>(
	sqlite: Sqlite,
	sealing: Sealing,
	table: 'card_voice' | 'card_photo',
	nameOf: (about: About) => string
) {
	const insert = sqlite.prepare(
		`INSERT INTO ${table} (meeting, board, id, key, body) VALUES (?, ?, ?, ?, ?)`
	);
	const drop = sqlite.prepare(`DELETE FROM ${table} WHERE meeting = ? AND board = ? AND id = ?`);
	const one = sqlite.prepare(
		`SELECT key, body FROM ${table} WHERE meeting = ? AND board = ? AND id = ?`
	);
	const all = sqlite.prepare(`SELECT board, id, key, body FROM ${table} WHERE meeting = ?`);
	/** Meeting, board and name → the row's own name, which says nothing. */
	const rows = new Map<string, string>();
	const placeOf = (meeting: string, board: string, name: string) => `${meeting} ${board} ${name}`;
	const lotOf = (id: string) => `${table} ${id}`;
	const opened = (row: SealedRow) => sealing.open(lotOf(row.id), row) as Sealed<About> | undefined;

	function end(meeting: string, board: string, name: string): void {
		const place = placeOf(meeting, board, name);
		const id = rows.get(place);
		if (id === undefined) return;
		rows.delete(place);
		drop.run(meeting, board, id);
		sealing.end(meeting, lotOf(id));
	}

	return {
		/** In place of the one of this name, if there is one. */
		put(meeting: string, board: string, about: About, file: string | null): void {
			const name = nameOf(about);
			end(meeting, board, name);
			const id = randomBytes(12).toString('hex');
			const { key, body } = sealing.seal(lotOf(id), id, { about, file } satisfies Sealed<About>);
			insert.run(meeting, board, id, key, body);
			rows.set(placeOf(meeting, board, name), id);
		},
		end,
		read(meeting: string): { board: string; about: About }[] {
			return (all.all(meeting) as (SealedRow & { board: string })[]).flatMap((row) => {
				const found = opened(row);
				// Without its key it is lost (a restored backup): it is spoken or photographed again.
				if (!found) {
					drop.run(meeting, row.board, row.id);
					return [];
				}
				rows.set(placeOf(meeting, row.board, nameOf(found.about)), row.id);
				return [{ board: row.board, about: found.about }];
			});
		},
		/** The bytes of one, for whoever types it. */
		bytes(meeting: string, board: string, name: string): Buffer | null {
			const id = rows.get(placeOf(meeting, board, name));
			const row =
				id === undefined
					? undefined
					: (one.get(meeting, board, id) as Omit<SealedRow, 'id'> | undefined);
			const file = row && opened({ ...row, id: id! })?.file;
			return file ? Buffer.from(file, 'base64') : null;
		},
		/** Keys that rows still need. */
		needed: () => sqlite.prepare(`SELECT DISTINCT key FROM ${table}`).pluck().all() as string[]
	};
}

/** Recordings, named by the card each will be, and photographs, by the number of the paper card. */
export function cardFiles(sqlite: Sqlite, sealing: Sealing) {
	return {
		voices: sealedFiles<HiddenVoice>(sqlite, sealing, 'card_voice', ({ id }) => id),
		photos: sealedFiles<HiddenPhoto>(sqlite, sealing, 'card_photo', ({ number }) => `${number}`)
	};
}

export type CardFiles = ReturnType<typeof cardFiles>;
