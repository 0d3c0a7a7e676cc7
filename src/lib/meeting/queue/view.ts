/**
 * What screens show of the queue: who has the floor and how long, where I stand and why, who is next.
 * Pure; screens pass the room's time.
 */
import { debateHold } from '../debate-hold.ts';
import type { MeetingState } from '../registry.ts';
import type { Channel, Instant, SeatId, TextRef } from '../names.ts';
import type { Refusal } from '../refusal.ts';
import { seatOf, sideOfSeat, type Seat } from '../roll/roll.ts';
import { elapsed } from './floor.ts';
import { mayJoin } from './joining.ts';
import { partNow, statementsLeft } from './parts.ts';
import { counts, turnsOf } from './turn-limits.ts';
import { secondsFor } from './turn-seconds.ts';
import { speakingOrder, type Place } from './speaking-order.ts';
import type { Entry, PointOfOrder, Reason, Ruling, Side, Stance, Turn } from './queue.ts';
import { heldEntries, isOnline, rulesOf } from './waiting.ts';

/** How a speech reached the room (R6): 现场, 线上, 电话, 代录, 书面. */
export type Way = Channel | 'on-behalf' | 'written';

/** `30s`: thirty seconds or less are left; `over`: time is up. A soft clock never warns (3.8). */
export type Warning = 'none' | '30s' | 'over';

const WARN_AT = 30_000;

export interface SpeakingView {
	entry: string;
	seat: SeatId;
	stance: Stance;
	side: Side | null;
	point: PointOfOrder | null;
	way: Way;
	/** Typed in by this seat for somebody without a phone. */
	by: SeatId | null;
	speaksFor: number;
	/** Which of their turns it is, 1 first; 0 for what doesn't count. */
	turn: number;
	reasons: Reason[];
	started: boolean;
	paused: boolean;
	/** Milliseconds. `remaining` is never below 0; `overtime` is counted up after it. */
	spent: number;
	allowed: number;
	remaining: number;
	overtime: number;
	warning: Warning;
	/** Of the time allowed, 0 to 1. */
	fraction: number;
	soft: boolean;
	extensions: number;
	response: boolean;
	writing: boolean;
	written: TextRef[];
	ruling: Ruling | null;
	rulingWords: TextRef | null;
	away: boolean;
}

/** Who has the floor now, or null. */
export function speakingView(state: MeetingState, now: Instant): SpeakingView | null {
	const { speaker } = state.queue;
	if (!speaker) return null;
	const { entry, allowed } = speaker;
	const { soft } = rulesOf(state);
	const spent = elapsed(speaker, now);
	return {
		entry: entry.id,
		seat: entry.seat,
		stance: entry.stance,
		side: entry.side,
		point: entry.point,
		way: speaker.writing ? 'written' : wayOf(entry),
		by: entry.by,
		speaksFor: entry.speaksFor,
		turn: counts(speaker) ? turnsOf(state.queue, entry.seat) : 0,
		reasons: speaker.reasons,
		started: speaker.startedAt !== null,
		paused: speaker.pausedAt !== null,
		spent,
		allowed,
		remaining: Math.max(0, allowed - spent),
		overtime: Math.max(0, spent - allowed),
		warning: soft || speaker.startedAt === null ? 'none' : warningOf(allowed, spent),
		fraction: Math.min(1, spent / allowed),
		soft,
		extensions: speaker.extensions,
		response: speaker.response,
		writing: speaker.writing,
		written: speaker.written,
		ruling: speaker.ruling,
		rulingWords: speaker.rulingWords,
		away: entry.awayAt !== null
	};
}

/**
 * [Q45] The point of order that was ruled on while a turn stood, until that turn goes on: whose it was, what was ruled
 * and why, for the big screen and for whoever raised it.
 */
export function justRuled({ queue: { speaker, turns } }: MeetingState): Turn | null {
	const last = turns.at(-1);
	if (!last || last.entry.stance !== 'order' || last.ruling === null) return null;
	const since = speaker && (speaker.pausedAt ?? speaker.startedAt ?? speaker.calledAt);
	const stands = since !== null && since <= last.endedAt && speaker?.entry.item === last.entry.item;
	return stands && (speaker.startedAt === null || speaker.pausedAt !== null) ? last : null;
}

/** [Q45] Whose turn stands now, and how many ms are left of it. */
export function standingTurn({
	queue: { interrupted }
}: MeetingState): { seat: SeatId; left: number } | null {
	if (!interrupted) return null;
	const { entry, allowed } = interrupted;
	const spent = interrupted.pausedAt === null ? 0 : elapsed(interrupted, interrupted.pausedAt);
	return { seat: entry.seat, left: Math.max(0, allowed - spent) };
}

/** A turn of thirty seconds needs no warning that thirty seconds are left. */
function warningOf(allowed: number, spent: number): Warning {
	if (spent >= allowed) return 'over';
	return allowed > WARN_AT && allowed - spent <= WARN_AT ? '30s' : 'none';
}

/** [Q50] How an entry reached the queue. Who rings in has nothing to press: what the clerk enters is theirs. */
export function wayOf({ by, channel }: Entry): Way {
	return by === null || channel === 'phone' ? channel : 'on-behalf';
}

