/** Shared documents: every update can be read, none is missing, none was changed since it was stored. */
import { hash } from 'node:crypto';
import * as Y from 'yjs';
import type { Sqlite } from '#server/db/connection.ts';
import type { Journal } from './journals.ts';
import type { Titles, VerifyReport } from './report.ts';

interface Update {
	meeting: string;
	name: string;
	version: number;
	bytes: Buffer;
	digest: string | null;
	quarantinedAt: number | null;
}

/** SHA-256 of one update, base64url: stands beside it. */
export function updateDigest(bytes: Uint8Array): string {
	return hash('sha256', bytes, 'base64url');
}

export function checkDocuments(
	db: Sqlite,
	journals: readonly Journal[],
	report: VerifyReport,
	titles: Titles
): void {
	const documents = db
		.prepare('SELECT meeting, name, version, sealed_at AS sealedAt FROM document')
		.all() as {
		meeting: string;
		name: string;
		version: number;
		sealedAt: number | null;
	}[];
	// A document is frozen before its seal is a fact, never the other way round.
	const sealed = new Set(
		journals.filter(({ state }) => state?.minutes.sealed).map(({ meeting }) => meeting)
	);
	for (const { meeting, name, sealedAt } of documents)
		if (name === 'minutes' && sealedAt === null && sealed.has(meeting))
			report.fault(titles(meeting), 'document', `name=${name}`, 'is sealed, and can be written in');
	const known = new Map(documents.map((one) => [`${one.meeting} ${one.name}`, one]));
	// Folders from before digests were kept have no such column until they are opened once.
	const columns = db.pragma('table_info(document_update)') as { name: string }[];
	const digest = columns.some(({ name }) => name === 'digest') ? 'digest' : 'NULL';
	const rows = db
		.prepare(
			`SELECT meeting, name, version, bytes, ${digest} AS digest, quarantined_at AS quarantinedAt
			 FROM document_update ORDER BY meeting, name, version`
		)
		.all() as Update[];
	const groups = Map.groupBy(rows, ({ meeting, name }) => `${meeting} ${name}`);
	for (const [key, updates] of groups) {
		const document = known.get(key);
		const { meeting, name } = updates[0]!;
		if (!document)
			report.fault(titles(meeting), 'document', `name=${name}`, 'is gone; its updates are there');
		checkUpdates(updates, document?.version ?? 0, report, titles(meeting));
	}
	for (const [key, { meeting, name, version }] of known)
		if (version > 0 && !groups.has(key))
			report.fault(titles(meeting), 'document_update', `name=${name}`, 'all updates are gone');
}

function checkUpdates(
	updates: readonly Update[],
	from: number,
	report: VerifyReport,
	called: string
): void {
	const doc = new Y.Doc();
	const last = updates.at(-1)!;
	const place = (version: number) => `name=${last.name}, version=${version}`;
	const wrong = (version: number, what: string) =>
		report.fault(called, 'document_update', place(version), what);
	if (last.version < from) wrong(from, 'is gone');
	let before: number | null = null;
	for (const { version, bytes, digest, quarantinedAt } of updates) {
		if (before !== null)
			for (let missing = before + 1; missing < version; missing++) wrong(missing, 'is gone');
		before = version;
		if (quarantinedAt !== null) {
			report.note(
				`meeting ${called}, document_update, ${place(version)}: could not be read and was set aside by the server`
			);
			continue;
		}
		if (digest !== null && digest !== updateDigest(bytes))
			wrong(version, 'was changed: it does not fit its digest');
		if (!applied(doc, bytes)) wrong(version, 'cannot be read, or builds on something that is gone');
	}
	doc.destroy();
}

function applied(doc: Y.Doc, bytes: Uint8Array): boolean {
	try {
		Y.applyUpdate(doc, bytes);
		const whole = doc.store.pendingStructs === null && doc.store.pendingDs === null;
		doc.store.pendingStructs = null;
		doc.store.pendingDs = null;
		return whole;
	} catch {
		return false;
	}
}
