/**
 * The record as everybody may read it (`publish.ts` makes it). What leads from one version to the next
 * is small, so that thousands can follow (`record-feed.ts`).
 */
import type { Directory } from '../directory.ts';
import type { MeetingRecord, RecordLine } from './record.ts';

/** Whose key signs the backups in which this record is kept: whoever holds the record can tell them. */
export interface Signer {
	/** Ed25519, 32 bytes, base64url. */
	publicKey: string;
	/** Short, to be compared by eye. */
	fingerprint: string;
}

export interface PublicRecord {
	/** Names exactly these bytes. */
	version: string;
	/** false: not public yet; the record holds what was announced and no more. */
	open: boolean;
	/** Comments are taken now. */
	takes: boolean;
	signer: Signer;
	record: MeetingRecord;
	/** Names of those who stand in it. */
	people: Directory;
	/** Bodies of the texts in it; null: erased. */
	texts: Record<string, string | null>;
}

/** From one version to the next. */
export interface RecordChange {
	from: string;
	version: string;
	takes: boolean;
	/** Parts that are not the same, whole. */
	parts: Partial<Omit<MeetingRecord, 'lines'>>;
	/** Lines that are new or not the same. */
	lines: RecordLine[];
	/** Ids in their order; null: the new ones follow at the end. */
	order: string[] | null;
	people: Directory;
	texts: Record<string, string | null>;
}

/** The next version; null when it does not follow on this one. */
export function applyChange(before: PublicRecord, change: RecordChange): PublicRecord | null {
	if (change.from !== before.version) return null;
	const lines = new Map(before.record.lines.map((line) => [line.id, line]));
	for (const line of change.lines) lines.set(line.id, line);
	const order = change.order ?? [...lines.keys()];
	return {
		version: change.version,
		open: before.open,
		takes: change.takes,
		signer: before.signer,
		record: {
			...before.record,
			...change.parts,
			lines: order.flatMap((id) => lines.get(id) ?? [])
		},
		people: { ...before.people, ...change.people },
		texts: { ...before.texts, ...change.texts }
	};
}
