/**
 * A meeting for tests: facts folded by the real `evolve`, commands through the real `permit` and
 * `decide`, time that moves only when told. Used by tests alone.
 */
import type { Command, Hidden, MeetingEvent, MeetingState, NewEvent } from './registry.ts';
import { isRefusal, type Actor, type Context, type Outcome } from './context.ts';
import { decide } from './decide.ts';
import { EVENT_VERSION } from './event.ts';
import { evolve } from './evolve.ts';
import { applyHidden, emptyHidden } from './hidden.ts';
import { emptyMeeting } from './meeting.ts';
import type { Instant, SeatId } from './names.ts';
import { permit } from './permissions.ts';
import type { RefusalCode } from './refusal.ts';

/** Saturday 11 April 2026, 14:15 in Jinan. */
export const START: Instant = Date.UTC(2026, 3, 11, 6, 15);

export class World {
	state: MeetingState = emptyMeeting();
	hidden: Hidden = emptyHidden();
	events: MeetingEvent[] = [];
	/** What was typed, by text id. */
	texts = new Map<string, string>();
	now: Instant = START;
	private ids = 0;

	/** Lets time pass. */
	wait(ms: number): this {
		this.now += ms;
		return this;
	}

	/** Writes facts into the journal as they are. */
	tell(facts: readonly NewEvent[], actor = 'organiser'): this {
		for (const fact of facts) {
			const stamp = { v: EVENT_VERSION, seq: this.events.length + 1, at: this.now, actor };
			const event = { ...fact, ...stamp } as MeetingEvent;
			this.events.push(event);
			this.state = evolve(this.state, event);
		}
		return this;
	}

	/** Sends a command as this seat, `organiser` or `clock`; a seat holds itself and `also`. */
	send(as: SeatId, command: Command, also: readonly SeatId[] = []): Outcome {
		const actor = this.actor(as, also);
		const refusal = permit(this.state, command, actor);
		if (refusal) return refusal;
		const outcome = decide(this.state, this.hidden, command, this.context(actor));
		if (isRefusal(outcome)) return outcome;
		for (const write of outcome.hidden ?? []) this.hidden = applyHidden(this.hidden, write);
		this.tell(outcome.facts, as);
		return outcome;
	}

	/** The facts of a command that must be accepted. */
	do(as: SeatId, command: Command, also: readonly SeatId[] = []): NewEvent[] {
		const outcome = this.send(as, command, also);
		if (isRefusal(outcome)) throw new Error(`${command.type} refused: ${outcome.refused}`);
		return outcome.facts;
	}

	/** The code of a command that must be refused, and leaves the meeting untouched. */
	refused(as: SeatId, command: Command, also: readonly SeatId[] = []): RefusalCode {
		const outcome = this.send(as, command, also);
		if (!isRefusal(outcome)) throw new Error(`${command.type} was accepted`);
		return outcome.refused;
	}

	private actor(as: SeatId, also: readonly SeatId[]): Actor {
		if (as === 'clock' || as === 'documents') return { id: as, role: as, session: null, holds: [] };
		if (as === 'organiser') return { id: as, role: 'organiser', session: 'o', holds: [] };
		const seat = this.state.roll.seats[as];
		if (!seat) throw new Error(`no seat ${as}`);
		return { id: as, role: seat.role, session: `phone-${as}`, holds: [as, ...also] };
	}

	private context(actor: Actor): Context {
		return {
			actor,
			now: this.now,
			newId: (prefix) => `${prefix}${++this.ids}`,
			text: (body) => {
				const id = `t${++this.ids}`;
				this.texts.set(id, body);
				return { id, hash: `hash-of-${id}` };
			},
			digest: (text) => `digest-of-${text.length}`,
			person: (seat) => `hash-of-${seat}`
		};
	}
}

/** A meeting in which this has happened. */
export function worldOf(facts: readonly NewEvent[]): World {
	return new World().tell(facts);
}
