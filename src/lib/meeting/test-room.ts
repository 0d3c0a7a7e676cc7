/**
 * A room for tests, without server and database: every command takes the one path (`step.ts`), time moves
 * only when told, and ids can be read in a failure.
 */
import type { Actor, BlindSigning } from './context.ts';
import { EVENT_VERSION } from './event.ts';
import { evolve } from './evolve.ts';
import { emptyHidden } from './hidden.ts';
import { emptyMeeting } from './meeting.ts';
import type { Instant, Person, SeatId, TextRef } from './names.ts';
import type { Refusal, RefusalCode } from './refusal.ts';
import type { Command, Hidden, MeetingEvent, MeetingState, NewEvent } from './registry.ts';
import { step, type Step, type StepEnvironment } from './step.ts';
import { seatsOf } from './roll/seat-holders.ts';

/** 14:15 in Jinan, in scenario A. */
export const START: Instant = Date.UTC(2026, 3, 11, 6, 15);

const OFFICES = ['organiser', 'clock', 'documents', 'door', 'anonymous'] as const;

/** An office, the person of this name, a seat, or a phone at the door with what the door found out. */
export type Who = string | ({ session: string } & Partial<Actor>);

export class TestRoom {
	state: MeetingState;
	hidden: Hidden = emptyHidden();
	readonly events: MeetingEvent[] = [];
	/** What was typed, by text id. */
	readonly texts = new Map<string, string>();
	now: Instant = START;
	/** For how long the screens of a seat have had no line, ms. */
	readonly silent = new Map<SeatId, number>();
	/** What passes before each command, ms. */
	pace = 0;
	/** What the last refusal said besides its code. */
	detail: Record<string, string | number> | undefined;
	#ids = 0;
	/** Stands for the signatures, which the server makes: a blinded message is the message behind a `~`. */
	readonly blind: BlindSigning = {
		epoch: 'first',
		expect: () => {},
		newKey: () => ({ key: `key${(this.#ids += 1)}`, secret: `key${this.#ids}` }),
		sign: (secret, blinded) => (blinded.startsWith('~') ? `~${secret} ${blinded.slice(1)}` : null),
		verify: (key, message, signature) => signature === `${key} ${message}`
	};

	constructor(state: MeetingState = emptyMeeting()) {
		this.state = state;
	}

	/** Sends a command; `more` is what a door has found out about the session. `ok`, or the refusal. */
	send(who: Who, command: Command, more: Partial<Actor> = {}): string {
		const taken = this.#take(who, command, more);
		return 'refused' in taken ? taken.refused : 'ok';
	}

	/** The events of a command that must be accepted; the phone holds the seats of `also` too. */
	do(who: Who, command: Command, also: readonly SeatId[] = []): MeetingEvent[] {
		const taken = this.#take(who, command, {}, also);
		if ('refused' in taken) throw new Error(`${command.type} refused: ${taken.refused}`);
		return taken.events;
	}

	/** The code of a command that must be refused. */
	refused(who: Who, command: Command, also: readonly SeatId[] = []): RefusalCode {
		const taken = this.#take(who, command, {}, also);
		if (!('refused' in taken)) throw new Error(`${command.type} was accepted`);
		return taken.refused;
	}

