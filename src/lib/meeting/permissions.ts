/**
 * Role × command, one table. The role comes from the room's state and the session, never from the
 * message; a command that names another seat needs a role that may act for others.
 *
 * `self`: may do it for a seat that the session holds; `others`: may do it for any seat; `helped`:
 * a helper may do it for exactly the seats handed over (A9); `any`: names no seat.
 */
import { own } from './own.ts';
import type { Actor } from './context.ts';
import type { Command, CommandType, MeetingState } from './registry.ts';
import type { Role } from './names.ts';
import { refuse, type Refusal } from './refusal.ts';

interface Permit {
	self?: readonly Role[];
	others?: readonly Role[];
	helped?: boolean;
	any?: readonly Role[];
}

const CHAIRS: readonly Role[] = ['chair', 'cochair'];
const DESK: readonly Role[] = ['chair', 'cochair', 'clerk'];
const OFFICE: readonly Role[] = ['organiser', 'chair', 'cochair', 'clerk'];
const CLERKS: readonly Role[] = ['organiser', 'clerk'];
const SEATED: readonly Role[] = [
	'chair',
	'cochair',
	'clerk',
	'helper',
	'timekeeper',
	'member',
	'guest',
	'adviser',
	'observer',
	'supervisor'
];
const SPEAKERS: readonly Role[] = [
	'chair',
	'cochair',
	'member',
	'guest',
	'adviser',
	'timekeeper',
	'clerk',
	'helper'
];
const TIMERS: readonly Role[] = ['chair', 'cochair', 'timekeeper', 'clerk'];

