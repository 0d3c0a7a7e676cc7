/**
 * What one event, and one hidden row, costs whoever folds it: `node tests/bench/events.ts`. All seats of a
 * meeting do the same one after another, as in a hall. No server; the same fold runs on every phone.
 */
import { EVENT_VERSION } from '#lib/meeting/event.ts';
import { evolve } from '#lib/meeting/evolve.ts';
import { applyHidden, emptyHidden } from '#lib/meeting/hidden.ts';
import { emptyMeeting } from '#lib/meeting/meeting.ts';
import type { HiddenWrite, MeetingEvent, MeetingState, NewEvent } from '#lib/meeting/registry.ts';
import type { Seat } from '#lib/meeting/roll/roll.ts';

const SIZES = [24, 300, 2000];
/** Each figure is the best of so many, because other programs run too. */
const TRIES = 5;

const EVENTS: Record<string, (seat: string, n: number) => NewEvent> = {
	'roll.guest-seated': (id) => ({ type: 'roll.guest-seated', body: { seat: seatNamed(`g${id}`) } }),
	'roll.claimed': (seat) => ({ type: 'roll.claimed', body: { seat } }),
	'attendance.answered': (seat) => ({
		type: 'attendance.answered',
		body: { seat, rsvp: 'online' }
	}),
	'attendance.signed-in': (seat) => ({
		type: 'attendance.signed-in',
		body: { seat, channel: 'hall', late: false }
	}),
	'runsheet.acknowledged': (seat) => ({ type: 'runsheet.acknowledged', body: { seats: [seat] } }),
	'attendance.stepped-out': (seat) => ({ type: 'attendance.stepped-out', body: { seat } }),
	'roll.removed': (seat) => ({ type: 'roll.removed', body: { seat } })
};

const person = { name: '王桂芳', building: '2号楼', title: '' };
const WRITES: Record<string, (seat: string) => HiddenWrite> = {
	'a name': (seat) => ({ slice: 'roll', op: 'person', seat, person, salt: 'salt' }),
	'who holds it': (seat) => ({ slice: 'roll', op: 'hold', seat, session: `of ${seat}` }),
	'a face': (seat) => ({ slice: 'mood', lot: 'mood', key: `of ${seat}`, value: 'good' }),
	'who gave one': (seat) => ({ slice: 'mood', lot: 'mood-gave', key: seat, value: true })
};

function seatNamed(id: string): Seat {
	return {
		...{ id, no: 0, role: 'member', homeRole: 'member', votes: true, official: false },
		...{ channel: 'hall', hasPhone: true, person: 'hash', held: false, guest: false },
		...{ boundTo: null, helper: null, side: null, speaksFor: 0 }
	};
}

/** Microseconds for each seat. */
function costOf<State>(
	seats: readonly string[],
	from: State,
	step: (state: State, seat: string, n: number) => State
) {
	let best = Infinity;
	let last = from;
	for (let n = 0; n < TRIES; n++) {
		const began = performance.now();
		last = seats.reduce(step, from);
		best = Math.min(best, ((performance.now() - began) / seats.length) * 1000);
	}
	return { cost: best, last };
}

const rows = new Map<string, number[]>();
for (const size of SIZES) {
	const seats = Array.from({ length: size }, (_, n) => `s${n + 1}`);
	const stamp = { v: EVENT_VERSION, seq: 1, at: 1_000_000, actor: 'organiser' };
	const add = { type: 'roll.added', body: { seats: seats.map(seatNamed) } } as const;
	const begun = evolve(emptyMeeting(), { ...add, ...stamp });
	// As a room has it after a start: from the snapshot.
	let state = JSON.parse(JSON.stringify(begun)) as MeetingState;
	const note = (what: string, cost: number) => rows.set(what, [...(rows.get(what) ?? []), cost]);
	for (const [type, eventFor] of Object.entries(EVENTS)) {
		const step = (now: MeetingState, seat: string, n: number) =>
			evolve(now, { ...eventFor(seat, n), ...stamp, seq: n + 2 } as MeetingEvent);
		const { cost, last } = costOf(seats, state, step);
		state = last;
		note(type, cost);
	}
	for (const [what, writeFor] of Object.entries(WRITES)) {
		const step = (now: ReturnType<typeof emptyHidden>, seat: string) =>
			applyHidden(now, writeFor(seat));
		note(`hidden: ${what}`, costOf(seats, emptyHidden(), step).cost);
	}
}
console.log(`| µs each | ${SIZES.map((size) => `${size} seats`).join(' | ')} |`);
console.log(`|---|${SIZES.map(() => '---').join('|')}|`);
for (const [what, costs] of rows)
	console.log(`| ${what} | ${costs.map((cost) => cost.toPrecision(2)).join(' | ')} |`);
