/**
 * Where the writers of one document are. What Yjs calls awareness believes everybody; here the server
 * says who each one is (B25).
 *
 * Invariants: one client id per connection, and never another's; name, colour and role come from the
 * room; clocks are the server's own, so nobody can lock anybody out; told at most every 50 ms.
 */
import * as decoding from 'lib0/decoding';
import type { SeatId, Role } from '#lib/meeting/names.ts';
import type { Clock } from '#server/clock.ts';
import { awarenessFrame, type AwarenessEntry } from './frame.ts';
import { AWARENESS_EVERY_MS, MAX_AWARENESS } from './limits.ts';

/** Who somebody is at a document, as the others see it. */
export interface WriterIdentity {
	seat: SeatId | null;
	name: string;
	role: Role;
	/** `#rrggbb`. */
	color: string;
}

/** A caret that did not move is told again only after so long; others forget it after 30 s. */
const SAME_AGAIN_MS = 10_000;

interface Caret {
	client: number;
	clock: number;
	state: string;
	/** Monotonic ms. */
	toldAt: number;
}

/** The connection's own word about its caret; null: it goes. */
export interface AwarenessChange {
	client: number;
	state: Record<string, unknown> | null;
}

/**
 * Colours that stand apart on white and on black, also for those who see red and green alike; the
 * name is always written beside.
 */
const COLORS = [
	'#0072b2',
	'#b35900',
	'#00805a',
	'#a6487f',
	'#5b4db3',
	'#7a6a00',
	'#00788a',
	'#8a4b2a'
];

/** The same colour for a seat on every screen. */
export function colorOf(seat: SeatId | null): string {
	let sum = 0;
	for (const letter of seat ?? '') sum += letter.charCodeAt(0);
	return COLORS[sum % COLORS.length]!;
}

/** Reads an awareness message; null when it is not exactly one small caret (B25). */
export function readAwarenessChange(bytes: Uint8Array): AwarenessChange | null {
	if (bytes.length > MAX_AWARENESS) return null;
	const decoder = decoding.createDecoder(bytes);
	if (decoding.readVarUint(decoder) !== 1) return null;
	const client = decoding.readVarUint(decoder);
	decoding.readVarUint(decoder);
	const text = decoding.readVarString(decoder);
	if (decoding.hasContent(decoder)) return null;
	const state: unknown = JSON.parse(text);
	if (state === null) return { client, state };
	if (typeof state !== 'object' || Array.isArray(state)) return null;
	return { client, state: state as Record<string, unknown> };
}

export class Awareness {
	#carets = new Map<unknown, Caret>();
	#clocks = new Map<number, number>();
	#changed = new Map<number, AwarenessEntry>();
	#timer: NodeJS.Timeout | null = null;
	#tell: (frame: Buffer) => void;
	#dates: Clock;
	#spans: Clock;

	/** `tell` sends to everybody at the document; `dates` go on over a restart, `spans` cannot be set. */
	constructor(tell: (frame: Buffer) => void, dates: Clock, spans: Clock) {
		this.#tell = tell;
		this.#dates = dates;
		this.#spans = spans;
	}

	/** Moves the caret of a connection. False when the id is another connection's. */
	move(connection: unknown, { client, state }: AwarenessChange, stamp: WriterIdentity): boolean {
		const own = this.#carets.get(connection);
		if (own && own.client !== client) return false;
		if (!own && [...this.#carets.values()].some((caret) => caret.client === client)) return false;
		if (state === null) {
			this.leave(connection);
			return true;
		}
		const words = JSON.stringify({ ...state, user: stamp });
		// y-websocket says back whatever it hears, its own caret too: told again, it would never end.
		if (own?.state === words && this.#spans() - own.toldAt < SAME_AGAIN_MS) return true;
		const caret = { client, clock: this.#tick(client), state: words, toldAt: this.#spans() };
		this.#carets.set(connection, caret);
		this.#send(caret);
		return true;
	}

	leave(connection: unknown): void {
		const caret = this.#carets.get(connection);
		if (!caret) return;
		this.#carets.delete(connection);
		this.#send({ client: caret.client, clock: this.#tick(caret.client), state: 'null' });
	}

	/** All carets, for somebody who comes. */
	all(): Buffer {
		return awarenessFrame([...this.#carets.values()]);
	}

	stop(): void {
		if (this.#timer) clearTimeout(this.#timer);
	}

	/** Grows for ever, also after a restart, when others still remember higher ones. */
	#tick(client: number): number {
		const clock = Math.max(this.#dates(), (this.#clocks.get(client) ?? 0) + 1);
		this.#clocks.set(client, clock);
		return clock;
	}

	#send(line: AwarenessEntry): void {
		this.#changed.set(line.client, line);
		this.#timer ??= setTimeout(() => {
			this.#timer = null;
			const lines = [...this.#changed.values()];
			this.#changed.clear();
			this.#tell(awarenessFrame(lines));
		}, AWARENESS_EVERY_MS).unref();
	}
}
