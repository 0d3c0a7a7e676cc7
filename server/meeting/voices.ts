/**
 * Recordings of voice cards (C9), each sealed with a key of its own: when it is typed, given back or taken
 * back the row goes, and with the key every older copy of its bytes (decision 0007). Who spoke stands inside.
 */
import { randomBytes } from 'node:crypto';
import type { HiddenVoice } from '#lib/meeting/cards/hidden.ts';
import type { Sqlite } from '#server/db/connection.ts';
import type { Sealing, SealedRow } from './sealing.ts';

interface Sealed {
	voice: HiddenVoice;
	/** Base64; null where it was given back. */
	sound: string | null;
}

/** The rows on one connection. */
export function voiceRows(sqlite: Sqlite, sealing: Sealing) {
	const put = sqlite.prepare(
		'INSERT INTO card_voice (meeting, board, id, key, body) VALUES (?, ?, ?, ?, ?)'
	);
	const drop = sqlite.prepare('DELETE FROM card_voice WHERE meeting = ? AND board = ? AND id = ?');
	const one = sqlite.prepare(
		'SELECT key, body FROM card_voice WHERE meeting = ? AND board = ? AND id = ?'
	);
	const all = sqlite.prepare('SELECT board, id, key, body FROM card_voice WHERE meeting = ?');
	/** Meeting, board and card → the row's own name, which says nothing. */
	const rows = new Map<string, string>();
	const placeOf = (meeting: string, board: string, card: string) => `${meeting} ${board} ${card}`;

	function end(meeting: string, board: string, card: string): void {
		const place = placeOf(meeting, board, card);
		const id = rows.get(place);
		if (id === undefined) return;
		rows.delete(place);
		drop.run(meeting, board, id);
		sealing.end(meeting, `voice ${id}`);
	}

	return {
		put(meeting: string, board: string, voice: HiddenVoice, sound: string | null): void {
			const id = randomBytes(12).toString('hex');
			const { key, body } = sealing.seal(`voice ${id}`, id, { voice, sound } satisfies Sealed);
			put.run(meeting, board, id, key, body);
			rows.set(placeOf(meeting, board, voice.id), id);
		},
		end,
		read(meeting: string): { board: string; voice: HiddenVoice }[] {
			return (all.all(meeting) as (SealedRow & { board: string })[]).flatMap((row) => {
				const found = sealing.open(`voice ${row.id}`, row) as Sealed | undefined;
				// Without its key it is lost (a restored backup): it is spoken again.
				if (!found) {
					drop.run(meeting, row.board, row.id);
					return [];
				}
				rows.set(placeOf(meeting, row.board, found.voice.id), row.id);
				return [{ board: row.board, voice: found.voice }];
			});
		},
		/** The sound of one, for whoever types it. */
		sound(meeting: string, board: string, card: string): Buffer | null {
			const id = rows.get(placeOf(meeting, board, card));
			const row = id === undefined ? undefined : (one.get(meeting, board, id) as SealedRow);
			const found = row && (sealing.open(`voice ${id}`, row) as Sealed | undefined);
			return found?.sound ? Buffer.from(found.sound, 'base64') : null;
		},
		/** Keys that rows still need. */
		needed: () => sqlite.prepare('SELECT DISTINCT key FROM card_voice').pluck().all() as string[]
	};
}

export type VoiceRows = ReturnType<typeof voiceRows>;
