/** 准备: a board for an agenda item, with its question and settings. */
import type { Context, Outcome } from '../../context.ts';
import type { MeetingState } from '../../registry.ts';
import { refuseUnlessPlannedOrOpen } from '../../phase.ts';
import { refuse } from '../../refusal.ts';
import { parseText } from '../../parse-text.ts';
import { reached } from '../board.ts';
import type { Board, BoardSettings } from '../cards.ts';
import { DEFAULT_SETTINGS, MOST_BOARDS, QUESTION_LENGTH } from '../defaults.ts';
import type { CardsCommand } from '../commands.ts';

type Prepare = Extract<CardsCommand, { type: 'cards.prepare' }>;
type Change = Extract<CardsCommand, { type: 'cards.set' }>;

const QUESTION = { max: QUESTION_LENGTH, required: true };

/** A new board; before the meeting too, so that absent residents can leave cards. */
export function prepare(state: MeetingState, command: Prepare, context: Context): Outcome {
	const closed = refuseUnlessPlannedOrOpen(state);
	if (closed) return closed;
	if (!state.agenda.items.some((item) => item.id === command.item)) return refuse('no-such-item');
	const { boards } = state.cards;
	if (boards.length >= MOST_BOARDS) return refuse('limit-reached', { max: MOST_BOARDS });
	const question = parseText(command.question, QUESTION);
	if (typeof question !== 'string') return question;
	const settings = fitting({ ...DEFAULT_SETTINGS, ...command.settings });
	if (settings.level === 'secret') context.blind.expect(1);
	const board = `b${boards.length + 1}`;
	const body = { board, item: command.item, question: context.text(question), settings };
	return { events: [{ type: 'cards.prepared', body }] };
}

/** 秘密: whoever writes before the meeting, or in turns, would be known by when. */
function fitting(settings: BoardSettings): BoardSettings {
	return settings.level === 'secret' ? { ...settings, early: false, collect: 'silent' } : settings;
}

/** Changes what can still be changed: what was promised to writers holds once one has written. */
export function change(
	state: MeetingState,
	board: Board,
	command: Change,
	context: Context
): Outcome {
	const closed = refuseUnlessPlannedOrOpen(state);
	if (closed) return closed;
	const settings = fitting({ ...board.settings, ...command.settings });
	const begun = board.count.cards > 0 || reached(board, 'writing');
	if (begun && settings.level !== board.settings.level) return refuse('cards-level-fixed');
	const weighing = board.step === 'dots' || board.step === 'result';
	const { dots, maxPer, weigh, ranks } = board.settings;
	const same =
		dots === settings.dots &&
		maxPer === settings.maxPer &&
		weigh === settings.weigh &&
		ranks === settings.ranks;
	if (weighing && !same) return refuse('wrong-step');
	const question = command.question === undefined ? null : parseText(command.question, QUESTION);
	if (question !== null && typeof question !== 'string') return question;
	const body = {
		board: board.id,
		question: question === null ? board.question : context.text(question),
		settings
	};
	return { events: [{ type: 'cards.changed', body }] };
}
