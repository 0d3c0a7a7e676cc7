/**
 * Words of ours that a document has not and will not have by themselves: too late for it, of an older
 * one, or written after a backup that was restored since (F22, F24, F41). They are kept to be copied.
 */
import type * as Y from 'yjs';
import { lostText, unsentText } from '#lib/documents/unsent.ts';
import type { DocumentPlace } from '#lib/documents/wire.ts';
import type { EarlierCopy, Unsaved } from './unsaved.ts';

export class LeftOut {
	/** What was held when the server closed, and where it stood. */
	#held: (EarlierCopy & { installation: string }) | null = null;
	/** What a restore took away from. */
	#before: EarlierCopy | null = null;
	/** What was kept of `#held` when the server closed. */
	#kept: string | null = null;

	/** A backup was restored, and what it took away is not counted yet. */
	get restored(): boolean {
		return this.#before !== null;
	}

	/** What is not saved is kept as words, added to those before. */
	keep(doc: Y.Doc, unsaved: Unsaved, before: string | null): string | null {
		if (this.#kept !== null) return before;
		const words = (this.#kept = unsentText(doc, unsaved.from));
		unsaved.settle();
		if (!words) return before;
		unsaved.keep(words);
		return joined(before, words);
	}

	/** The document was written anew: why, is known when it was found again. */
	hold(doc: Y.Doc, own: ReadonlySet<number>, { installation }: DocumentPlace): void {
		this.#held = { doc, own, installation };
	}

	/** What this device kept, now that the document is found; null: nothing. */
	async find(unsaved: Unsaved, place: DocumentPlace): Promise<string | null> {
		const held = this.#held;
		this.#held = null;
		if (!held) this.#before ??= await unsaved.earlierCopy();
		else if (held.installation !== place.installation) this.#before = held;
		if (!this.restored) this.#kept = null;
		return unsaved.notIncluded();
	}

	/** All that is not in the restored document, once that is here. */
	lost(now: Y.Doc, before: string | null): string | null {
		const { doc, own } = this.#before!;
		const kept = this.#kept;
		this.#before = this.#kept = null;
		// What was kept when the server closed is a part of it.
		const older = kept && before?.endsWith(kept) ? before.slice(0, -kept.length).trimEnd() : before;
		return joined(older, lostText(doc, now, own));
	}
}

/** One below the other; null: neither. */
function joined(before: string | null, words: string): string | null {
	return [before, words].filter(Boolean).join('\n') || null;
}
