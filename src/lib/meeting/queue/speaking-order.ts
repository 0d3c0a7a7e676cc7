/**
 * THE order of the queue: who is called when, and why (requirements §3.9, R1–R12; rules Q10–Q19).
 *
 * Invariants: pure and deterministic; the whole order is found by playing `next` until nobody is left,
 * so that what people see is what will be called if nothing changes; O(n log n) in the waiting. A reason is
 * read from the order that came of it, so that each says what is so, and not what a rule might have done.
 */
import type { SeatId } from '../names.ts';
import type { Seat } from '../roll/roll.ts';
import { turnsOf, turnsOfSide } from './turn-limits.ts';
import type { RulePreset } from './presets.ts';
import { isOfRound, type Entry, type QueueNow, type Reason, type ReasonCode } from './queue.ts';

/** One waiting person with their place. */
export interface Place {
	entry: Entry;
	/** Calls that come before theirs; null: can't be called now (`away`, `turns-used`). */
	before: number | null;
	/** Which of their turns on this item it will be; 0 for a point of order, which is none. */
	turn: number;
	/** Why here, the strongest first; never empty. */
	reasons: Reason[];
}

type Seats = Readonly<Record<SeatId, Seat>>;
/** 赞成/反对, or the two sides of a mediation; everything else keeps its time order. */
type Lane = 0 | 1 | 2;

interface Waiting {
	entry: Entry;
	lane: Lane;
	official: boolean;
	turns: number;
	/** 0, 1, 2 … by `requestedAt`, ties by the order of joining. */
	arrival: number;
	/** 0, 1, 2 … by tier, then arrival. */
	rank: number;
	/** Those of one tier stand together, but for the chair's moves. */
	tier: number;
}

/** Somebody with a place, before it is said why. */
interface Called {
	one: Waiting;
	/** What is known only at that moment: moved by the chair, a point of order, whose side's turn it was. */
	by: ReasonCode | null;
}

/**
 * Everybody waiting, in the order in which they would be called, then those who can't be called now.
 * 1 who has no turn left is out; 2 points of order first, by time; 3 tiers: residents before officials
 * and first-time speakers first, where the rules say so; 4 within a tier by time; 5 but after 赞成 the
 * earliest 反对 of the tier and the reverse, and in mediation the other side; 6 the chair's moves.
 */
export function speakingOrder(queue: QueueNow, rules: RulePreset, seats: Seats): Place[] {
	const points: Waiting[] = [];
	const moved: Waiting[] = [];
	const rest: Waiting[] = [];
	const out: Place[] = [];
	const arrived = [...queue.entries].sort((a, b) => a.requestedAt - b.requestedAt);
	arrived.forEach((entry, arrival) => {
		const turns = turnsOf(queue, entry.seat);
		const official = rules.residentsFirst && (seats[entry.seat]?.official ?? false);
		const one = {
			entry,
			lane: laneOf(entry, rules),
			official,
			turns,
			arrival,
			rank: 0,
			tier: 0
		};
		const point = entry.stance === 'order';
		if (entry.awayAt !== null) out.push(without(one, 'away'));
		else if (!point && rules.limitPer !== 'side' && turns >= (rules.maxTurns ?? Infinity))
			out.push(without(one, 'turns-used'));
		else if (entry.moved !== null) moved.push(one);
		else (point ? points : rest).push(one);
	});
	moved.sort((a, b) => a.entry.moved! - b.entry.moved! || a.arrival - b.arrival);

	const floor = new Floor(queue, rules, seats);
	const turn = new Turns(rest, rules, floor);
	const called: Called[] = [];
	const take = (one: Waiting, by: ReasonCode | null): void => {
		called.push({ one, by });
		floor.hear(one);
	};
	for (const point of points) take(point, 'point-of-order');
	for (let calls = 0, m = 0; ;) {
		const pinned = moved[m];
		const next = pinned && pinned.entry.moved! <= calls ? null : turn.next();
		if (next) take(next.one, next.by);
		else if (!pinned) break;
		else {
			m++;
			if (!floor.open(pinned)) {
				out.push(without(pinned, 'turns-used'));
				continue;
			}
			take(pinned, 'moved-by-chair');
		}
		calls++;
	}
	const reasons = explained(called, rules);
	const places = called.map(({ one: { entry, turns } }, before): Place => {
		const turn = entry.stance === 'order' ? 0 : turns + 1;
		return { entry, before, turn, reasons: reasons[before]! };
	});
	return [...places, ...out, ...turn.shut.map((one) => without(one, 'turns-used'))];
}

