/** Words somebody wrote that the server did not take, or lost: kept, shown as "not included" (F22, F24). */
import * as Y from 'yjs';

/**
 * Text under these client ids from these clocks on, as one reads it: pieces of one paragraph together,
 * paragraphs on lines of their own. What was deleted again is left out.
 */
export function unsentText(doc: Y.Doc, from: ReadonlyMap<number, number>): string {
	const lines: string[] = [];
	let parent: unknown = null;
	for (const [client, clock] of from)
		for (const struct of doc.store.clients.get(client) ?? []) {
			if (!(struct instanceof Y.Item) || struct.deleted) continue;
			if (struct.id.clock + struct.length <= clock) continue;
			if (!(struct.content instanceof Y.ContentString)) continue;
			const words = struct.content.str.slice(Math.max(0, clock - struct.id.clock));
			if (struct.parent === parent) lines[lines.length - 1] += words;
			else lines.push(words);
			parent = struct.parent;
		}
	return lines.join('\n');
}

/** The same of everything that `held` has under these client ids and `now`, a restored one, has not. */
export function lostText(held: Y.Doc, now: Y.Doc, own: Iterable<number>): string {
	return unsentText(held, new Map([...own].map((id) => [id, Y.getState(now.store, id)])));
}
