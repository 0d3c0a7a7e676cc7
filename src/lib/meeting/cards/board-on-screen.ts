/** Which board is on, asked by every screen at once: kept small, because phones fetch it first. */
import { itemNow } from '../agenda/agenda.ts';
import type { MeetingState, OnScreen } from '../registry.ts';
import type { Instant } from '../names.ts';
import { stageNow } from '../runsheet/runsheet.ts';
import type { Board } from './cards.ts';

/** The board all screens show: the last one begun, of the open item where one is open. */
export function boardNow(state: MeetingState): Board | undefined {
	const item = itemNow(state.agenda)?.id;
	const { boards } = state.cards;
	const ofItem = boards.filter((board) => item === undefined || board.item === item);
	const begun = ofItem.filter((board) => board.step !== 'ready');
	return begun.reduce<Board | undefined>(
		(last, board) => (last && last.at >= board.at ? last : board),
		undefined
	);
}

/** Boards on which somebody who is not present may leave cards now (C23). */
export function earlyBoards(state: MeetingState): Board[] {
	return state.cards.boards.filter(
		({ settings, step }) => settings.early && (step === 'ready' || step === 'writing')
	);
}

/**
 * The board that takes the room's screens now: from writing on, in the discussion stage, until somebody
 * has spoken after its result.
 */
export function boardOnScreen(state: MeetingState): Board | null {
	if (state.plan.phase !== 'open' || stageNow(state.runsheet)?.kind !== 'discussion') return null;
	const board = boardNow(state);
	if (!board) return null;
	return board.step === 'result' && spokenSince(state, board.at) ? null : board;
}

/** True while everybody writes, waits for the cards or places dots: nothing else is shown (C25). */
export function quiet({ step }: Board): boolean {
	return step === 'writing' || step === 'collecting' || step === 'dots';
}

function spokenSince({ queue }: MeetingState, at: Instant): boolean {
	return queue.speaker !== null || queue.turns.some((turn) => turn.endedAt > at);
}

/** When a round last went a step on: whoever had the floor before it is not being written down any more. */
export function cardsTookScreensAt({ cards }: MeetingState): Instant {
	return Math.max(0, ...cards.boards.map(({ step, at }) => (step === 'ready' ? 0 : at)));
}

/** The same for screens that show whatever a slice has going on. */
export function cardsOnScreen(state: MeetingState): OnScreen | null {
	const board = boardOnScreen(state);
	if (!board) return null;
	return { step: `${board.id} ${board.step}`, quiet: quiet(board), over: board.step === 'result' };
}
