/** The place in this browser where a phone's outbox lies, for as long as the browser keeps it. */
import { nothingKept, readKept, type Kept } from './own.ts';
import { lasting } from '#lib/ui/browser-storage.ts';

export class LocalStore {
	kept: Kept = $state.raw(nothingKept());
	#where: string;

	constructor(where: string) {
		this.#where = where;
		if (typeof window === 'undefined') return;
		this.kept = this.#read();
		addEventListener('storage', ({ key }) => {
			if (key === this.#where) this.kept = this.#read();
		});
	}

	/** Another window of this phone may have written: what it kept is taken up first. */
	change(change: (kept: Kept) => Kept): void {
		this.kept = change(this.#read());
		// No room, or none allowed: it lives as long as this page.
		lasting.write(this.#where, JSON.stringify(this.kept));
	}

	#read(): Kept {
		try {
			const stored = lasting.read(this.#where);
			return stored === null ? this.kept : readKept(stored);
		} catch {
			return this.kept;
		}
	}
}
