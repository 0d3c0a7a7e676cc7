/** Below the script: the one thing to press now. */
import type { MeetingState } from '../registry.ts';
import type { ItemId, Localised, SeatId } from '../names.ts';
import { itemNext, itemNow } from '../agenda/agenda.ts';
import { onScreen } from '../on-screen.ts';
import { answerers, answerWaits, partNow } from '../queue/parts.ts';
import { firstRoundWaits } from '../queue/view.ts';
import { nextToIntroduce } from './parties.ts';
import { stageNow } from './runsheet.ts';
import type { Floor } from './script/line.ts';
import { nextStage } from './view.ts';

export type Press =
	| { what: 'open' | 'close' | 'wait' | 'answer' | 'calm' | 'together' | 'none' }
	| { what: 'next'; title: Localised }
	| {
			what: 'introduce' | 'call' | 'respond' | 'interrupt' | 'start' | 'resume' | 'end';
			seat: SeatId;
	  }
	| { what: 'item'; item: ItemId }
	/** Which round of a round-robin begins; `listed`: the statements of a hearing. */
	| { what: 'round'; n: number; listed?: true };

/** A point of order is heard at once [Q45]; a clock that stands is started again before a turn ends. */
function duringTurn(speaking: NonNullable<Floor['speaking']>, next: Floor['next']): Press {
	const { seat, stance, started, paused } = speaking;
	if (next?.stance === 'order' && stance !== 'order') return { what: 'interrupt', seat: next.seat };
	if (!started) return { what: 'start', seat };
	return { what: paused ? 'resume' : 'end', seat };
}

/** What the chair presses when the line has been read. */
export function pressFor(state: MeetingState, floor: Floor): Press {
	if (state.plan.phase === 'planned') return { what: 'open' };
	const stage = stageNow(state.runsheet);
	if (!stage || state.plan.phase !== 'open') return { what: 'none' };
	if (state.runsheet.calmUntil !== null) return { what: 'calm' };
	if (state.runsheet.caucus !== null) return { what: 'together' };
	if (floor.speaking) return duringTurn(floor.speaking, floor.next);
	if (stage.kind === 'parties') {
		const seat = nextToIntroduce(state);
		if (seat !== null) return { what: 'introduce', seat };
	}
	if (stage.kind === 'discussion') {
		const item = itemNow(state.agenda);
		const [one, other] = answerWaits(state) ? answerers(state) : [];
		if (one && !other && floor.next?.stance !== 'order') return { what: 'respond', seat: one.id };
		// More than one may answer: the chair says whose it is, or calls who waits.
		if (other && !floor.next) return { what: 'answer' };
		if (item && floor.next) return { what: 'call', seat: floor.next.seat };
		const waiting = itemNext(state.agenda);
		if (!item && waiting) return { what: 'item', item: waiting.id };
		if (item && firstRoundWaits(state))
			return { what: 'round', n: 1, ...(partNow(state) ? { listed: true as const } : {}) };
		const begun = state.queue.round > 0 || partNow(state) !== null;
		const unheard =
			!begun && item && state.queue.turns.every((turn) => turn.entry.item !== item.id);
		if (unheard && !onScreen(state)?.settles) return { what: 'wait' };
		// The stage is over when its items are, not when a list runs empty; a hearing hears one item through its parts.
		const goesOn = partNow(state) !== null && nextStage(state.runsheet)?.part !== undefined;
		if (waiting && !goesOn) return { what: 'item', item: waiting.id };
	}
	const next = nextStage(state.runsheet);
	return next ? { what: 'next', title: next.title } : { what: 'close' };
}
