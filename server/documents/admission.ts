/**
 * May this change of a client be taken? Decided against everything taken so far, before anything of it
 * is stored (F24, F27, F28, F29; B22–B24).
 *
 * Invariant: what is admitted has no gap, names nothing unknown, and writes only under client ids that
 * belong to the sessions it came with.
 */
import * as Y from 'yjs';
import type { LiveDocument } from './document.ts';
import { inspect, Malformed, type Deletion, type Inspected } from './inspect.ts';
import { MAX_CLIENTS, PLAIN } from './limits.ts';
import type { Admission, Admitted } from './types.ts';
import type { UpdateSandbox } from './update-sandbox.ts';

/** Who brings it: the sessions of the connection; new ids go to the first. */
export type Sessions = readonly string[];

/** Decides at once, or after a try in the sandbox when the change is not plain. */
export function admit(
	document: LiveDocument,
	update: Uint8Array,
	sessions: Sessions,
	sandbox: UpdateSandbox
): Admission | Promise<Admission> {
	let found: Inspected;
	try {
		found = inspect(update);
	} catch (error) {
		if (error instanceof Malformed) return 'malformed';
		throw error;
	}
	const verdict = judge(document, update, found, sessions);
	if (typeof verdict === 'string' || isPlain(found)) return verdict;
	return tried(document, verdict, found, sessions, sandbox);
}

async function tried(
	document: LiveDocument,
	verdict: Admitted,
	found: Inspected,
	sessions: Sessions,
	sandbox: UpdateSandbox
): Promise<Admission> {
	if (!(await sandbox.passes(document.decided(), verdict.update))) return 'malformed';
	// Others wrote meanwhile.
	return judge(document, verdict.update, found, sessions);
}

function judge(
	document: LiveDocument,
	update: Uint8Array,
	found: Inspected,
	sessions: Sessions
): Admission {
	const clocks = new Map<number, number>();
	const claims = new Map<number, string>();
	for (const { client, from, to } of found.sections) {
		const known = document.clockOf(client);
		if (from > known) return 'gap';
		if (to <= known) continue;
		const owner = document.clients.get(client);
		if (owner === undefined) claims.set(client, sessions[0]!);
		else if (!sessions.includes(owner)) return 'not-yours';
		clocks.set(client, to);
	}
	for (const [client, end] of found.needs)
		if (end > Math.max(document.clockOf(client), clocks.get(client) ?? 0)) return 'gap';
	if (clocks.size === 0 && found.deletions.every((run) => isDeleted(document.doc, run)))
		return 'nothing';
	if (claims.size > 0 && countOf(document, sessions) + claims.size > MAX_CLIENTS) return 'too-fast';
	return document.closedFor(update.length) ?? { update, clocks, claims };
}

/** One client's few items, each after those it names: Yjs can only put them in their place. */
function isPlain({ sections, items, deletions, ordered }: Inspected): boolean {
	return (
		ordered && sections.length <= 1 && items <= PLAIN.items && deletions.length <= PLAIN.deletions
	);
}

/** All of the run is deleted in the committed state already. */
function isDeleted(doc: Y.Doc, { client, clock, length }: Deletion): boolean {
	const structs = doc.store.clients.get(client);
	if (!structs || clock + length > Y.getState(doc.store, client)) return false;
	for (let n = Y.findIndexSS(structs, clock); n < structs.length; n++) {
		const struct = structs[n]!;
		if (struct.id.clock >= clock + length) break;
		if (!struct.deleted) return false;
	}
	return true;
}

function countOf(document: LiveDocument, sessions: Sessions): number {
	let count = 0;
	for (const session of document.clients.values()) if (sessions.includes(session)) count += 1;
	return count;
}
