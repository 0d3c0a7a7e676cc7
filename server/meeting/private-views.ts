/**
 * What each of many phones sees for itself, told in slices of the event loop: a vote that ends tells a thousand of them
 * something at once.
 *
 * Invariant: a view is made when its turn comes, of what is stored by then, and once however often it was asked for.
 */
import { WorkSlices } from './work-slices.ts';

/** So long other work waits for them at a time, ms. */
const SLICE_MS = 4;

export class PrivateViews<Phone> {
	#slices = new WorkSlices(undefined, SLICE_MS);
	#waiting = new Set<Phone>();
	#send: (phone: Phone) => void;
	#failed: (error: unknown) => void;

	/** `failed` hears what breaks off: nobody above would catch it, and the next change tells that phone anew. */
	constructor(send: (phone: Phone) => void, failed: (error: unknown) => void) {
		this.#send = send;
		this.#failed = failed;
	}

	/** Tells this one, at once or in its turn. */
	tell(phone: Phone): void {
		if (this.#waiting.has(phone)) return;
		this.#waiting.add(phone);
		this.#slices.run(() => {
			if (!this.#waiting.delete(phone)) return;
			try {
				this.#send(phone);
			} catch (error) {
				this.#failed(error);
			}
		});
	}

	/** It has gone. */
	forget(phone: Phone): void {
		this.#waiting.delete(phone);
	}
}
