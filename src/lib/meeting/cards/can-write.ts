/** Who takes part in a round of cards; those who only watch or oversee do not. Pure. */
import type { Seat } from '../roll/roll.ts';

/** True for a seat that may write cards (permissions.ts has the last word). */
export function canWrite({ role }: Pick<Seat, 'role'>): boolean {
	return role !== 'observer' && role !== 'supervisor';
}
