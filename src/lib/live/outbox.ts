/**
 * The ordered outbox of one client: what was said and not yet answered. A retry resends the whole
 * unanswered tail in order, with the same ids, so that nothing is done twice.
 *
 * Invariant: entries leave only by an answer or by running out of time; order never changes.
 */
import type { Envelope } from '#lib/meeting/command.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import type { Answer } from '#lib/meeting/wire.ts';

interface Waiting {
	envelope: Envelope;
	expiresAt: number;
	resolve: (answer: Answer) => void;
}

export class Outbox {
	#waiting: Waiting[] = [];

	/** How many commands have no answer yet. */
	get size(): number {
		return this.#waiting.length;
	}

	/** Everything unanswered, oldest first. */
	get tail(): Envelope[] {
		return this.#waiting.map((waiting) => waiting.envelope);
	}

	/** Adds a command; resolves with its answer, or `expired` after `expiresAt` (ms). */
	add(envelope: Envelope, expiresAt: number): Promise<Answer> {
		return new Promise((resolve) => this.#waiting.push({ envelope, expiresAt, resolve }));
	}

	/** Takes the answer to one command; a second answer to the same is ignored. */
	answer(id: string, answer: Answer): void {
		const index = this.#waiting.findIndex((waiting) => waiting.envelope.id === id);
		if (index < 0) return;
		const [waiting] = this.#waiting.splice(index, 1);
		waiting!.resolve(answer);
	}

	/** Gives up what has waited too long; says so to those who asked. */
	expire(now: number): void {
		const late = this.#waiting.filter((waiting) => waiting.expiresAt <= now);
		this.#waiting = this.#waiting.filter((waiting) => waiting.expiresAt > now);
		for (const waiting of late) waiting.resolve(refuse('expired'));
	}
}
