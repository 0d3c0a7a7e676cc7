/** What a board begins with, unless its maker says otherwise. */
import type { BoardSettings } from './cards.ts';

/** INVENTED where requirements §2.2 says so: 40 characters, three cards, three dots. */
export const DEFAULT_SETTINGS: BoardSettings = {
	limit: 40,
	cards: 3,
	level: 'unsigned',
	dots: 3,
	maxPer: 0,
	weigh: 'dots',
	ranks: 5,
	dragAll: false,
	early: false,
	collect: 'silent',
	writeMinutes: 6,
	dotMinutes: 3
};

/** Graphemes of a board's question, a group's name, and a reason or note. */
export const QUESTION_LENGTH = 120;
export const NAME_LENGTH = 40;
export const REASON_LENGTH = 80;

/** Groups on one board: more cannot be called by number in a hall. */
export const MOST_GROUPS = 40;
/** Boards in one meeting. */
export const MOST_BOARDS = 20;
/** Cards on one board. */
export const MOST_CARDS = 6000;
/** Fewer are not asked for common ground: groups of opinion would be groups of chance. */
export const COMMON_GROUND_FROM = 30;
