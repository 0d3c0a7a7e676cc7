/** 选项比较: which choices are compared now, asked by every screen at once: kept small, because phones fetch it first. */
import { itemNow } from '../agenda/agenda.ts';
import type { MeetingState } from '../registry.ts';
import type { Vote } from './ballots.ts';
import { voteOnScreen } from './vote-on-screen.ts';

/** [E51] The vote that is prepared for the open item, where that is there to compare choices; null: none, or one is on. */
export function optionsCompared(state: MeetingState): Vote | null {
	const item = state.plan.phase === 'open' ? itemNow(state.agenda) : null;
	if (item?.kind !== 'options' || voteOnScreen(state)) return null;
	const compared = ({ item: of, step, options }: Vote) =>
		of === item.id && step === 'ready' && options.length > 1;
	return state.ballots.votes.find(compared) ?? null;
}
