/** Roles that may do the same, named once. */
import { SEAT_ROLES, type Role } from './names.ts';

/** Who leads. */
export const CHAIRS: readonly Role[] = ['chair', 'cochair'];
/** Who may be asked to preside, and have the chair again. */
export const PRESIDERS: readonly Role[] = ['cochair', 'member', 'clerk'];
/** Who sits at the desk. */
export const DESK: readonly Role[] = ['chair', 'cochair', 'clerk'];
/** The desk, and whose meeting it is. */
export const OFFICE: readonly Role[] = ['organiser', 'chair', 'cochair', 'clerk'];
/** Who writes. */
export const CLERKS: readonly Role[] = ['organiser', 'clerk'];
/** Whoever has a seat. */
export const SEATED: readonly Role[] = SEAT_ROLES;
/** Who takes part: all but those who only watch or oversee. */
export const SPEAKERS: readonly Role[] = [
	'chair',
	'cochair',
	'member',
	'guest',
	'adviser',
	'timekeeper',
	'clerk',
	'helper'
];
/** Who runs the clock. */
export const TIMERS: readonly Role[] = ['chair', 'cochair', 'timekeeper', 'clerk'];
