/**
 * What a private meeting makes public: its results and nothing else, and that only once the chair has said that both
 * sides agreed to it. Rule [Q29] in ../RULES.md; pure.
 */
import type { Role } from '../../names.ts';
import { isPrivate } from '../../plan/view.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import type { MeetingState } from '../../registry.ts';
import { CHAIRS } from '../../role-groups.ts';
import type { OutcomeLine } from '../outcomes.ts';

type Of = Pick<MeetingState, 'plan' | 'outcomes'>;

/** Its results may be read by everybody who has the address: both sides agreed. */
export function isAgreed({ outcomes }: Pick<MeetingState, 'outcomes'>): boolean {
	return outcomes.notice?.agreed === true;
}

/** A private meeting whose results are for the two sides, who mediates and who works there. */
export function isKept(state: Of): boolean {
	return isPrivate(state.plan) && !isAgreed(state);
}

/** Null when whoever says it may say what everybody reads of a private meeting: who chairs, that both sides agreed. */
export function refuseUnagreed(
	{ plan }: Pick<MeetingState, 'plan'>,
	{ role }: { role: Role },
	agreed: boolean
): Refusal | null {
	if (!isPrivate(plan)) return null;
	return CHAIRS.includes(role) && agreed ? null : refuse('agreement-missing');
}

/** The line as both sides agreed to it: not what it was before, who advised, and what was said of it afterwards. */
export function asAgreed(line: OutcomeLine): OutcomeLine {
	return {
		...line,
		...{ source: null, former: [], reopened: [], corrected: [], done: null },
		legal: { awaited: false, notes: [] }
	};
}