/** Every command has a row; the compiler lists what is missing. */
export const PERMITS: Record<CommandType, Permit> = {
	'plan.create': { any: ['organiser'] },
	'plan.amend': { any: ['organiser'] },
	'plan.open': { any: OFFICE },
	'plan.close': { any: ['organiser', 'chair', 'cochair'] },
	'plan.cover': { any: DESK },
	'plan.unit': { any: OFFICE },
	'plan.erase': { any: ['organiser'] },
	'roll.add': { any: CLERKS },
	'roll.remove': { any: CLERKS },
	'roll.change': { any: CLERKS },
	'roll.walk-in': { any: OFFICE },
	'roll.claim': { self: SEATED, any: SEATED },
	'roll.guest': { any: SEATED },
	'roll.bind': { any: CLERKS },
	'roll.admit': { any: OFFICE },
	'roll.clear-guests': { any: OFFICE },
	'roll.allow': { any: CLERKS },
	'roll.deny': { any: CLERKS },
	'roll.release': { self: SEATED, others: CLERKS },
	'roll.help': { any: CLERKS },
	'roll.role': { any: ['organiser'] },
	'roll.hand-chair': { any: ['organiser', 'chair', 'cochair'] },
	'roll.join-open': { any: OFFICE },
	'attendance.rsvp': { self: SEATED, others: CLERKS, helped: true },
	'attendance.sign-in': { self: SEATED, others: OFFICE, helped: true },
	'attendance.sign-in-all': { any: OFFICE },
	'attendance.undo-sign-in': { others: OFFICE },
	'attendance.leave': { self: SEATED, others: OFFICE, helped: true },
	'attendance.step-out': { self: SEATED, others: OFFICE, helped: true },
	'attendance.return': { self: SEATED, others: OFFICE, helped: true },
	'runsheet.go': { any: CHAIRS },
	'runsheet.acknowledge': { self: SEATED, others: ['clerk'], helped: true },
	'runsheet.acknowledge-hall': { any: DESK },
	'runsheet.introduce': { any: DESK },
	'runsheet.note': { any: DESK },
	'runsheet.remind': { any: CHAIRS },
	'runsheet.calm': { any: [...CHAIRS, 'clock'] },
	'agenda.open': { any: CHAIRS },
	'agenda.close': { any: CHAIRS },
	'agenda.pause': { any: CHAIRS },
	'agenda.arrange': { any: ['documents'] },
	'agenda.add-sub': { any: OFFICE },
	'agenda.propose': { self: SPEAKERS, others: DESK, helped: true },
	'agenda.take-back': { self: SPEAKERS, others: DESK, helped: true },
	'agenda.accept': { any: ['organiser', ...CHAIRS] },
	'agenda.merge': { any: ['organiser', ...CHAIRS] },
	'agenda.decline': { any: ['organiser', ...CHAIRS] },
	'queue.join': { self: SPEAKERS, others: DESK, helped: true },
	'queue.withdraw': { self: SPEAKERS, others: DESK, helped: true },
	'queue.call': { any: DESK },
	'queue.respond': { any: CHAIRS },
	'queue.start': { any: [...TIMERS, ...SPEAKERS] },
	'queue.pause': { any: TIMERS },
	'queue.resume': { any: TIMERS },
	'queue.extend': { any: CHAIRS },
	'queue.write': { any: SPEAKERS },
	'queue.end': { any: [...TIMERS, ...SPEAKERS] },
	'queue.pass': { any: [...DESK, ...SPEAKERS] },
	'queue.move': { any: CHAIRS },
	'queue.list': { any: DESK },
	'queue.rule': { any: CHAIRS },
	'queue.next-round': { any: CHAIRS },
	'queue.undo': { any: DESK },
	'queue.away': { any: ['clock'] },
	'queue.back': { any: ['clock'] },
	'notes.leave': { self: ['observer', 'supervisor'] },
	'notes.forget': { any: ['organiser'] },
	'record.summarise': { any: CLERKS },
	'record.set': { any: ['organiser'] },
	'answers.leave': { any: [...CLERKS, 'door'] },
	'answers.publish': { any: CLERKS },
	'answers.withhold': { any: CLERKS },
	'answers.reply': { any: CLERKS },
	'answers.forget': { any: [...CLERKS, 'door'] },
	'minutes.note': { any: ['documents'] },
	'minutes.allow': { any: ['organiser', ...CHAIRS] },
	'minutes.open-objections': { any: ['organiser'] },
	'minutes.object': { self: SEATED, others: CLERKS, helped: true },
	'minutes.answer': { any: OFFICE },
	'minutes.seal': { any: ['organiser'] },
	'minutes.correct': { any: OFFICE },
	'cards.prepare': { any: OFFICE },
	'cards.set': { any: OFFICE },
	'cards.go': { any: CHAIRS },
	'cards.extend': { any: CHAIRS },
	'cards.next-round': { any: CHAIRS },
	'cards.send': { self: SPEAKERS, others: ['clerk'], helped: true },
	'cards.paper': { any: [...CLERKS, 'helper'] },
	'cards.voice': { self: SPEAKERS },
	'cards.type-voice': { any: ['clerk'] },
	'cards.give-back': { any: ['clerk'] },
	'cards.photo': { any: [...CLERKS, 'helper'] },
	'cards.drop-photo': { any: [...CLERKS, 'helper'] },
	'cards.lapse': { any: ['clock'] },
	'cards.take-back': { any: [...SPEAKERS, 'organiser'] },
	'cards.tally': { any: ['clock'] },
	'cards.show': { any: OFFICE },
	'cards.group': { any: [...SPEAKERS, 'organiser'] },
	'cards.park': { any: OFFICE },
	'cards.stack': { any: OFFICE },
	'cards.split': { any: OFFICE },
	'cards.suggest-name': { self: SPEAKERS, others: DESK, helped: true },
	'cards.name': { any: OFFICE },
	'cards.hide': { any: OFFICE },
	'cards.ask': { any: SPEAKERS },
	'cards.answer-ask': { any: OFFICE },
	'cards.weigh': { self: SPEAKERS, helped: true },
	'cards.close-phones': { any: OFFICE },
	'cards.weigh-hall': { any: OFFICE },
	'cards.agreeing': { any: CHAIRS },
	'cards.agree': { self: SPEAKERS, helped: true },
	'cards.hint': { any: ['clock'] },
	'cards.ground': { any: ['clock'] },
	'cards.to-agenda': { any: OFFICE },
	'mood.open': { any: CHAIRS },
	'mood.close': { any: [...CHAIRS, 'clock'] },
	'mood.give': { self: SPEAKERS }
};

/**
 * Null when the actor may send this command now; else why not. Where `SPEAKERS` stand in `any`
 * (start, write, end, pass), the slice checks that the turn is theirs.
 */
export function permit(state: MeetingState, command: Command, actor: Actor): Refusal | null {
	const rule = PERMITS[command.type];
	if (command.type === 'roll.claim' || command.type === 'roll.guest')
		return actor.session === null ? refuse('not-allowed') : null;
	if (rule.any?.includes(actor.role)) return null;
	if (!('seat' in command) || typeof command.seat !== 'string') return refuse('not-allowed');
	if (rule.others?.includes(actor.role)) return null;
	if (command.seat === actor.id)
		return rule.self?.includes(actor.role) ? null : refuse('not-allowed');
	if (own(state.roll.seats, command.seat) === undefined) return refuse('no-such-seat');
	if (rule.helped && actor.role === 'helper')
		return state.roll.seats[command.seat]!.helper === actor.id
			? null
			: refuse('helper-not-for-seat');
	return actor.holds.includes(command.seat) ? refuse('not-your-seat') : refuse('not-allowed');
}
