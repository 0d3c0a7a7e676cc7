/**
 * What a meeting cannot promise as it is set up, in the order in which it matters to whoever takes part. Pure: drawn
 * from its settings and from how it is reached, so that a promise and its limit cannot say two things.
 */
import { clerkHere } from '../attendance/view.ts';
import { isRehearsal } from '../plan/view.ts';
import type { MeetingState } from '../registry.ts';
import { publishOf } from './view.ts';

/** Each has a sentence (`limits.json`). */
export const LIMITS = [
	'rehearsal',
	'not-law',
	'no-https',
	'hall-only',
	'no-clerk',
	'walk-ins',
	'names-whole',
	'record-live',
	'proxies',
	'unsigned',
	'entered',
	'secret',
	'paper',
	'backups',
	'machine'
] as const;
export type Limit = (typeof LIMITS)[number];

/** How the meeting is reached. */
export interface Reach {
	/** Over https, with a certificate. */
	https: boolean;
	/** From outside the hall's own network. */
	public: boolean;
}

/** The limits that hold for this meeting now. */
export function limitsOf(state: MeetingState, reach: Reach): Limit[] {
	const { plan, roll, ballots } = state;
	const votes = ballots.votes.filter(({ step }) => step !== 'annulled');
	const level = (secrecy: string) => votes.some(({ settings }) => settings.secrecy === secrecy);
	const holds: Readonly<Record<Limit, boolean>> = {
		rehearsal: isRehearsal(plan),
		'not-law': votes.length > 0,
		'no-https': !reach.https,
		'hall-only': !reach.public,
		'no-clerk': plan.phase === 'open' && !clerkHere(state),
		'walk-ins': roll.order.some((seat) => roll.seats[seat]?.guest),
		'names-whole': plan.details?.publicNames === 'full',
		'record-live': publishOf(state) === 'live',
		proxies: ballots.proxies.length > 0,
		unsigned: level('unsigned'),
		entered: level('unsigned') && roll.order.some((seat) => roll.seats[seat]?.hasPhone === false),
		secret: level('secret'),
		paper: votes.some(({ printed }) => printed > 0),
		backups: true,
		machine: true
	};
	return LIMITS.filter((limit) => holds[limit]);
}
