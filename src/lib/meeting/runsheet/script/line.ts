/**
 * One line of the chair's script: a message key and what fills it. Which words it becomes is the
 * language's business (`#lib/i18n/script.ts`).
 */
import type { Instant, Localised, Person, SeatId, TextRef } from '../../names.ts';
import type { Stance } from '../../queue/queue.ts';
import type { RollState } from '../../roll/roll.ts';

export const SCRIPT_KEYS = [
	'own',
	'stage',
	'welcome',
	'signin',
	'signin_alone',
	'urgent',
	'count',
	'count_hall',
	'count_online',
	'count_guests',
	'quorum_met',
	'quorum_missing',
	'matter',
	'background',
	'decides',
	'leaves',
	'policies',
	'parties',
	'parties_only',
	'introduce',
	'introduce_online',
	'introduce_name',
	'introduce_name_online',
	'rules',
	'rules_ask',
	'rules_missing',
	'rules_waiting',
	'rules_all',
	'item',
	'item_goal',
	'no_item',
	'thanks',
	'call',
	'call_first',
	'call_again',
	'call_any',
	'call_any_first',
	'call_any_again',
	'call_point',
	'call_statement',
	'statements',
	'questions',
	'opinions',
	'answer',
	'answer_any',
	'start',
	'start_point',
	'start_response',
	'rule_point',
	'interrupt_point',
	'go_on',
	'writing',
	'half_minute',
	'over',
	'nobody',
	'nobody_left',
	'list_closed',
	'calm',
	'caucus',
	'result',
	'result_read',
	'result_ask',
	'notice',
	'notice_none',
	'notice_absent',
	'notice_absent_posted',
	'notice_absent_coming',
	'notice_absent_later',
	'notice_private',
	'notice_agreed',
	'recorded_private',
	'close',
	'planned',
	'closed',
	'quiet',
	'hall',
	'online_counts',
	'recorded',
	'until',
	'how_to_speak',
	'no_answer',
	'minute_more',
	'off_topic',
	'civil',
	'resume'
] as const;
export type ScriptKey = (typeof SCRIPT_KEYS)[number];

/** Who is asked to speak, as a few words inside a sentence. */
export const WHO_KEYS = ['for', 'against', 'ask', 'add', 'side_a', 'side_b'] as const;
export type WhoKey = (typeof WHO_KEYS)[number];

/** How somebody is named aloud: by name; where that was erased by the seat's number, 0 where it has none. */
export type Named = string | { no: number };

export interface ScriptParams {
	/** Names, typed texts and numbers, filled in as they are. */
	[name: string]: Named | number | readonly Named[] | Localised | About | undefined;
}

/** What is said of somebody beside the name; '' where nothing is known. */
export interface About {
	title: string;
	building: string;
}

export interface ScriptLine {
	key: ScriptKey;
	params: ScriptParams & {
		/** `{time}`: so many seconds in words. */
		seconds?: number;
		/** `{time}`: a time of the day. */
		at?: Instant;
		/** `{who}`. */
		whoKey?: WhoKey;
		/** `{about}`. */
		about?: About;
	};
	/** The chair may leave it out. */
	optional?: true;
}

/** How the script learns names and typed texts; null where they were erased or are not known. */
export interface Words {
	person(seat: SeatId): Person | null;
	text(ref: TextRef): string | null;
}

/** What the script needs to know of the queue: who speaks, who is next (`floor.ts` derives it). */
export interface Floor {
	speaking: {
		seat: SeatId;
		stance: Stance;
		started: boolean;
		/** The clock stands. */
		paused: boolean;
		/** Milliseconds left; negative over time. */
		left: number;
		allowed: number;
		response: boolean;
		writing: boolean;
		/** How often a minute was added. */
		extensions: number;
	} | null;
	next: {
		seat: SeatId;
		stance: Stance;
		side: 'a' | 'b' | null;
		/** Which of their turns on this item it will be. */
		turn: number;
	} | null;
	/** Who has just finished. */
	previous: SeatId | null;
	listOpen: boolean;
}

export const NOBODY: Floor = { speaking: null, next: null, previous: null, listOpen: true };

export interface ScriptInput {
	floor: Floor;
	words: Words;
	now: Instant;
	/** What is to be pressed now is no talk: nobody is invited to raise a hand. */
	silent?: boolean;
}

/** A line. */
export function line(key: ScriptKey, params: ScriptLine['params'] = {}): ScriptLine {
	return { key, params };
}

/** A line that the chair may leave out. */
export function optional(key: ScriptKey, params: ScriptLine['params'] = {}): ScriptLine {
	return { key, params, optional: true };
}

/** A name to read aloud; a seat whose name was erased is read as the number on its card. */
export function nameOf(
	{ roll }: { roll: RollState },
	words: Pick<Words, 'person'>,
	seat: SeatId
): Named {
	return words.person(seat)?.name ?? { no: roll.seats[seat]?.no ?? 0 };
}
