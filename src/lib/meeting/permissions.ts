/**
 * Role × command, one table, of which each slice has its rows. The role comes from the room's state and the
 * session, never from the message; a command that names another seat needs a role that may act for others.
 */
import { chairsAlone } from './attendance/view.ts';
import type { Actor } from './context.ts';
import { getOwn } from './get-own.ts';
import { refuse, type Refusal } from './refusal.ts';
import type { Command, CommandType, MeetingState, Permit } from './registry.ts';
import { RULES } from './rules.ts';

/** Who may say which command. */
export const PERMITS = Object.assign({}, ...Object.values(RULES).map(({ permits }) => permits)) as {
	readonly [T in CommandType]: Permit;
};

/**
 * Null when the actor may send this command now; else why not. Where `SPEAKERS` stand in `any`
 * (start, write, end, pass), the slice checks that the turn is theirs.
 */
export function permit(state: MeetingState, command: Command, actor: Actor): Refusal | null {
	const rule = PERMITS[command.type];
	if (rule.doors) return actor.session === null ? refuse('not-allowed') : null;
	if (rule.any?.includes(actor.role)) return null;
	if (rule.chairAlone && chairsAlone(state, actor.role)) return null;
	if (!('seat' in command) || typeof command.seat !== 'string') return refuse('not-allowed');
	if (rule.others?.includes(actor.role)) return null;
	if (command.seat === actor.id)
		return rule.self?.includes(actor.role) ? null : refuse('not-allowed');
	if (getOwn(state.roll.seats, command.seat) === undefined) return refuse('no-such-seat');
	if (rule.standsIn?.(state, command.seat, actor)) return null;
	if (rule.helped && actor.role === 'helper')
		return state.roll.seats[command.seat]!.helper === actor.id
			? null
			: refuse('helper-not-for-seat');
	return actor.holds.includes(command.seat) ? refuse('not-your-seat') : refuse('not-allowed');
}