/** Everybody waiting in the order of calling, then those who can't be called now. */
export function orderNow(state: MeetingState): Place[] {
	return speakingOrder(state.queue, rulesOf(state), state.roll.seats);
}

/** How many people wait: one may have a hand and a point of order up. */
export function peopleWaiting(entries: readonly Entry[]): number {
	return new Set(entries.map(({ seat }) => seat)).size;
}

/** Who is called before this place, each once, in that order. */
export function peopleBefore(state: MeetingState, before: number): SeatId[] {
	return [
		...new Set(
			orderNow(state)
				.slice(0, before)
				.map(({ entry }) => entry.seat)
		)
	];
}

/** The next three to be called; the hall shows them with their reasons. */
export function nextThree(state: MeetingState): Place[] {
	return orderNow(state)
		.filter(({ before }) => before !== null)
		.slice(0, 3);
}

export type MyPlace =
	/** `before` people are called first; null while 没连上. */
	| { at: 'waiting'; entry: Entry; before: number | null; place: number | null; reasons: Reason[] }
	| { at: 'floor'; entry: Entry }
	/** May raise a hand. */
	| { at: 'free' }
	/** Can't raise a hand, and why. */
	| { at: 'barred'; why: Refusal };

/**
 * Where this person stands (R3). Somebody with a hand and a point of order up stands where they are
 * called first. `stance` is the one they would raise; by default one that the rules allow.
 */
export function myPlace(state: MeetingState, seat: SeatId, stance?: Stance): MyPlace {
	const me = seatOf(state.roll, seat)?.id ?? seat;
	const { speaker, entries } = state.queue;
	if (speaker?.entry.seat === me) return { at: 'floor', entry: speaker.entry };
	if (entries.some((entry) => entry.seat === me)) {
		const { entry, before, reasons } = orderNow(state).find((place) => place.entry.seat === me)!;
		return { at: 'waiting', entry, before, place: before === null ? null : before + 1, reasons };
	}
	const why = mayJoin(state, me, stance ?? usualStance(state, seatOf(state.roll, me)));
	return why ? { at: 'barred', why } : { at: 'free' };
}

/** A stance that the rules in force take from everybody who may speak; of sides, from who is on one. */
export function usualStance(state: MeetingState, seat?: Seat): Stance {
	const part = partNow(state);
	if (part) return part.turn;
	const { stances } = rulesOf(state);
	if (stances === 'side') return seat && sideOfSeat(seat) === null ? 'ask' : 'side';
	if (stances === 'none') return 'none';
	return debateHold(state) ? 'ask' : 'for';
}

/**
 * Milliseconds after which the room marks this disconnected person 没连上 (R9), or null when nothing of
 * theirs waits for their connection. People in the hall are there whatever their phone does.
 */
export function holdFor(state: MeetingState, seat: SeatId): number | null {
	const me = seatOf(state.roll, seat)?.id;
	const held = (entry: Entry): boolean =>
		entry.seat === me && entry.awayAt === null && isOnline(entry);
	return heldEntries(state.queue).some(held) ? rulesOf(state).holdSeconds * 1000 : null;
}

/** Null when this person may raise this hand now, else why not; for a clerk's list of choices. */
export function mayRaise(state: MeetingState, seat: SeatId, stance: Stance): Refusal | null {
	return mayJoin(state, seat, stance);
}

/** What a person may be asked to choose from when raising a hand (3.8), in the order of the sheet. */
export function stancesFor(state: MeetingState, seat: Seat): Stance[] {
	const part = partNow(state);
	if (part) return part.turn === 'statement' ? [] : [part.turn];
	const { stances } = rulesOf(state);
	if (stances === 'side')
		return sideOfSeat(seat) === null ? ['ask', 'add'] : ['side', 'ask', 'add'];
	if (stances === 'none') return ['none', 'ask', 'add'];
	return debateHold(state) ? ['ask', 'add'] : ['for', 'against', 'ask', 'add'];
}

/** Seconds of such a turn now. */
export function secondsOf(state: MeetingState, stance: Stance): number {
	return secondsFor(rulesOf(state), stance);
}

/** Seconds of a turn as they are in the part that is on, and of an answer. */
export function secondsNow(state: MeetingState): { turn: number; answer: number } {
	const { turnSeconds: turn, responseSeconds: answer } = rulesOf(state);
	return { turn, answer };
}

/** Whether the chair may raise a hand like everybody; else it is handed over first (S1.45). */
export function chairSpeaks(state: MeetingState): boolean {
	return !rulesOf(state).chairNeutral;
}

/** Whether the rules call those first who have not spoken on this item. */
export function newSpeakersFirst(state: MeetingState): boolean {
	return rulesOf(state).firstSpeakersFirst;
}

/** A round table waits for its first round at this item, or those who make statements for the first of them. */
export function firstRoundWaits(state: MeetingState): boolean {
	if (state.queue.round > 0) return false;
	return rulesOf(state).roundRobin || statementsLeft(state).length > 0;
}

/** A seat's finished turns and time of the whole meeting, ms. */
export function spokenBy(state: MeetingState, seat: SeatId): { turns: number; spent: number } {
	const own = state.queue.turns.filter((turn) => turn.entry.seat === seat);
	return {
		turns: own.filter(counts).length,
		spent: own.reduce((sum, turn) => sum + turn.spent, 0)
	};
}
