/** What the chair reads while people speak: who is called and why, when time runs out. */
import { isPresent } from '../../attendance/attendance.ts';
import { itemNow } from '../../agenda/agenda.ts';
import type { MeetingState } from '../../registry.ts';
import { heardOn } from '../../queue/fairness.ts';
import type { Stance } from '../../queue/queue.ts';
import { answerers, answerWaits, partNow, statementsLeft } from '../../queue/parts.ts';
import { turnLength } from '../../queue/turn-seconds.ts';
import { seatOf } from '../../roll/roll.ts';
import { newSpeakersFirst, secondsNow, secondsOf } from '../../queue/view.ts';
import type { Instant } from '../../names.ts';
import { reminderNow } from '../view.ts';
import {
	line,
	nameOf,
	optional,
	type Floor,
	type Named,
	type ScriptInput,
	type ScriptKey,
	type ScriptLine,
	type WhoKey
} from './line.ts';

/** R4: the first warning. */
export const WARNING_MS = 30_000;

/** ⑤: the line for this moment first, then the one that follows. */
export function discussion(
	state: MeetingState,
	{ floor, words, now, silent = false }: ScriptInput
): ScriptLine[] {
	const item = itemNow(state.agenda);
	const { speaking, previous } = floor;
	if (speaking) {
		const name = nameOf(state, words, speaking.seat);
		if (floor.next?.stance === 'order' && speaking.stance !== 'order')
			return [line('interrupt_point', { name: nameOf(state, words, floor.next.seat) })];
		if (!speaking.started) return [starting(speaking, name), optional('no_answer', { name })];
		if (speaking.paused && speaking.left > 0)
			return [line('go_on', { name, seconds: Math.round(speaking.left / 1_000) })];
		return [
			...during(speaking, name),
			...reminded(state, words, now),
			line('thanks', { name }),
			...following(state, floor, words)
		];
	}
	if (!item) return [line('no_item')];
	const begins = beginning(state);
	const next = silent ? [] : [...begins, ...following(state, floor, words)];
	if (begins.length > 0 && previous !== null) return next;
	if (previous !== null) return [line('thanks', { name: nameOf(state, words, previous) }), ...next];
	const { number } = item;
	const title = words.text(item.title);
	const goal = item.goal && words.text(item.goal);
	return [
		...(title ? [line('item', { number, title })] : []),
		...(goal ? [line('item_goal', { goal })] : []),
		...(!silent && state.queue.turns.length === 0 && partNow(state) === null
			? [optional('how_to_speak')]
			: []),
		...next
	];
}

function starting(speaking: NonNullable<Floor['speaking']>, name: Named): ScriptLine {
	if (speaking.stance === 'order') return line('start_point', { name });
	const seconds = Math.round(speaking.allowed / 1_000);
	return line(speaking.response ? 'start_response' : 'start', { name, seconds });
}

function during(speaking: NonNullable<Floor['speaking']>, name: Named): ScriptLine[] {
	if (speaking.left <= 0) return [line('over', { name })];
	if (speaking.left <= WARNING_MS && speaking.allowed > WARNING_MS) return [line('half_minute')];
	if (speaking.stance === 'order') return [line('rule_point')];
	if (speaking.writing) return [line('writing', { name })];
	return speaking.extensions > 0 ? [optional('minute_more', { name })] : [];
}

/** What may be said with a reminder while it stands on the screens. */
function reminded(state: MeetingState, words: ScriptInput['words'], now: Instant): ScriptLine[] {
	const reminder = reminderNow(state.runsheet, now);
	if (reminder === 'civil') return [optional('civil')];
	const title = reminder === 'off-topic' ? words.text(itemNow(state.agenda)!.title) : null;
	return title ? [optional('off_topic', { title })] : [];
}

/** What a part of a hearing begins with; nothing once somebody has spoken in it, or waits to. */
function beginning(state: MeetingState): ScriptLine[] {
	const part = partNow(state);
	const { entries, turns } = state.queue;
	const heard = (turns.at(-1)?.startedAt ?? 0) >= (state.runsheet.enteredAt ?? 0);
	if (!part || entries.length > 0 || (turns.length > 0 && heard)) return [];
	const seconds = secondsNow(state).turn;
	if (part.turn !== 'statement')
		return [line(part.turn === 'ask' ? 'questions' : 'opinions', { seconds })];
	return statementsLeft(state).length > 0 ? [line('statements', { seconds })] : [];
}

/** The next call, or an invitation to those who have not spoken on this item. */
function following(
	state: MeetingState,
	{ next, listOpen }: Floor,
	words: ScriptInput['words']
): ScriptLine[] {
	const [answers, other] = answerWaits(state) ? answerers(state) : [];
	if (answers && next?.stance !== 'order') {
		const seconds = secondsNow(state).answer;
		const name = nameOf(state, words, answers.id);
		return [other ? line('answer_any', { seconds }) : line('answer', { name, seconds })];
	}
	if (next) return [callOf(state, next, nameOf(state, words, next.seat))];
	if (!listOpen) return [line('list_closed')];
	if (partNow(state)) return [];
	const n = unheard(state);
	if (n > 0) return [line('nobody', { n })];
	// Nobody here with a vote, nobody heard: there is nothing to say of it.
	return heardOn(state.queue, state.queue.item).size > 0 ? [line('nobody_left')] : [];
}

function callOf(state: MeetingState, next: NonNullable<Floor['next']>, name: Named): ScriptLine {
	if (next.stance === 'order') return line('call_point', { name });
	const seat = seatOf(state.roll, next.seat);
	const seconds = turnLength(secondsOf(state, next.stance), seat) / 1000;
	const party = state.plan.parties?.find(({ id }) => id === seat?.side);
	if (next.stance === 'statement' && party)
		return line('call_statement', { name, seconds, party: party.name });
	const whoKey = whoOf(next.stance, next.side);
	// Where the rules put nobody first for being new, the chair does not point it out.
	const heard = heardOn(state.queue, state.queue.item).has(next.seat);
	const first = next.turn <= 1 && !heard && newSpeakersFirst(state);
	const how = first ? '_first' : next.turn > 1 ? '_again' : '';
	const key: ScriptKey = whoKey ? `call${how}` : `call_any${how}`;
	return line(key, { name, seconds, turn: next.turn, ...(whoKey ? { whoKey } : {}) });
}

function whoOf(stance: Stance, side: 'a' | 'b' | null): WhoKey | null {
	if (stance === 'side') return side === null ? null : `side_${side}`;
	return stance === 'for' || stance === 'against' || stance === 'ask' || stance === 'add'
		? stance
		: null;
}

/** Present, with a vote, not heard on this item. */
function unheard(state: MeetingState): number {
	const heard = heardOn(state.queue, state.queue.item);
	return state.roll.order.filter(
		(seat) => state.roll.seats[seat]?.votes && isPresent(state.attendance, seat) && !heard.has(seat)
	).length;
}
