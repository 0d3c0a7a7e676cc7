/**
 * The parts of a hearing and of pitches: in one stage statements are made one after the other, in another it is asked and
 * answered, in a third everybody says what they think. Rules [Q46] [Q47] in RULES.md; pure.
 */
import { isPresent } from '../attendance/attendance.ts';
import type { MeetingState } from '../registry.ts';
import type { SeatId } from '../names.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { partiesOf } from '../parties.ts';
import type { Party, Seat } from '../roll/roll.ts';
import { visibleSeats } from '../roll/view.ts';
import { stageNow, type Part } from '../runsheet/runsheet.ts';
import { hasSides } from '../parties.ts';
import type { RulePreset } from './presets.ts';
import type { QueueNow, Stance } from './queue.ts';
import { secondsFor } from './turn-seconds.ts';

type Where = Pick<MeetingState, 'plan' | 'runsheet'>;

/** The part that is on; null: people talk by the rules alone. Where these have two sides there are no parts. */
export function partNow({ plan, runsheet }: Where): Part | null {
	return hasSides({ plan }) ? null : (stageNow(runsheet)?.part ?? null);
}

/** The rules as they are in this part: one kind of turn, as long as the rules say, and no limit of turns. */
export function rulesInPart(rules: RulePreset, { turn }: Part): RulePreset {
	const rest = { ...rules };
	delete rest.askSeconds;
	delete rest.opinionSeconds;
	const listed = { firstSpeakersFirst: false, residentsFirst: false };
	return {
		...rest,
		...(turn === 'statement' ? listed : {}),
		...{ turnSeconds: secondsFor(rules, turn), stances: 'none', alternate: 'no' },
		...{ maxTurns: null, limitPer: 'item', roundRobin: false }
	};
}

/** Null when this seat may raise this hand in this part. */
export function mayInPart(part: Part, seat: Seat, stance: Stance): Refusal | null {
	if (stance === 'order') return null;
	if (part.turn === 'statement') return refuse('in-turn');
	if (stance !== part.turn) return refuse('stance-required');
	// Of whom nobody has said what they are, they ask like everybody.
	const other = part.of !== undefined && seat.side !== null && !part.of.includes(seat.side);
	return other ? refuse('answers-here') : null;
}

/** Who has still to make a statement on the open item, in the order of the parties and then of the list. */
export function statementsLeft(state: MeetingState): SeatId[] {
	const part = partNow(state);
	const { item, entries, speaker, turns } = state.queue;
	if (part?.turn !== 'statement' || item === null) return [];
	const had = new Set<SeatId>([
		...entries.map(({ seat }) => seat),
		...(speaker ? [speaker.entry.seat] : []),
		...turns.flatMap(({ entry }) =>
			entry.item === item && entry.stance === 'statement' ? entry.seat : []
		)
	]);
	const place = (side: Party | null) => (side === null ? -1 : (part.of ?? []).indexOf(side));
	return visibleSeats(state.roll)
		.filter(({ id, side }) => place(side) >= 0 && !had.has(id) && isPresent(state.attendance, id))
		.sort((one, other) => place(one.side) - place(other.side))
		.map(({ id }) => id);
}

/** Who answers where it is asked: whoever is here of the other parties; nobody elsewhere. */
export function answerers(state: MeetingState): Seat[] {
	const part = partNow(state);
	if (part?.turn !== 'ask' || part.of === undefined) return [];
	const parties = partiesOf(state.plan).filter((party) => !part.of!.includes(party));
	return visibleSeats(state.roll).filter(
		({ id, side }) => side !== null && parties.includes(side) && isPresent(state.attendance, id)
	);
}

/** A question was the last that was heard, and waits for its answer. */
export function answerWaits(state: MeetingState): boolean {
	const { turns, item, speaker } = state.queue;
	const last = turns.at(-1);
	if (speaker || partNow(state)?.turn !== 'ask' || last?.entry.item !== item) return false;
	return last.entry.stance === 'ask' && last.startedAt >= (state.runsheet.enteredAt ?? 0);
}

/** A part begins with nobody waiting but who raised a point of order, and so does what comes after it. */
export function beginPart<Q extends QueueNow>(queue: Q): Q {
	const entries = queue.entries.filter(({ stance }) => stance === 'order');
	return { ...queue, entries, round: 0 };
}