/** What has been heard so far: the memory that alternation and a side's limit need. */
class Floor {
	last: Lane | null;
	private readonly limit: number;
	private readonly used: { a: number; b: number };
	private readonly rules: RulePreset;

	constructor(queue: QueueNow, rules: RulePreset, seats: Seats) {
		this.rules = rules;
		const before = rules.alternate === 'strict' ? queue.lastSide : queue.lastStance;
		this.last = before === null ? null : before === 'a' || before === 'for' ? 0 : 1;
		const bySide = rules.limitPer === 'side' && rules.maxTurns !== null;
		this.limit = bySide ? rules.maxTurns! : Infinity;
		this.used = bySide
			? { a: turnsOfSide(queue, seats, 'a'), b: turnsOfSide(queue, seats, 'b') }
			: { a: 0, b: 0 };
		const now = queue.interrupted ?? queue.speaker;
		if (now && !now.response) this.remember(laneOf(now.entry, rules));
	}

	/** False when the side has used its turns up. */
	open({ entry }: Waiting): boolean {
		return entry.stance === 'order' || entry.side === null || this.used[entry.side] < this.limit;
	}

	hear({ entry, lane }: Waiting): void {
		if (entry.side !== null && entry.stance !== 'order') this.used[entry.side]++;
		this.remember(lane);
	}

	private remember(lane: Lane): void {
		if (lane !== 2 && this.rules.alternate !== 'no') this.last = lane;
	}
}

/** Plays points 3–5 over those whom the chair didn't move. */
class Turns {
	/** Whose side has no turn left. */
	readonly shut: Waiting[] = [];
	private readonly tiers: [Waiting[], Waiting[], Waiting[]][] = [];
	private heads: [number, number, number] = [0, 0, 0];
	private tier = 0;
	private readonly rules: RulePreset;
	private readonly floor: Floor;

	constructor(rest: Waiting[], rules: RulePreset, floor: Floor) {
		this.rules = rules;
		this.floor = floor;
		const tierOf = (one: Waiting): number =>
			(one.official ? 2 : 0) + (rules.firstSpeakersFirst && one.turns > 0 ? 1 : 0);
		const sorted = [...rest].sort((a, b) => tierOf(a) - tierOf(b) || a.arrival - b.arrival);
		let now = -1;
		sorted.forEach((one, rank) => {
			one.rank = rank;
			// A mediation alternates across tiers: equal time for the sides goes before everything.
			const tier = rules.alternate === 'strict' ? 0 : tierOf(one);
			if (tier !== now) this.tiers.push([[], [], []]);
			now = one.tier = tier;
			this.tiers[this.tiers.length - 1]![one.lane].push(one);
		});
	}

	/** The next by the rules, and in mediation whose turn it was; or null. */
	next(): Called | null {
		for (; this.tier < this.tiers.length; this.tier++, this.heads = [0, 0, 0]) {
			const first = this.earliest();
			if (first === null) continue;
			const other: Lane = first === 0 ? 1 : 0;
			const again = first !== 2 && first === this.floor.last;
			const lane = again && this.head(other) ? other : first;
			const one = this.head(lane)!;
			this.heads[lane]++;
			return { one, by: this.sideOf(lane) };
		}
		return null;
	}

	private head(lane: Lane): Waiting | undefined {
		return this.tiers[this.tier]![lane][this.heads[lane]];
	}

