/**
 * Rows of shared documents. What changes them is data, for the group commit (`store-queue.ts`) or for itself.
 *
 * Invariants: rows of a document are Yjs updates (V1) with growing versions; what an older epoch held
 * is deleted, not hidden.
 */
import type { Store, Write } from '#server/db/store.ts';
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

const FIND = `SELECT epoch, sealed_at AS "sealedAt", max(version, coalesce((SELECT max(version)
	FROM document_update WHERE meeting = document.meeting AND name = document.name), 0)) AS version
	FROM document WHERE meeting = ? AND name = ?`;
const MAKE =
	'INSERT INTO document (meeting, name, epoch, version, created_at) VALUES (?, ?, ?, ?, ?)';
const ROWS = `SELECT version, bytes FROM document_update
	WHERE meeting = ? AND name = ? AND quarantined_at IS NULL ORDER BY version`;
const ADD =
	'INSERT INTO document_update (meeting, name, version, bytes, digest) VALUES (?, ?, ?, ?, ?)';
const ADVANCE = 'UPDATE document SET version = ? WHERE meeting = ? AND name = ?';
const DROP_UP_TO = `DELETE FROM document_update
	WHERE meeting = ? AND name = ? AND version <= ? AND quarantined_at IS NULL`;
const DROP = 'DELETE FROM document_update WHERE meeting = ? AND name = ?';
const DROP_CLIENTS = 'DELETE FROM document_client WHERE meeting = ? AND name = ?';
const SET_EPOCH = 'UPDATE document SET epoch = ? WHERE meeting = ? AND name = ?';
const SET_SEALED = 'UPDATE document SET sealed_at = ? WHERE meeting = ? AND name = ?';
const QUARANTINE =
	'UPDATE document_update SET quarantined_at = ? WHERE meeting = ? AND name = ? AND version = ?';
const CLIENTS = 'SELECT client, session FROM document_client WHERE meeting = ? AND name = ?';
const CLAIM = 'INSERT INTO document_client (meeting, name, client, session) VALUES (?, ?, ?, ?)';
const UNSEALED = `SELECT document.meeting FROM document JOIN meeting ON meeting.id = document.meeting
	WHERE name = ? AND sealed_at IS NULL AND meeting.phase = 'open'`;

/** Which document. */
type Of = readonly [meeting: string, name: string];

/** What changes the rows of one document. */
export const documentWrites = {
	append: (of: Of, version: number, bytes: Uint8Array): Write => ({
		sql: ADD,
		args: [...of, version, bytes, updateDigest(bytes)]
	}),
	claim: (of: Of, client: number, session: string): Write => ({
		sql: CLAIM,
		args: [...of, client, session]
	}),
	/** One row with everything up to this version instead of many. */
	compact: (of: Of, version: number, state: Uint8Array): Write[] => [
		{ sql: DROP_UP_TO, args: [...of, version] },
		documentWrites.append(of, version, state)
	],
	seal: (of: Of, at: number): Write => ({ sql: SET_SEALED, args: [at, ...of] }),
	/** The same document, written anew: no byte of the former one stays (`secure_delete` is on). */
	rewrite: (of: Of, epoch: string, version: number, state: Uint8Array): Write[] => [
		{ sql: DROP, args: of },
		{ sql: DROP_CLIENTS, args: of },
		{ sql: SET_EPOCH, args: [epoch, ...of] },
		documentWrites.append(of, version, state),
		{ sql: ADVANCE, args: [version, ...of] }
	]
};

export type DocumentRows = ReturnType<typeof documentRows>;

/** The rows of all documents in this store. */
export function documentRows(store: Store) {
	return {
		/** Meetings that are open and whose document of this name is not sealed. */
		async unsealed(name: string): Promise<string[]> {
			const rows = await store.all<{ meeting: string }>(UNSEALED, name);
			return rows.map(({ meeting }) => meeting);
		},
		find: (meeting: string, name: string) => store.one<DocumentRow>(FIND, meeting, name),
		/** A new document with its first words, if it has any. */
		create: (of: Of, epoch: string, at: number, first: Uint8Array | null) =>
			store.write([
				{ sql: MAKE, args: [...of, epoch, first ? 1 : 0, at] },
				...(first ? [documentWrites.append(of, 1, first)] : [])
			]),
		updates: (meeting: string, name: string) => store.all<UpdateRow>(ROWS, meeting, name),
		async clients(meeting: string, name: string): Promise<Map<number, string>> {
			const rows = await store.all<{ client: number; session: string }>(CLIENTS, meeting, name);
			return new Map(rows.map(({ client, session }) => [client, session]));
		},
		/** Sets rows aside that cannot be read, and the epoch, since copies of them are about. */
		quarantine: (of: Of, epoch: string, versions: readonly number[], at: number) =>
			store.write([
				...versions.map((version) => ({ sql: QUARANTINE, args: [at, ...of, version] })),
				{ sql: DROP_CLIENTS, args: of },
				{ sql: SET_EPOCH, args: [epoch, ...of] }
			])
	};
}
