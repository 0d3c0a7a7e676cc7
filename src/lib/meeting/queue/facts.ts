/**
 * What the minutes tell of the speaking queue. A turn is one fact, the event that started it; it learns its
 * length and its written words when it ends, and is gone when its start was taken back.
 */
import { changedIn } from '../difference.ts';
import type { Channel, Instant, SeatId, TextRef } from '../names.ts';
import type { FactOf, FactsOf, MeetingState, MinutesFact } from '../registry.ts';
import {
	isPointOfOrder,
	type Entry,
	type PointOfOrder,
	type QueueState,
	type Ruling,
	type Side,
	type Stance,
	type Turn
} from './queue.ts';

export type QueueFact =
	/** `spent` ms; null while the person speaks. */
	| {
			what: 'turn';
			entry: string;
			seat: SeatId;
			channel: Channel;
			/** Spoke in writing (打字发言); the words are `written`. */
			writing: boolean;
			/** Who entered it for a person without a phone (代录). */
			by: SeatId | null;
			stance: Stance;
			side: Side | null;
			point: PointOfOrder | null;
			response: boolean;
			speaksFor: number;
			spent: number | null;
			written: TextRef[];
	  }
	/** `said`: 过, in a round of the table. */
	| { what: 'passed'; seat: SeatId; said?: true }
	| {
			what: 'ruling';
			entry: string;
			seat: SeatId | null;
			point: PointOfOrder | null;
			ruling: Ruling;
			words: TextRef | null;
	  }
	/** The chair put somebody in another place, 1 first. */
	| { what: 'moved'; seat: SeatId; place: number }
	| { what: 'list'; open: boolean }
	| { what: 'round'; round: number };

export const queueFacts: FactsOf<'queue'> = {
	of(_before, event, after) {
		switch (event.type) {
			case 'queue.started': {
				const { speaker } = after.queue;
				if (speaker?.entry.id !== event.body.entry) return null;
				const { entry, response, writing, written } = speaker;
				const kind = entry.stance === 'order' ? 'procedure' : 'speech';
				return { what: 'turn', ...said(entry), writing, response, spent: null, written, kind };
			}
			case 'queue.passed':
				return {
					...{ what: 'passed', seat: event.body.seat },
					...(event.body.said ? { said: true } : {})
				};
			case 'queue.ruled': {
				const { entry, ruling, words } = event.body;
				const raised = entryOf(after, entry);
				const [seat, point] = [raised?.seat ?? null, raised?.point ?? null];
				return { what: 'ruling', entry, seat, point, ruling, words, kind: 'decision' };
			}
			case 'queue.moved':
				return { what: 'moved', seat: event.body.seat, place: event.body.place + 1 };
			case 'queue.list-set':
				return { what: 'list', open: event.body.open };
			case 'queue.round-begun':
				return { what: 'round', round: event.body.round };
			default:
				return null;
		}
	},
	rows: {
		turn: {
			resolve,
			subjects: ({ entry, at }) => [keyOf(entry, at)],
			chapter: ({ seat }) => ({ is: 'turn', seat }),
			by: ({ by }) => by
		},
		passed: {},
		ruling: {},
		moved: {},
		list: {},
		round: {}
	},
	changed({ queue: before }, { queue: after }) {
		if (before === after) return [];
		const turns: { entry: Entry; startedAt: Instant | null }[] = changedIn(
			before.turns,
			after.turns
		);
		for (const which of ['speaker', 'interrupted'] as const)
			if (before[which] !== after[which])
				for (const one of [before[which], after[which]]) if (one) turns.push(one);
		return turns.flatMap(({ entry, startedAt }) =>
			startedAt === null ? [] : keyOf(entry.id, startedAt)
		);
	},
	turns: numbered
};

type TurnFact = FactOf<'queue', 'turn'>;

/** The turn as it is known now. Started, taken back and started again within a millisecond is one turn. */
function resolve(fact: TurnFact, { queue }: MeetingState, claimed: Set<string>): TurnFact | null {
	const key = keyOf(fact.entry, fact.at);
	const turn = knownAs(queue, fact);
	if (!turn || claimed.has(key)) return null;
	claimed.add(key);
	return { ...fact, ...turn };
}

/** The turn that began with the fact: on the floor, or among those that are finished. */
function knownAs(queue: QueueState, { entry, at }: TurnFact): Partial<TurnFact> | undefined {
	const { speaker, interrupted, turns } = queue;
	for (const one of [speaker, interrupted])
		if (one?.startedAt === at && one.entry.id === entry) {
			const { written, writing } = one;
			return { ...said(one.entry), written, writing };
		}
	for (let n = firstOver(turns, at); n < turns.length; n++) {
		const turn = turns[n]!;
		if (turn.startedAt === at && turn.entry.id === entry) return finished(turn);
		// Only points of order are heard within a turn, and over before it.
		if (turn.startedAt > at && !isPointOfOrder(turn.entry)) return undefined;
	}
	return undefined;
}

function finished({ entry, spent, written }: Turn): Partial<TurnFact> {
	return { ...said(entry), spent, written, ...(written.length > 0 ? { writing: true } : {}) };
}

/** The first turn that was not over before then: they stand as they ended. */
function firstOver(turns: readonly Turn[], at: Instant): number {
	let [low, high] = [0, turns.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (turns[middle]!.endedAt < at) low = middle + 1;
		else high = middle;
	}
	return low;
}

function keyOf(entry: string, startedAt: Instant): string {
	return `turn ${entry} ${startedAt}`;
}

/** Who speaks, how and for whom. */
function said({ id, seat, stance, side, point, channel, by, speaksFor }: Entry) {
	return { entry: id, seat, stance, side, point, channel, by, speaksFor };
}

/** The entry as far as the queue still knows it: on the floor, spoken, or waiting. */
function entryOf({ queue }: MeetingState, id: string): Entry | undefined {
	for (const one of [queue.speaker, queue.interrupted]) if (one?.entry.id === id) return one.entry;
	const turn = queue.turns.find((one) => one.entry.id === id);
	return turn?.entry ?? queue.entries.find((one) => one.id === id);
}

/** Which of a person's turns on the item each is: points of order and answers do not count (3.8). */
function numbered(facts: readonly MinutesFact[]): ReadonlyMap<number, number> {
	const numbers = new Map<number, number>();
	let had = new Map<SeatId, number>();
	for (const fact of facts) {
		if (fact.what === 'item-opened') had = new Map();
		if (fact.what !== 'turn' || fact.stance === 'order' || fact.response) continue;
		const n = (had.get(fact.seat) ?? 0) + 1;
		had.set(fact.seat, n);
		numbers.set(fact.seq, n);
	}
	return numbers;
}