	/** What would come of a command now; nothing is done. */
	would(who: Who, command: Command): Step | Refusal {
		const { state, hidden, events } = this;
		const room = { state, hidden, seq: events.length };
		return step(room, command, this.#actor(who, []), this.#environment(new Map()));
	}

	/** Writes events into the journal as they are. */
	tell(events: readonly NewEvent[], actor = 'organiser'): this {
		for (const event of events) {
			const stamp = { v: EVENT_VERSION, seq: this.events.length + 1, at: this.now, actor };
			const stamped: MeetingEvent = { ...event, ...stamp };
			this.events.push(stamped);
			this.state = evolve(this.state, stamped);
		}
		return this;
	}

	/** Lets time go by. */
	pass(ms: number): this {
		this.now += ms;
		return this;
	}

	/** The chair goes on to the stage with this id. */
	go(to: string, more: { force?: boolean; reason?: string } = {}): string {
		const { seats, order } = this.state.roll;
		const chair = order.find((id) => seats[id]!.role === 'chair') ?? '';
		const from = this.state.runsheet.stageId ?? '';
		return this.send(chair, { type: 'runsheet.go', from, to, ...more });
	}

	/** A phone opens the personal link of this name. */
	scan(session: string, name: string): string {
		const seat = this.seat(name);
		return this.send({ session, proves: seat }, { type: 'roll.claim', seat });
	}

	/** A phone comes by the shared code. */
	join(session: string, name: string, building = '1号楼', whence?: Actor['whence']): string {
		const who = whence ? { session, whence } : { session };
		return this.send(who, { type: 'roll.guest', name, building, channel: 'hall' });
	}

	/** The seat of the person with this name. */
	seat(name: string): SeatId {
		for (const [seat, person] of this.hidden.roll.people)
			if (person?.name === name && this.state.roll.seats[seat]) return seat;
		throw new Error(`nobody called ${name}`);
	}

	text(ref: TextRef | null | undefined): string | null {
		return (ref && this.texts.get(ref.id)) ?? null;
	}

	person(seat: SeatId): Person | null {
		return this.hidden.roll.people.get(seat) ?? null;
	}

	/** Types of what happened since `seq`, for short comparisons. */
	typesSince(seq: number): string[] {
		return this.events.slice(seq).map((event) => event.type);
	}

	#take(who: Who, command: Command, more: Partial<Actor>, also: readonly SeatId[] = []) {
		this.now += this.pace;
		const { state, hidden, events } = this;
		const texts = new Map<string, string>();
		const actor = { ...this.#actor(who, also), ...more };
		const room = { state, hidden, seq: events.length };
		const taken = step(room, command, actor, this.#environment(texts));
		this.detail = 'refused' in taken ? taken.detail : undefined;
		if (!('refused' in taken)) this.#follow(taken, texts);
		return taken;
	}

	#follow({ room, events }: Step, texts: ReadonlyMap<string, string>): void {
		this.state = room.state;
		this.hidden = room.hidden;
		this.events.push(...events);
		for (const [id, body] of texts) this.texts.set(id, body);
	}

	#actor(who: Who, also: readonly SeatId[]): Actor {
		if (typeof who === 'object') return { id: 'door', role: 'door', holds: [], ...who };
		const office = OFFICES.find((one) => one === who);
		if (office)
			return {
				id: office,
				role: office,
				session: who === 'organiser' ? 'office' : null,
				holds: []
			};
		const id = this.state.roll.seats[who] ? who : this.seat(who);
		const { role } = this.state.roll.seats[id]!;
		const session = this.hidden.roll.holders.get(id);
		if (session === undefined) return { id, role, session: `phone-${id}`, holds: [id, ...also] };
		return { id, role, session, holds: [...seatsOf(this.state, this.hidden, session), ...also] };
	}

	#environment(texts: Map<string, string>): StepEnvironment {
		return {
			now: this.now,
			newId: (prefix) => `${prefix}${(this.#ids += 1)}`,
			knowsText: (id) => this.texts.has(id),
			digest: markOf,
			silentFor: (seat) => this.silent.get(seat) ?? 0,
			blind: this.blind,
			text: (body) => {
				const id = `x${(this.#ids += 1)}`;
				texts.set(id, body);
				return { id, hash: `#${id}` };
			},
			person: (person) => ({ hash: markOf(JSON.stringify(person)), salt: '' })
		};
	}
}

/** Stands for a hash: the same for the same text, and nothing of it can be read (FNV-1a). */
function markOf(text: string): string {
	let mark = 0x811c9dc5;
	for (let n = 0; n < text.length; n++) mark = Math.imul(mark ^ text.charCodeAt(n), 0x01000193);
	return `#${(mark >>> 0).toString(36)}`;
}
