/**
 * How large the minutes grow in a scripted meeting: each writer makes one keystroke a second for four
 * hours, one in ten takes the last one back, and a fact with a slot for its gist comes every 20 s.
 */
import * as Y from 'yjs';
import { putFacts } from '#lib/documents/minutes-told.ts';
import { minutesFragment } from '#lib/documents/minutes.ts';
import type { MinutesFact } from '#lib/meeting/registry.ts';
import { freshState } from '#server/documents/fresh.ts';

const SECONDS = 4 * 3600;
const FACT_EVERY = 20;
const TAKEN_BACK_EVERY = 10;
/** Client id of the server; the writers' follow it. */
const SERVER = 1;

/** Bytes of the stored state, and of the same words written anew under a fresh epoch. */
export function fourHours(writers: number): { grown: number; anew: number } {
	const doc = new Y.Doc();
	for (let second = 0; second < SECONDS; second++) {
		if (second % FACT_EVERY === 0) {
			doc.clientID = SERVER;
			const fact = { seq: second + 1, what: 'turn' } as MinutesFact;
			putFacts(doc, { seq: fact.seq, fact: () => fact, broughtAfter: () => [fact] });
		}
		const body = minutesFragment(doc);
		for (let n = 0; n < writers; n++) {
			// Before the empty last line: the newest turn's slot is the first one's, then the second's …
			const slot = body.get(body.length - 2 - 2 * n);
			if (!(slot instanceof Y.XmlElement)) continue;
			doc.clientID = SERVER + 1 + n;
			key(slot, second % TAKEN_BACK_EVERY === TAKEN_BACK_EVERY - 1);
		}
	}
	const grown = Y.encodeStateAsUpdate(doc).length;
	const anew = freshState(doc).length;
	doc.destroy();
	return { grown, anew };
}

/** One key in a slot: a character at the end, or the last one back. */
function key(slot: Y.XmlElement, back: boolean): void {
	const words = slot.firstChild;
	if (!(words instanceof Y.XmlText)) {
		if (!back) slot.insert(0, [new Y.XmlText('议')]);
	} else if (!back) words.insert(words.length, '议');
	else if (words.length > 0) words.delete(words.length - 1, 1);
}