	private earliest(): Lane | null {
		let best: Lane | null = null;
		for (const lane of [0, 1, 2] as const) {
			for (let head = this.head(lane); head && !this.floor.open(head); head = this.head(lane)) {
				this.shut.push(head);
				this.heads[lane]++;
			}
			const head = this.head(lane);
			if (head && (best === null || head.rank < this.head(best)!.rank)) best = lane;
		}
		return best;
	}

	/** In mediation: the sides alternate, or one goes on where the other has nobody who could be called. */
	private sideOf(lane: Lane): ReasonCode | null {
		const { last } = this.floor;
		if (this.rules.alternate !== 'strict' || lane === 2 || last === null) return null;
		return last === lane ? 'other-side-passes' : 'side-turn';
	}
}

/** Why each of them stands there, read from who stands before and after them and whose hand was earlier. */
function explained(called: readonly Called[], rules: RulePreset): Reason[][] {
	const free = called.filter(({ by }) => by !== 'point-of-order' && by !== 'moved-by-chair');
	const overtaken = across(free, (before, own) => before > own);
	const overtook = across([...free].reverse(), (after, own) => after < own);
	return called.map(({ one, by }) => {
		const reasons: Reason[] = [];
		const give = (code: ReasonCode): number => reasons.push({ code });
		if (by) give(by);
		if (rules.alternate === 'yes') {
			if (overtook.get(one)?.view) give('alternation');
			else if (overtaken.get(one)?.view) give('gave-way');
		}
		if (one.official && overtaken.get(one)?.people) give('after-residents');
		if (!one.official && overtook.get(one)?.people) give('residents-first');
		reasons.push(...firstOrNot(one, rules));
		if (by === 'point-of-order' || by === 'moved-by-chair') return reasons;
		const { stance } = one.entry;
		if (rules.alternate !== 'no' && (stance === 'ask' || stance === 'add')) give('question');
		if (stance === 'statement') give('listed');
		else if (rules.roundRobin && isOfRound(one.entry)) give('round');
		if (reasons.length === 0) give('arrival');
		return reasons;
	});
}

/**
 * Of each in this row: whether somebody of the other view in the same tier, or of the other people where
 * residents go before officials, stood in the row so far although their hand `beats` the own one.
 */
function across(
	row: readonly Called[],
	beats: (theirs: number, own: number) => boolean
): Map<Waiting, { view: boolean; people: boolean }> {
	const farthest = new Map<string, number>();
	const beaten = (key: string, own: number): boolean => {
		const theirs = farthest.get(key);
		return theirs !== undefined && beats(theirs, own);
	};
	const keep = (key: string, own: number): void => {
		const known = farthest.get(key);
		if (known === undefined || beats(own, known)) farthest.set(key, own);
	};
	const found = new Map<Waiting, { view: boolean; people: boolean }>();
	for (const { one } of row) {
		const { tier, lane, rank, official, arrival } = one;
		found.set(one, {
			view: lane !== 2 && beaten(`${tier} ${1 - lane}`, rank),
			people: beaten(`official ${!official}`, arrival)
		});
		keep(`${tier} ${lane}`, rank);
		keep(`official ${official}`, arrival);
	}
	return found;
}

function laneOf(entry: Entry, rules: RulePreset): Lane {
	if (rules.alternate === 'yes')
		return entry.stance === 'for' ? 0 : entry.stance === 'against' ? 1 : 2;
	if (rules.alternate === 'strict' && entry.stance === 'side' && entry.side !== null)
		return entry.side === 'a' ? 0 : 1;
	return 2;
}

function firstOrNot(one: Waiting, rules: RulePreset): Reason[] {
	if (!rules.firstSpeakersFirst || one.entry.stance === 'order') return [];
	return one.turns === 0 ? [{ code: 'first-time' }] : [{ code: 'second-turn', n: one.turns + 1 }];
}

function without(one: Waiting, code: ReasonCode): Place {
	const turn = one.entry.stance === 'order' ? 0 : one.turns + 1;
	return { entry: one.entry, before: null, turn, reasons: [{ code }] };
}
