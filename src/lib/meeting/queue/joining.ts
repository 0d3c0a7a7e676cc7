/**
 * Who may raise a hand, and why not (rules Q1–Q9). The same answer decides the command and tells the
 * phone beforehand.
 */
import { isPresent } from '../attendance/attendance.ts';
import { debateHold } from '../debate-hold.ts';
import type { MeetingState } from '../registry.ts';
import type { SeatId } from '../names.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { seatOf, sideOfSeat, type Seat } from '../roll/roll.ts';
import { stageNow } from '../runsheet/runsheet.ts';
import { usedUp } from './turn-limits.ts';
import { mayInPart, partNow } from './parts.ts';
import type { RulePreset } from './presets.ts';
import type { Stance } from './queue.ts';
import { rulesOf } from './waiting.ts';

/** Null when this person may wait with this stance now; else why not. */
export function mayJoin(state: MeetingState, id: SeatId, stance: Stance): Refusal | null {
	const { queue } = state;
	if (state.runsheet.caucus !== null) return refuse('in-caucus');
	const rules = rulesOf(state);
	if (queue.item === null) return refuse('item-not-open');
	const kind = stageNow(state.runsheet)?.kind;
	if (kind !== 'discussion' && kind !== 'plain') return refuse('not-in-queue-stage');
	const seat = seatOf(state.roll, id);
	if (!seat) return refuse('no-such-seat');
	if (seat.role === 'observer' || seat.role === 'supervisor') return refuse('not-allowed');
	if (!isPresent(state.attendance, seat.id)) return refuse('not-present');
	// [Q51] Who was asked for advice speaks when asked; one who asks the questions of a hearing has a party.
	if (seat.role === 'adviser' && sideOfSeat(seat) === null && stance !== 'order')
		return refuse('by-invitation');
	if (rules.chairNeutral && seat.role === 'chair') return refuse('chair-neutral');
	const part = partNow(state);
	const wrong = part ? mayInPart(part, seat, stance) : wrongStance(rules, seat, stance);
	if (wrong) return wrong;
	const held = stance === 'for' || stance === 'against' ? debateHold(state) : null;
	if (held) return held;
	const used = usedUp(queue, rules, state.roll.seats, seat, stance);
	if (used !== null && !isWaiting(state, seat.id, stance)) return refuse('turns-used', { n: used });
	for (const one of [queue.speaker, queue.interrupted])
		if (one?.entry.seat === seat.id) return refuse('already-speaking');
	if (isWaiting(state, seat.id, stance)) return refuse('already-waiting');
	// A point of order may be raised on a closed list (3.9 point 2).
	if (!queue.listOpen && stance !== 'order') return refuse('list-closed');
	return null;
}

/** True when the person already waits: with a hand, or with a point of order. */
function isWaiting(state: MeetingState, seat: SeatId, stance: Stance): boolean {
	const point = stance === 'order';
	return state.queue.entries.some((e) => e.seat === seat && (e.stance === 'order') === point);
}

/** 提问, 补充 and 程序问题 are open to everybody; the rest is what the rules ask for (3.8). */
function wrongStance(rules: RulePreset, seat: Seat, stance: Stance): Refusal | null {
	if (stance === 'ask' || stance === 'add' || stance === 'order') return null;
	switch (rules.stances) {
		case 'for-against':
		case 'for-against-ask':
			return stance === 'for' || stance === 'against' ? null : refuse('stance-required');
		case 'side':
			if (stance !== 'side') return refuse('stance-required');
			return sideOfSeat(seat) === null ? refuse('side-required') : null;
		case 'none':
			return stance === 'side' || stance === 'statement' || stance === 'opinion'
				? refuse('stance-required')
				: null;
	}
}
