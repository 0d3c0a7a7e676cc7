/** The key in the QR of a paired hall screen: fetched anew each minute, shown no longer than it is good. */

/** After a failed look the next comes so soon, ms; a key is good for a minute after its own. */
const AGAIN_MS = 5000;
const LEFT_MS = 45_000;

/** What the house told; null: the answer was cut off. */
const read = (answer: Response): Promise<{ key: string | null; forMs: number } | null> =>
	answer.json().catch(() => null);

export class HallKey {
	/** null: this screen is not paired, or nobody signs in now. */
	now = $state<string | null>(null);

	/** Fetches as long as the screen stands; stops for good where it is no paired one. */
	keep(address: string): () => void {
		let timer: ReturnType<typeof setTimeout>;
		let goodUntil = 0;
		let over = false;
		const look = async () => {
			const answer = await fetch(`/m/${address}/hall/key`).catch(() => null);
			const told = answer?.ok ? await read(answer) : null;
			if (over) return;
			if (answer?.status === 404) {
				this.now = null;
				return;
			}
			if (told) {
				this.now = told.key;
				goodUntil = performance.now() + told.forMs + LEFT_MS;
			} else if (performance.now() > goodUntil) this.now = null;
			timer = setTimeout(() => void look(), told ? told.forMs + 300 : AGAIN_MS);
		};
		void look();
		return () => {
			over = true;
			clearTimeout(timer);
		};
	}
}
