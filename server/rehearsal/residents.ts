/**
 * Invented residents at work: once a second some of them look at their room and do what they would do, as commands of
 * the room. They have no screen and no cookie: a session of theirs is a name in the room alone, which nobody can bring.
 *
 * Invariants: they act in rehearsals alone, and only while somebody looks at it; one waits for its answer before it
 * acts again.
 */
import { isOver } from '#lib/meeting/plan/plan.ts';
import { randomBytes, randomInt } from 'node:crypto';
import { isPresent } from '#lib/meeting/attendance/attendance.ts';
import type { SeatId } from '#lib/meeting/names.ts';
import type { Seat } from '#lib/meeting/roll/roll.ts';
import type { Envelope } from '#lib/meeting/command.ts';
import type { App } from '#server/app.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Room } from '#server/meeting/room.ts';
import { chosen, nextCommand, voteToCast, type Chance, type Memory } from './resident-commands.ts';
import { personaOf } from './personas.ts';
import { castSecretly } from './secret-vote.ts';

const TICK_MS = 1000;
/** Of all of them so many look at the room each time: with more people there is more to do at once. */
const LOOKS = 1 / 4;

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const CHANCE: Chance = {
	random: () => randomInt(2 ** 32) / 2 ** 32,
	name: (length) => Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
};

interface Resident extends Memory {
	session: string;
	isHere: boolean;
	busy: boolean;
}

type Needs = Pick<App, 'rooms' | 'liveGateway' | 'log'>;

export class InventedResidents {
	#app: Needs;
	#chance: Chance;
	#casts = new WeakMap<Room, Map<SeatId, Resident>>();
	#timer: NodeJS.Timeout;

	constructor(app: Needs, chance: Chance = CHANCE) {
		this.#app = app;
		this.#chance = chance;
		this.#timer = setInterval(() => this.#tick(), TICK_MS).unref();
	}

	/** They act no more. */
	stop(): void {
		clearInterval(this.#timer);
	}

	#tick(): void {
		for (const room of this.#app.rooms.inMemory)
			if (room.committed.state.plan.rehearsal && (this.#app.liveGateway.at(room)?.size ?? 0) > 0)
				void this.look(room);
	}

	/** Some of the residents of this rehearsal look at it; when what they did is answered. */
	async look(room: Room): Promise<void> {
		const { plan, roll, queue } = room.committed.state;
		if (isOver(plan)) return;
		const theirs = roll.order
			.map((id) => roll.seats[id]!)
			.filter(({ no, role, hasPhone, guest }) => {
				const isInvented = role === 'adviser' || (no > 0 && role === 'member');
				return isInvented && hasPhone && !guest;
			});
		const looking = theirs.filter(
			({ id }) => this.#chance.random() < LOOKS || queue.speaker?.entry.seat === id
		);
		await Promise.all(looking.map((seat) => this.#act(room, seat)));
	}

	async #act(room: Room, seat: Seat): Promise<void> {
		const cast = this.#castOf(room);
		const holder = room.committed.hidden.roll.holders.get(seat.id);
		const resident = cast.get(seat.id) ?? newResident(holder);
		cast.set(seat.id, resident);
		// Somebody took the seat with a phone of their own, to try it: it is theirs.
		if (resident.busy || (holder !== undefined && holder !== resident.session)) return;
		const persona = personaOf(seat.no);
		if (!resident.isHere || this.#chance.random() * 100 < persona.breaks) {
			resident.isHere = !resident.isHere;
			this.#app.liveGateway.at(room)?.pretend(seat.id, resident.isHere);
		}
		if (!resident.isHere) return;
		const { session } = resident;
		const sits = holder !== undefined;
		if (sits && (await this.#votedSecretly(room, seat, resident))) return;
		const command = sits
			? nextCommand(room.committed.state, seat, persona, {
					memory: resident,
					chance: this.#chance,
					now: room.now()
				})
			: ({ type: 'roll.claim', seat: seat.id } as const);
		if (!command) return;
		const envelope: Envelope = { id: newId(), as: sits ? seat.id : 'door', command };
		resident.busy = true;
		try {
			// What is refused was too late, or is not possible now: as with people.
			await room.ask(
				envelope,
				sits ? { session, owner: false } : { session, owner: false, door: true, proves: seat.id }
			);
		} catch (err) {
			this.#app.log.error({ err, meeting: room.meeting }, 'an invented resident failed');
		} finally {
			resident.busy = false;
		}
	}

	/** A secret vote takes two commands, the second in nobody's name; whether there was one to have a say in. */
	async #votedSecretly(room: Room, seat: Seat, resident: Resident): Promise<boolean> {
		const { state } = room.committed;
		if (!isPresent(state.attendance, seat.id)) return false;
		const vote = voteToCast(state, seat, resident, true);
		if (!vote) return false;
		resident.busy = true;
		try {
			const { session } = resident;
			await castSecretly(room, vote, {
				...{ seat: seat.id, session, choice: chosen(vote, this.#chance) }
			});
		} catch (err) {
			this.#app.log.error({ err, meeting: room.meeting }, 'an invented resident failed');
		} finally {
			resident.busy = false;
		}
		return true;
	}

	#castOf(room: Room): Map<SeatId, Resident> {
		const cast = this.#casts.get(room) ?? new Map<SeatId, Resident>();
		this.#casts.set(room, cast);
		return cast;
	}
}

/** After a restart they sit where they sat. */
function newResident(holder: string | undefined): Resident {
	const invented = holder?.startsWith(NAMED) ? holder : undefined;
	const session = invented ?? NAMED + randomBytes(12).toString('base64url');
	return { session, isHere: false, busy: false, cards: new Map(), done: new Set() };
}

/** No session in the table is called so. */
const NAMED = 'invented-';
