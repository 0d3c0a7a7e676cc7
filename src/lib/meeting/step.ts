/**
 * One step of a room, the one path of every command: permit, decide, evolve, hide. Pure; the server's room and
 * the rooms of tests take no other.
 */
import { isRefusal, type Actor, type BlindSigning, type Context } from './context.ts';
import { caucusHold } from './caucus-hold.ts';
import { decide } from './decide.ts';
import { ANONYMOUS, EVENT_VERSION, type Stamp } from './event.ts';
import { evolve } from './evolve.ts';
import { applyHidden } from './hidden.ts';
import type { Instant, Person, TextId, TextRef, SeatId } from './names.ts';
import { permit } from './permissions.ts';
import type { Refusal } from './refusal.ts';
import type { Command, Hidden, HiddenWrite, MeetingEvent, MeetingState } from './registry.ts';

/** What a step goes from and leads to. */
export interface RoomState {
	state: MeetingState;
	hidden: Hidden;
	/** Number of the last event. */
	seq: number;
}

/** Time, chance and what is typed enter a step through this and nothing else. */
export interface StepEnvironment {
	/** Never runs backwards within a meeting. */
	now: Instant;
	newId(prefix: string): string;
	/** Puts a typed text beside the journal and returns what the event carries. */
	text(body: string): TextRef;
	/** True for a text that was typed in this meeting and stored, erased ones too. */
	knowsText(id: TextId): boolean;
	digest(text: string): string;
	silentFor(seat: SeatId): number;
	/** The salted hash of a person, for the event, and its salt, for the directory. */
	person(person: Person): { hash: string; salt: string };
	readonly blind: BlindSigning;
}

/** What came of a command. */
export interface Step {
	room: RoomState;
	/** Stamped, in their order. */
	events: MeetingEvent[];
	/** The state after each of them; the last is that of `room`. */
	states: MeetingState[];
	/** Changes of the hidden, in their order; applied to `room` already. */
	writes: HiddenWrite[];
	/** Nothing that is stored may tell who did it: no answer is kept. */
	anonymous: boolean;
}

/** The room after one command of this actor, or why not. */
export function step(
	room: RoomState,
	command: Command,
	actor: Actor,
	environment: StepEnvironment
): Step | Refusal {
	const forbidden = permit(room.state, command, actor);
	if (forbidden) return forbidden;
	const held = caucusHold(room.state, command, actor);
	if (held) return held;
	const writes: HiddenWrite[] = [];
	const context: Context = {
		actor,
		now: environment.now,
		newId: (prefix) => environment.newId(prefix),
		text: (body) => environment.text(body),
		knowsText: (id) => environment.knowsText(id),
		digest: (text) => environment.digest(text),
		silentFor: (seat) => environment.silentFor(seat),
		blind: environment.blind,
		person(seat, person) {
			const { hash, salt } = environment.person(person);
			writes.push({ slice: 'roll', op: 'person', seat, person, salt });
			return hash;
		}
	};
	const outcome = decide(room.state, room.hidden, command, context);
	if (isRefusal(outcome)) return outcome;
	const { events: decided, hidden = [], anonymous = false } = outcome;
	writes.push(...hidden);
	const by = { at: environment.now, actor: anonymous ? ANONYMOUS : actor.id };
	const events = decided.map((event, n): MeetingEvent => {
		const stamp: Stamp = { v: EVENT_VERSION, seq: room.seq + n + 1, ...by };
		return { ...stamp, ...event };
	});
	const states: MeetingState[] = [];
	for (const event of events) states.push(evolve(states.at(-1) ?? room.state, event));
	return {
		room: {
			state: states.at(-1) ?? room.state,
			hidden: writes.reduce(applyHidden, room.hidden),
			seq: room.seq + events.length
		},
		events,
		states,
		writes,
		anonymous
	};
}
