/**
 * The list of those who wait: joining, leaving, being moved. Pure changes of the queue, used by
 * `evolve.ts` alone.
 *
 * Invariant: what happens to the list between a step and its undo happens to the queue that the undo
 * would put back too, so that taking a call back never loses a hand that was raised meanwhile.
 */
import type { Instant, SeatId } from '../names.ts';
import type { MeetingState } from '../registry.ts';
import { speakingOrder } from './speaking-order.ts';
import { partNow, rulesInPart } from './parts.ts';
import { USUAL } from './usual-rules.ts';
import type { RulePreset } from './presets.ts';
import type { Entry, QueueNow, QueueState, Speaker } from './queue.ts';

/** The rules in force, in a part of a hearing as they are in it [Q46]. */
export function rulesOf(
	state: Pick<MeetingState, 'plan' | 'runsheet'> & { queue?: Pick<QueueState, 'table'> }
): RulePreset {
	const rules = state.plan.rules ?? USUAL;
	const part = partNow(state);
	if (part) return rulesInPart(rules, part);
	// [Q52] Round the table nobody goes before anybody, and nobody's turn is one too many.
	return state.queue?.table ? { ...rules, ...TABLE } : rules;
}
const TABLE = {
	roundRobin: true,
	maxTurns: null,
	firstSpeakersFirst: false,
	residentsFirst: false,
	alternate: 'no'
} as const;

/** Applies a change of the list to the queue and to the one that an undo would put back. */
export function both(queue: QueueState, change: <Q extends QueueNow>(now: Q) => Q): QueueState {
	const next = change(queue);
	if (!next.undo) return next;
	const before = change(next.undo.before);
	return before === next.undo.before ? next : { ...next, undo: { ...next.undo, before } };
}

export function join<Q extends QueueNow>(queue: Q, entries: readonly Entry[]): Q {
	return entries.length ? { ...queue, entries: [...queue.entries, ...entries] } : queue;
}

/** These leave the list; whom the chair had put behind them moves up. */
export function leave<Q extends QueueNow>(
	queue: Q,
	state: MeetingState,
	goes: (entry: Entry) => boolean
): Q {
	if (!queue.entries.some(goes)) return queue;
	const entries = movedUp(queue, state, goes).filter((entry) => !goes(entry));
	return { ...queue, entries };
}

/** Everything that is kept for somebody: hands, the floor, a turn that stands. */
export function heldEntries({ entries, speaker, interrupted }: QueueNow): Entry[] {
	return [...entries, ...[speaker, interrupted].flatMap((one) => (one ? one.entry : []))];
}

/** Entries of people whose phone counts: at home, by their own hand (R9). */
export function isOnline(entry: Entry): boolean {
	return entry.channel === 'online' && entry.by === null;
}

/** A change of whoever has the floor, and of whoever was interrupted. */
export function onFloor(
	{ speaker, interrupted }: QueueNow,
	change: (entry: Entry) => Entry
): Pick<QueueNow, 'speaker' | 'interrupted'> {
	const changed = (one: Speaker | null) => one && { ...one, entry: change(one.entry) };
	return { speaker: changed(speaker), interrupted: changed(interrupted) };
}

/** 没连上: skipped until back; the time of the hand, and so the place, is kept. */
export function stepAside<Q extends QueueNow>(
	queue: Q,
	state: MeetingState,
	seat: SeatId,
	at: Instant
): Q {
	const goes = (entry: Entry): boolean => entry.seat === seat && isOnline(entry);
	const away = (entry: Entry): Entry =>
		goes(entry) && entry.awayAt === null ? { ...entry, awayAt: at } : entry;
	const entries = movedUp(queue, state, goes).map(away);
	return { ...queue, entries, ...onFloor(queue, away) };
}

export function comeBack<Q extends QueueNow>(queue: Q, seat: SeatId): Q {
	const back = (entry: Entry): Entry =>
		entry.seat === seat && entry.awayAt !== null ? { ...entry, awayAt: null } : entry;
	return { ...queue, entries: queue.entries.map(back), ...onFloor(queue, back) };
}

/** The entry is called: it leaves the list, and every place the chair gave comes one call nearer. */
export function called<Q extends QueueNow>(queue: Q, called: Entry): Q {
	const isPoint = called.stance === 'order' && called.moved === null;
	const entries = queue.entries
		.filter((entry) => entry !== called)
		.map((entry) => (isPoint ? entry : nearer(entry, 1)));
	return { ...queue, entries };
}

/** The chair's move: this entry, and those moved before, stand where `order` says. */
export function placed<Q extends QueueNow>(queue: Q, id: string, order: readonly string[]): Q {
	const points = queue.entries.filter((e) => isPointByRule(e) && e.id !== id).length;
	const entries = queue.entries.map((entry) => {
		if (entry.id !== id && entry.moved === null) return entry;
		const place = order.indexOf(entry.id);
		return place < 0 ? entry : { ...entry, moved: Math.max(0, place - points) };
	});
	return { ...queue, entries };
}

/**
 * The order that comes of moving an entry to `place`, or null when it can't be called now. A point of
 * order keeps its precedence: nobody is moved before it.
 */
export function orderAfterMove(
	queue: QueueState,
	state: MeetingState,
	id: string,
	place: number
): { place: number; order: string[] } | null {
	const idsOf = (now: QueueNow): string[] =>
		speakingOrder(now, rulesOf(state), state.roll.seats)
			.filter(({ before }) => before !== null)
			.map(({ entry }) => entry.id);
	const ids = idsOf(queue);
	if (!ids.includes(id)) return null;
	const points = queue.entries.filter((e) => isPointByRule(e) && e.id !== id).length;
	const target = Math.min(Math.max(place, points), ids.length - 1);
	const wished = ids.filter((one) => one !== id);
	wished.splice(target, 0, id);
	const result = idsOf(placed(queue, id, wished));
	return { place: result.indexOf(id), order: result };
}

/** A guest turned out to be this person: one hand and one point of order stay, the earlier ones. */
export function rename<Q extends QueueNow>(queue: Q, from: SeatId, to: SeatId): Q {
	const renamed = (entry: Entry): Entry => (entry.seat === from ? { ...entry, seat: to } : entry);
	const seen = new Set<boolean>();
	const entries = queue.entries.map(renamed).filter((entry) => {
		if (entry.seat !== to) return true;
		const point = entry.stance === 'order';
		if (seen.has(point)) return false;
		seen.add(point);
		return true;
	});
	const { [from]: had = 0, ...counts } = queue.counts;
	if (had) counts[to] = (counts[to] ?? 0) + had;
	return { ...queue, entries, counts, ...onFloor(queue, renamed) };
}

function isPointByRule(entry: Entry): boolean {
	return entry.stance === 'order' && entry.moved === null && entry.awayAt === null;
}

function nearer(entry: Entry, calls: number): Entry {
	return entry.moved ? { ...entry, moved: Math.max(0, entry.moved - calls) } : entry;
}

/** The entries, moved ones nearer by as many as leave before them. */
function movedUp(queue: QueueNow, state: MeetingState, goes: (entry: Entry) => boolean): Entry[] {
	if (!queue.entries.some((entry) => entry.moved && !goes(entry))) return queue.entries;
	const nearerBy = new Map<string, number>();
	let left = 0;
	for (const { entry, before } of speakingOrder(queue, rulesOf(state), state.roll.seats))
		if (before === null) break;
		else if (goes(entry)) left += isPointByRule(entry) ? 0 : 1;
		else nearerBy.set(entry.id, left);
	return queue.entries.map((entry) => nearer(entry, nearerBy.get(entry.id) ?? 0));
}
