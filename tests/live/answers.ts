/**
 * How many answers have come, for a test that waits for more. It does not look again and again, which would take the
 * core that the server needs to answer.
 */
export class Answers {
	count = 0;
	#waiting: { at: number; reached: () => void }[] = [];

	/** One more has come. */
	add(): void {
		this.count += 1;
		const reached = this.#waiting.filter(({ at }) => this.count >= at);
		this.#waiting = this.#waiting.filter(({ at }) => this.count < at);
		for (const one of reached) one.reached();
	}

	/** Resolves when so many have come. */
	until(at: number): Promise<void> {
		if (this.count >= at) return Promise.resolve();
		return new Promise((reached) => this.#waiting.push({ at, reached }));
	}
}
