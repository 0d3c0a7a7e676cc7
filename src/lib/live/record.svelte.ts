/**
 * A record that is being read: as the page brought it, then, where scripts run, version after version
 * over one stream. Readers have no socket and never ask the room.
 */
import { applyChange, type PublicRecord, type RecordChange } from '#lib/meeting/record/public.ts';

/** A broken stream is news only after a while, ms. */
const PATIENCE_MS = 5_000;

export class RecordStore {
	shown: PublicRecord = $state.raw() as PublicRecord;
	/** The stream is broken, and has been for a while. */
	lost = $state(false);
	/** Of its address. */
	#key: string;

	constructor(key: string, first: PublicRecord) {
		this.#key = key;
		this.shown = first;
	}

	/** Follows the record; returns what ends it. Only in browsers. */
	follow(): () => void {
		let stream: EventSource | null = null;
		let telling: ReturnType<typeof setTimeout> | undefined;
		let again: ReturnType<typeof setTimeout> | undefined;
		const open = () => {
			stream?.close();
			stream = new EventSource(`/r/${this.#key}/live?at=${this.shown.version}`);
			stream.onopen = () => {
				clearTimeout(telling);
				telling = undefined;
				this.lost = false;
			};
			stream.onmessage = ({ data }) => {
				const next = applyChange(this.shown, JSON.parse(data as string) as RecordChange);
				if (next) this.shown = next;
				else void this.#whole();
			};
			stream.addEventListener('whole', () => void this.#whole());
			stream.onerror = () => {
				telling ??= setTimeout(() => (this.lost = true), PATIENCE_MS);
				// Browsers give up for good on an answer that is no stream, as while a server restarts.
				if (stream?.readyState !== EventSource.CLOSED) return;
				clearTimeout(again);
				again = setTimeout(open, 1_000 + Math.random() * 3_000);
			};
		};
		if (!('EventSource' in window)) return () => {};
		open();
		// Out of a pocket or out of the cache: look at once.
		const back = () => {
			if (!document.hidden) void this.#whole();
		};
		addEventListener('pageshow', back);
		document.addEventListener('visibilitychange', back);
		return () => {
			stream?.close();
			clearTimeout(telling);
			clearTimeout(again);
			removeEventListener('pageshow', back);
			document.removeEventListener('visibilitychange', back);
		};
	}

	async #whole(): Promise<void> {
		try {
			const answer = await fetch(`/r/${this.#key}/record.json`);
			if (answer.ok) this.shown = (await answer.json()) as PublicRecord;
		} catch {
			// Offline: what is shown stays, and `lost` says so.
		}
	}
}
