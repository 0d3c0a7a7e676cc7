/** The share of those who hold no office: asked at desks alone. Pure. */
import type { MeetingState } from '../registry.ts';
import { seats } from './view.ts';

export interface Share {
	num: number;
	den: number;
	/** Rounded, for showing; compare with `low`. */
	perMille: number;
	/** Fewer than half: the sign-in screen warns (S3.47). */
	low: boolean;
}

/** [A11] 普通党员和群众代表 among the voting seats present now, or among all those due. */
export function nonOfficialShare(state: MeetingState, among: 'present' | 'due' = 'present'): Share {
	const voting = seats(state.roll, state.attendance).filter(
		({ seat, record }) => seat.votes && (among === 'due' || record.status === 'present')
	);
	const den = voting.length;
	const num = voting.filter(({ seat }) => !seat.official).length;
	const perMille = den === 0 ? 0 : Math.round((num * 1000) / den);
	return { num, den, perMille, low: den > 0 && num * 2 < den };
}
