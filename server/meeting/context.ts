/**
 * What a step takes of the world: clock, ids and salts enter here and nowhere else. Texts and people
 * typed in are hashed with a salt, and the bodies of texts collected for the batch.
 */
import { hash, randomFillSync } from 'node:crypto';
import type { BlindSigning } from '#lib/meeting/context.ts';
import type { TextId, SeatId } from '#lib/meeting/names.ts';
import type { StepEnvironment } from '#lib/meeting/step.ts';
import { canonical } from '#lib/meeting/canonical.ts';
import { SteadyClock, monotonic, type Clock } from '#server/clock.ts';
import type { StoredText } from './unit-of-work.ts';

/** Time and chance for a server; tests bring their own. */
export interface Environment {
	/** Ms since the epoch. Never steps and never goes back: it follows the wall clock (server/clock.ts). */
	now: Clock;
	/** Ms for spans; nobody can set it. */
	monotonic: Clock;
	/** How far the wall clock is ahead of `now`, ms. */
	behind(): number;
	/** Lets `now` step to the wall clock, where it differs for long; only while nothing is measured. */
	catchUp(): void;
	random(bytes: number): Buffer;
}

/** An environment on these clocks. */
export function environmentOn(wall: Clock, spans: Clock): Environment {
	const clock = new SteadyClock(wall, spans);
	return {
		now: () => clock.now(),
		monotonic: spans,
		behind: () => clock.behind,
		catchUp: () => clock.catchUp(),
		random: pooled()
	};
}

export const realEnvironment: Environment = environmentOn(Date.now, monotonic);

/** Random bytes, fetched from the system in blocks: a command needs several times a few of them. */
function pooled(): Environment['random'] {
	const block = Buffer.alloc(4096);
	let used = block.length;
	return (bytes) => {
		if (used + bytes > block.length) {
			randomFillSync(block);
			used = 0;
		}
		const taken = Buffer.from(block.subarray(used, used + bytes));
		// What was given out must not be read again, by a bug or from a dump of memory.
		block.fill(0, used, used + bytes);
		used += bytes;
		return taken;
	};
}

/** What one command takes of the world, and the texts it put beside the journal; `room.texts`: those before it. */
export function stepEnvironment(
	now: number,
	{ environment, blind }: { environment: Pick<Environment, 'random'>; blind: BlindSigning },
	room: { texts: ReadonlyMap<TextId, string | null>; silentFor(seat: SeatId): number }
) {
	const texts: StoredText[] = [];
	const taken: StepEnvironment = {
		now,
		newId: (prefix) => prefix + shortId(environment),
		text(body) {
			const salt = environment.random(16).toString('hex');
			const id = 'x' + shortId(environment);
			texts.push({ id, salt, body });
			return { id, hash: saltedHash(salt, body) };
		},
		knowsText: (id) => room.texts.has(id),
		digest: (text) => hash('sha256', text),
		silentFor: (seat) => room.silentFor(seat),
		blind,
		person(person) {
			const salt = environment.random(16).toString('hex');
			return { hash: saltedHash(salt, canonical(person)), salt };
		}
	};
	return { environment: taken, texts };
}

/** SHA-256(salt ‖ body), hex: what the chain holds of a text that may be erased. */
export function saltedHash(salt: string, body: string): string {
	return hash('sha256', salt + body, 'hex');
}

/** 48 random bits, base 36: short on the wire, unique enough within a meeting. */
function shortId(environment: Pick<Environment, 'random'>): string {
	return environment.random(6).readUIntBE(0, 6).toString(36);
}
