/** Whose results are whose, for who reads along. */
import type { SeatId } from '../names.ts';
import type { MeetingState } from '../registry.ts';
import type { OutcomeLine } from './outcomes.ts';
import type { NumberedOutcome } from './view.ts';

/** All lines, those first that one of these seats answers for. */
export function outcomesFor(state: MeetingState, seats: readonly SeatId[]): NumberedOutcome[] {
	const all = state.outcomes.lines.map((line, at) => ({ n: at + 1, line }));
	const own = all.filter(({ line }) => isOwn(line, seats));
	return [...own, ...all.filter((one) => !own.includes(one))];
}

/** One of these seats answers for it. */
export function isOwn({ owner }: OutcomeLine, seats: readonly SeatId[]): boolean {
	return owner?.seat != null && seats.includes(owner.seat);
}
