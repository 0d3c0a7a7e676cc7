/**
 * Rows of shared documents. Everything that writes is called inside the group commit's transaction
 * (`journal.ts`), except what makes a new document.
 *
 * Invariants: rows of a document are Yjs updates (V1) with growing versions; what an older epoch held
 * is deleted, not hidden.
 */
import type { Connection } from '#server/db/connection.ts';
import { updateDigest } from '#server/verify/documents.ts';

export interface DocumentRow {
	epoch: string;
	version: number;
	sealedAt: number | null;
}

export interface UpdateRow {
	version: number;
	bytes: Uint8Array;
}

/** The session of our own client ids. */
export const SERVER = 'server';

export type DocumentStore = ReturnType<typeof documentStore>;

/** A store on one connection. */
export function documentStore({ sqlite }: Connection) {
	const find = sqlite.prepare(
		`SELECT epoch, sealed_at AS sealedAt, max(version, coalesce((SELECT max(version)
		 FROM document_update WHERE meeting = document.meeting AND name = document.name), 0)) AS version
		 FROM document WHERE meeting = ? AND name = ?`
	);
	const make = sqlite.prepare(
		'INSERT INTO document (meeting, name, epoch, version, created_at) VALUES (?, ?, ?, ?, ?)'
	);
	const rows = sqlite.prepare(
		`SELECT version, bytes FROM document_update
		 WHERE meeting = ? AND name = ? AND quarantined_at IS NULL ORDER BY version`
	);
	const insert = sqlite.prepare(
		'INSERT INTO document_update (meeting, name, version, bytes, digest) VALUES (?, ?, ?, ?, ?)'
	);
	const add = (meeting: string, name: string, version: number, bytes: Uint8Array) =>
		void insert.run(meeting, name, version, bytes, updateDigest(bytes));
	const advance = sqlite.prepare('UPDATE document SET version = ? WHERE meeting = ? AND name = ?');
	const upTo = sqlite.prepare(
		`DELETE FROM document_update
		 WHERE meeting = ? AND name = ? AND version <= ? AND quarantined_at IS NULL`
	);
	const drop = sqlite.prepare('DELETE FROM document_update WHERE meeting = ? AND name = ?');
	const dropClients = sqlite.prepare('DELETE FROM document_client WHERE meeting = ? AND name = ?');
	const setEpoch = sqlite.prepare('UPDATE document SET epoch = ? WHERE meeting = ? AND name = ?');
	const setSealed = sqlite.prepare(
		'UPDATE document SET sealed_at = ? WHERE meeting = ? AND name = ?'
	);
	const quarantine = sqlite.prepare(
		'UPDATE document_update SET quarantined_at = ? WHERE meeting = ? AND name = ? AND version = ?'
	);
	const claimed = sqlite.prepare(
		'SELECT client, session FROM document_client WHERE meeting = ? AND name = ?'
	);
	const claim = sqlite.prepare(
		'INSERT INTO document_client (meeting, name, client, session) VALUES (?, ?, ?, ?)'
	);

	const open = sqlite
		.prepare(
			`SELECT document.meeting FROM document JOIN meeting ON meeting.id = document.meeting
			 WHERE name = ? AND sealed_at IS NULL AND meeting.phase = 'open'`
		)
		.pluck();

	return {
		/** Meetings that are open and whose document of this name is not sealed. */
		unsealed: (name: string) => open.all(name) as string[],
		find: (meeting: string, name: string) => find.get(meeting, name) as DocumentRow | undefined,
		/** A new document with its first words, if it has any. */
		create: sqlite.transaction(
			(meeting: string, name: string, epoch: string, at: number, first: Uint8Array | null) => {
				make.run(meeting, name, epoch, first ? 1 : 0, at);
				if (first) add(meeting, name, 1, first);
			}
		),
		updates: (meeting: string, name: string) => rows.all(meeting, name) as UpdateRow[],
		clients(meeting: string, name: string): Map<number, string> {
			const found = claimed.all(meeting, name) as { client: number; session: string }[];
			return new Map(found.map(({ client, session }) => [client, session]));
		},
		append(meeting: string, name: string, version: number, bytes: Uint8Array): void {
			add(meeting, name, version, bytes);
		},
		claim: (meeting: string, name: string, client: number, session: string) =>
			void claim.run(meeting, name, client, session),
		/** One row with everything up to this version instead of many. */
		compact(meeting: string, name: string, version: number, state: Uint8Array): void {
			upTo.run(meeting, name, version);
			add(meeting, name, version, state);
		},
		seal: (meeting: string, name: string, at: number) => void setSealed.run(at, meeting, name),
		/** The same document, written anew: no byte of the former one stays (`secure_delete` is on). */
		rewrite(
			meeting: string,
			name: string,
			epoch: string,
			version: number,
			state: Uint8Array
		): void {
			drop.run(meeting, name);
			dropClients.run(meeting, name);
			setEpoch.run(epoch, meeting, name);
			add(meeting, name, version, state);
			advance.run(version, meeting, name);
		},
		/** Sets rows aside that cannot be read, and the epoch, since copies of them are about. */
		quarantine: sqlite.transaction(
			(meeting: string, name: string, epoch: string, versions: number[], at: number) => {
				for (const version of versions) quarantine.run(at, meeting, name, version);
				dropClients.run(meeting, name);
				setEpoch.run(epoch, meeting, name);
			}
		)
	};
}
