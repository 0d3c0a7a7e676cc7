/** An open discussion with people in it, for the tests of the queue. */
import type { NewEvent } from '../registry.ts';
import type { Channel, SeatId, SeatRole } from '../names.ts';
import type { Seat } from '../roll/roll.ts';
import { TestRoom } from '../test-room.ts';
import { speakingOrder, type Place } from './speaking-order.ts';
import { presetOf, type RulePreset } from './presets.ts';
import type { Side, Stance } from './queue.ts';
import { rulesOf } from './waiting.ts';

export const ITEM = 'i1';
const TEXT = { id: 't0', hash: 'h' };
const NAME = { 'zh-Hans': '讨论', 'zh-Hant': '討論', en: 'Discussion' };

export interface Someone {
	id: SeatId;
	role?: SeatRole;
	channel?: Channel;
	official?: boolean;
	side?: Side;
	helper?: SeatId;
	hasPhone?: boolean;
	speaksFor?: number;
	/** Did not sign in. */
	absent?: boolean;
}

export function seat(one: Someone, no: number): Seat {
	return {
		id: one.id,
		no,
		role: one.role ?? 'member',
		homeRole: one.role ?? 'member',
		votes: (one.role ?? 'member') === 'member',
		official: one.official ?? false,
		channel: one.channel ?? 'hall',
		hasPhone: one.hasPhone ?? true,
		person: 'p',
		held: true,
		guest: one.role === 'guest',
		boundTo: null,
		helper: one.helper ?? null,
		side: one.side ?? null,
		speaksFor: one.speaksFor ?? 0
	};
}

/** Staff of every test: `chair`, `clerk`, `timer`, `helper`. */
export const STAFF: Someone[] = [
	{ id: 'chair', role: 'chair' },
	{ id: 'clerk', role: 'clerk' },
	{ id: 'timer', role: 'timekeeper' },
	{ id: 'helper', role: 'helper' }
];

/** A discussion of item `i1` under these rules; everybody not absent has signed in. */
export function discussion(
	people: Someone[],
	preset: string | RulePreset,
	items = [ITEM]
): TestRoom {
	const rules = typeof preset === 'string' ? presetOf(preset)! : preset;
	const all = [...STAFF, ...people];
	const staff = STAFF.length;
	const stage = (id: string, kind: 'signin' | 'discussion' | 'result') => ({
		id,
		kind,
		title: NAME,
		minutes: 10,
		script: null
	});
	const events: NewEvent[] = [
		{
			type: 'plan.created',
			body: {
				meeting: 'm',
				code: '110411',
				details: {} as never,
				rules,
				template: 'jinan',
				stages: [stage('1', 'signin'), stage('5', 'discussion'), stage('6', 'result')],
				items: items.map((id) => ({ id, title: TEXT, minutes: 25, goal: TEXT }))
			}
		},
		{ type: 'plan.opened', body: { stage: '1' } },
		{
			type: 'roll.added',
			body: { seats: all.map((one, i) => seat(one, Math.max(0, i - staff + 1))) }
		},
		...all
			.filter((one) => !one.absent)
			.map((one): NewEvent => ({
				type: 'attendance.signed-in',
				body: { seat: one.id, channel: one.channel ?? 'hall', late: false }
			})),
		{ type: 'runsheet.entered', body: { from: '1', to: '5', how: 'next', reason: null } },
		{ type: 'agenda.opened', body: { item: items[0]!, title: TEXT } }
	];
	return new TestRoom().tell(events);
}

/** People of these ids in the hall. */
export function people(...ids: SeatId[]): Someone[] {
	return ids.map((id) => ({ id }));
}

/** Raises a hand, a second after whatever came before. */
export function raise(world: TestRoom, id: SeatId, stance: Stance, by: SeatId = id): void {
	world.pass(1000).do(by, { type: 'queue.join', seat: id, item: itemOf(world), stance });
}

export function itemOf(world: TestRoom): string {
	return world.state.queue.item ?? ITEM;
}

export function places(world: TestRoom): Place[] {
	return speakingOrder(world.state.queue, rulesOf(world.state), world.state.roll.seats);
}

/** Who would be called, in order. */
export function waiting(world: TestRoom): SeatId[] {
	return places(world)
		.filter(({ before }) => before !== null)
		.map(({ entry }) => entry.seat);
}

/** 请下一位: calls the first of the order and gives back who it was. */
export function call(world: TestRoom): SeatId {
	const expect = places(world)[0]!.entry.id;
	world.do('chair', { type: 'queue.call', item: itemOf(world), expect });
	return world.state.queue.speaker!.entry.seat;
}

/** 先停表: the first of the order, a point of order, is heard while another turn stands. */
export function interrupt(world: TestRoom): void {
	const expect = places(world)[0]!.entry.id;
	world.do('chair', { type: 'queue.interrupt', item: itemOf(world), expect });
}

/** Somebody is called, starts at once and speaks for so long. */
export function speak(world: TestRoom, ms: number): SeatId {
	const id = call(world);
	start(world);
	world.pass(ms);
	return id;
}

export function start(world: TestRoom): void {
	world.do('timer', { type: 'queue.start', entry: world.state.queue.speaker!.entry.id });
}

export function end(world: TestRoom): void {
	world.do('timer', { type: 'queue.end', entry: world.state.queue.speaker!.entry.id });
}

/** The reason codes by which this person stands where they stand. */
export function why(world: TestRoom, id: SeatId): string[] {
	const place = places(world).find(({ entry }) => entry.seat === id);
	return (place?.reasons ?? []).map(({ code, n }) => (n ? `${code} ${n}` : code));
}
