import { describe, expect, it } from 'vitest';
import { eventFor } from '../disclosure/events.ts';
import { factsOf } from '../facts.ts';
import { applyHidden } from '../hidden.ts';
import { privateView } from '../private-view.ts';
import { call, discussion, raise, start } from '../queue/test-discussion.ts';
import type { TestRoom } from '../test-room.ts';
import { withSeat, type Call, type Level } from './call.ts';
import { HALL, STATION, WALL } from './calls.ts';
import { forgetInCalls } from './decide-call.ts';
import { heardInCall } from './who-is-heard.ts';
import { areLinked, mayEnter } from './may-enter.ts';

const PEOPLE = [
	{ id: 'min', channel: 'online' },
	{ id: 'wen', channel: 'online' },
	{ id: 'hall' },
	{ id: 'near' },
	{ id: 'late', channel: 'online', absent: true }
] as const;

/** A discussion whose open item is of kind 视频: its call has begun. */
function videoItem(): TestRoom {
	const room = discussion([...PEOPLE], 'twelve-rules');
	const item = room.state.agenda.items[0]!;
	room.state = {
		...room.state,
		agenda: { ...room.state.agenda, items: [{ ...item, kind: 'video', status: 'waiting' }] },
		queue: { ...room.state.queue, item: null }
	};
	room.do('chair', { type: 'agenda.open', item: item.id });
	return room;
}

const callOf = (room: TestRoom) => room.state.calls.video.at(-1)!;
const is = (one: Call) => one.seats.map(({ seat, is, level }) => `${seat} ${is} ${level}`);
const answer = (room: TestRoom, seat: string, level: Level | null, id = callOf(room).id) =>
	room.send(seat, { type: 'calls.answer', call: id, seat, level });

describe('a call that everybody knows of', () => {
	it('[LS19] begins with its item and ends when that is left', () => {
		const room = videoItem();
		expect(callOf(room)).toMatchObject({ item: 'i1', seats: [], endedAt: null });
		const invite = (who: string, seat: string) =>
			room.send(who, { type: 'calls.invite', call: callOf(room).id, seat });
		expect(invite('clerk', 'min')).toBe('not-allowed');
		expect(invite('chair', 'hall')).toBe('not-online');
		expect(invite('chair', 'late')).toBe('not-present');
		expect(invite('chair', 'nobody')).toBe('no-such-seat');
		expect(invite('chair', 'min')).toBe('ok');
		expect(invite('chair', 'min')).toBe('already-invited');
		room.do('chair', { type: 'agenda.pause', item: 'i1' });
		expect(callOf(room).endedAt).toBe(room.now);
		expect(invite('chair', 'wen')).toBe('no-such-call');
		// Opened again it is another call; an item of another kind has none.
		room.do('chair', { type: 'agenda.open', item: 'i1' });
		expect(room.state.calls.video).toHaveLength(2);
	});

	it('[LS19] has eight people at most', () => {
		const many = Array.from({ length: 9 }, (_, n) => ({ id: `p${n}`, channel: 'online' as const }));
		const room = discussion(many, 'twelve-rules');
		room.tell([{ type: 'calls.begun', body: { call: 'c1', item: 'i1' } }]);
		const invite = (n: number) =>
			room.send('chair', { type: 'calls.invite', call: 'c1', seat: `p${n}` });
		for (let n = 0; n < 8; n++) expect(invite(n)).toBe('ok');
		expect(invite(8)).toBe('call-seats-full');
		expect(room.detail).toEqual({ n: 8 });
		answer(room, 'p3', null);
		expect(invite(8)).toBe('ok');
	});

	it('[LS13] is entered at a level that can be changed, declined, left, and ended for one by the chair', () => {
		const room = videoItem();
		const { id } = callOf(room);
		expect(answer(room, 'min', 'voice')).toBe('not-invited');
		for (const seat of ['min', 'wen']) room.do('chair', { type: 'calls.invite', call: id, seat });
		expect(answer(room, 'min', 'video')).toBe('ok');
		expect(answer(room, 'wen', null)).toBe('ok');
		expect(is(callOf(room))).toEqual(['min in video', 'wen declined voice']);
		expect(answer(room, 'min', 'text')).toBe('ok');
		// At 文字 one still raises a hand.
		raise(room, 'min', 'ask');
		expect(room.state.queue.entries.map(({ seat }) => seat)).toEqual(['min']);
		expect(room.send('wen', { type: 'calls.leave', call: id, seat: 'min' })).toBe('not-allowed');
		expect(room.send('chair', { type: 'calls.leave', call: id, seat: 'min' })).toBe('ok');
		expect(answer(room, 'min', 'voice')).toBe('not-invited');
		room.do('chair', { type: 'calls.invite', call: id, seat: 'min' });
		answer(room, 'min', 'voice');
		room.do('min', { type: 'attendance.step-out', seat: 'min' });
		expect(is(callOf(room))[0]).toBe('min left voice');
	});

	it('[LS14] is heard from whoever has the floor, and brings pictures alone while the hall’s sound is on', () => {
		const room = videoItem();
		const { id } = callOf(room);
		for (const seat of ['min', 'wen']) {
			room.do('chair', { type: 'calls.invite', call: id, seat });
			answer(room, seat, 'video');
		}
		const heard = () => heardInCall(room.state, callOf(room), room.now);
		expect(heard()).toEqual([]);
		raise(room, 'wen', 'ask');
		call(room);
		expect(heard()).toEqual([]);
		start(room);
		expect(heard()).toEqual(['wen']);
		answer(room, 'wen', 'text');
		expect(heard()).toEqual([]);
		answer(room, 'wen', 'voice');
		room.do('clerk', { type: 'calls.open-hall' });
		expect(heard()).toEqual([]);
	});

	it('[LS13 LS19] whoever came to the hall is neither in it nor let in, and a place is not taken twice', () => {
		const room = videoItem();
		const call = callOf(room).id;
		room.do('chair', { type: 'calls.invite', call, seat: 'min' });
		room.do('clerk', { type: 'attendance.step-out', seat: 'min' });
		room.do('clerk', { type: 'attendance.sign-in', seat: 'min', channel: 'hall' });
		expect(answer(room, 'min', 'video')).toBe('not-invited');
		const many = Array.from({ length: 9 }, (_, n) => ({ id: `p${n}`, channel: 'online' as const }));
		const full = discussion(many, 'twelve-rules');
		full.tell([{ type: 'calls.begun', body: { call: 'c1', item: 'i1' } }]);
		const invite = (n: number) =>
			full.do('chair', { type: 'calls.invite', call: 'c1', seat: `p${n}` });
		for (let n = 0; n < 8; n++) invite(n);
		answer(full, 'p3', null);
		invite(8);
		expect(answer(full, 'p3', 'text')).toBe('call-seats-full');
	});

	it('[LS17] the minutes name those who were in it, whatever came after, and nobody else', () => {
		const room = videoItem();
		const call = callOf(room).id;
		for (const seat of ['min', 'wen']) room.do('chair', { type: 'calls.invite', call, seat });
		answer(room, 'wen', 'text');
		answer(room, 'wen', null);
		room.do('chair', { type: 'calls.leave', call, seat: 'min' });
		room.do('chair', { type: 'calls.end', call, result: '再看' });
		expect(factsOf(room.events).at(-1)).toMatchObject({ what: 'video-call', seats: ['wen'] });
	});

	it('[LS13] a guest who turns out to be on the roll stands in it as that', () => {
		const room = videoItem();
		const call = callOf(room).id;
		room.do('chair', { type: 'calls.invite', call, seat: 'min' });
		room.tell([{ type: 'roll.bound', body: { guest: 'min', seat: 'wen' } }]);
		expect(is(callOf(room))).toEqual(['wen invited voice']);
	});

	it('[LS13] lets those in who hear or show something, and the big screen to show them', () => {
		const room = videoItem();
		const { id } = callOf(room);
		room.do('chair', { type: 'calls.invite', call: id, seat: 'min' });
		const enters = (as: string) => mayEnter(room.state, room.hidden, id, as)?.refused ?? 'ok';
		expect(enters('min')).toBe('not-invited');
		answer(room, 'min', 'voice');
		expect([enters('min'), enters('wen'), enters(WALL)]).toEqual(['ok', 'not-invited', 'ok']);
		answer(room, 'min', 'text');
		expect(enters('min')).toBe('not-invited');
		expect([areLinked(id, 'min', 'wen'), areLinked(HALL, 'min', 'wen')]).toEqual([true, false]);
		room.do('chair', { type: 'calls.end', call: id, result: '两种时段都试一周' });
		expect(enters('min')).toBe('no-such-call');
		const { result } = callOf(room);
		expect(room.texts.get(result!.id)).toBe('两种时段都试一周');
	});

	it('[LS17] ends with the meeting, and with words that are checked', () => {
		const room = videoItem();
		const { id } = callOf(room);
		const end = (result?: string) => room.send('chair', { type: 'calls.end', call: id, result });
		expect(room.send('clerk', { type: 'calls.end', call: id })).toBe('not-allowed');
		expect(end('字'.repeat(501))).toBe('text-too-long');
		room.do('chair', { type: 'plan.close' });
		expect(callOf(room).endedAt).toBe(room.now);
		expect(end()).toBe('closed');
	});
});

describe('a private call', () => {
	/** The chair, one at home and one in the hall, apart. */
	function apart(): { room: TestRoom; id: string } {
		const room = discussion([...PEOPLE], 'twelve-rules');
		room.do('clerk', { type: 'attendance.sign-in', seat: 'late', channel: 'online' });
		const seats = ['min', 'hall'];
		expect(room.do('chair', { type: 'calls.begin-private', seats })).toEqual([]);
		return { room, id: [...room.hidden.lots['private-calls'].keys()][0]! };
	}
	const known = ({ hidden }: TestRoom) => [...hidden.lots['private-calls'].values()][0];
	/** What somebody’s own page is told. */
	function seen(room: TestRoom, seat: string) {
		const holders = new Map([[seat, 'session']]);
		const hidden = { ...room.hidden, roll: { ...room.hidden.roll, holders } };
		return privateView(room.state, hidden, { session: 'session', organiser: false }).calls;
	}

	it('[LS16] is known to its members alone, while it lasts', () => {
		const { room, id } = apart();
		const before = room.events.length;
		expect(answer(room, 'min', 'voice', id)).toBe('ok');
		const write = (seat: string, text: string) =>
			room.send(seat, { type: 'calls.write', call: id, seat, text });
		expect(answer(room, 'chair', 'text', id)).toBe('ok');
		expect(write('chair', '我们这边最多让三尺')).toBe('ok');
		expect(write('chair', ' ')).toBe('text-empty');
		expect(write('hall', '还没答应就写')).toBe('not-invited');
		expect(room.events).toHaveLength(before);
		expect(JSON.stringify(room.state)).not.toContain(id);
		for (const seat of ['chair', 'min', 'hall']) expect(seen(room, seat)).toHaveLength(1);
		for (const seat of ['clerk', 'wen', 'timer']) expect(seen(room, seat)).toEqual([]);
		// Who is not in it does not learn that there is one: not by what is refused either.
		for (const seat of ['wen', 'clerk']) {
			const nowhere = { type: 'calls.answer', call: 'c99', seat, level: 'voice' } as const;
			expect(room.send(seat, { ...nowhere, call: id })).toBe(room.send(seat, nowhere));
			expect(mayEnter(room.state, room.hidden, id, seat)).toEqual({ refused: 'no-such-call' });
		}
		expect(mayEnter(room.state, room.hidden, id, WALL)).toEqual({ refused: 'no-such-call' });
		expect(mayEnter(room.state, room.hidden, id, STATION)).toEqual({ refused: 'no-such-call' });
		expect(mayEnter(room.state, room.hidden, id, 'min')).toBe(null);
		// Whoever declined, or was let go, sees it no longer.
		answer(room, 'hall', null, id);
		expect(seen(room, 'hall')).toEqual([]);
	});

	it('[LS14 LS15] all are heard in it who chose to speak, and of the hall one device sounds', () => {
		const { room, id } = apart();
		expect(answer(room, 'chair', 'voice', id)).toBe('ok');
		expect(answer(room, 'hall', 'video', id)).toBe('one-in-hall');
		expect(answer(room, 'hall', 'text', id)).toBe('ok');
		expect(answer(room, 'min', 'video', id)).toBe('ok');
		expect(heardInCall(room.state, known(room)!.call, room.now)).toEqual(['chair', 'min']);
	});

	it('[LS16 LS17] leaves what came of it, and to the desk alone who was in it', () => {
		const { room, id } = apart();
		answer(room, 'chair', 'voice', id);
		answer(room, 'min', 'voice', id);
		room.do('min', { type: 'calls.write', call: id, seat: 'min', text: '只说给你听' });
		room.pass(600_000);
		const [event] = room.do('chair', { type: 'calls.end', call: id, result: '同意重新测量' });
		expect(event).toMatchObject({
			type: 'calls.private-ended',
			body: { call: id, seats: ['chair', 'min'] }
		});
		for (const clearance of ['room', 'public'] as const)
			expect(eventFor(event!, clearance)).toMatchObject({ body: { seats: [] } });
		expect(eventFor(event!, 'desk')).toBe(event);
		expect(known(room)).toBe(undefined);
		expect([...room.texts.values()].join()).not.toContain('只说给你听');
		expect(callOf(room)).toMatchObject({ id, item: null, seats: [], endedAt: room.now });
	});

	it('[LS16 LS17] ends with the meeting; who is forgotten leaves nothing in it', () => {
		const { room, id } = apart();
		for (const seat of ['chair', 'min', 'hall']) answer(room, seat, 'text', id);
		for (const seat of ['min', 'hall'])
			room.do(seat, { type: 'calls.write', call: id, seat, text: `${seat}只说给你听` });
		room.hidden = forgetInCalls(room.hidden, 'hall').reduce(applyHidden, room.hidden);
		expect(JSON.stringify(known(room))).not.toContain('hall');
		expect(known(room)!.lines).toHaveLength(1);
		room.do('chair', { type: 'plan.close' });
		expect(known(room)).toBe(undefined);
		expect(callOf(room)).toMatchObject({ id, result: null });
	});

	it('[LS16] is one at a time for whoever begins it, and goes when they go', () => {
		const { room, id } = apart();
		const again = { type: 'calls.begin-private', seats: ['min'] } as const;
		expect(room.send('chair', { ...again, seats: ['min'] })).toBe('call-begun');
		answer(room, 'min', 'voice', id);
		const before = room.events.length;
		expect(answer(room, 'chair', null, id)).toBe('ok');
		expect([known(room), room.events.length]).toEqual([undefined, before]);
		// Two talked, and who began it leaves: it is over for both, and the minutes say how long it was.
		room.do('chair', { type: 'calls.begin-private', seats: ['min'] });
		const { id: next } = known(room)!.call;
		for (const seat of ['chair', 'min']) answer(room, seat, 'voice', next);
		const [event] = room.do('chair', { type: 'calls.leave', call: next, seat: 'chair' });
		expect(event).toMatchObject({ type: 'calls.private-ended', body: { seats: ['chair', 'min'] } });
	});

	it('[LS13 LS16] whoever is not here reads and writes nothing in it, nor whoever only looks on, nor before an answer', () => {
		const { room, id } = apart();
		for (const seat of ['chair', 'min']) answer(room, seat, 'text', id);
		const write = (seat: string) =>
			room.send(seat, { type: 'calls.write', call: id, seat, text: '让三尺' });
		expect(write('min')).toBe('ok');
		expect(seen(room, 'hall')).toMatchObject([{ lines: [] }]);
		expect(seen(room, 'min')).toMatchObject([{ lines: [{ text: '让三尺' }] }]);
		room.do('clerk', { type: 'attendance.step-out', seat: 'min' });
		expect(write('min')).toBe('not-present');
		expect(seen(room, 'min')).toEqual([]);
		expect(mayEnter(room.state, room.hidden, id, 'min')).toMatchObject({ refused: 'not-invited' });
		const looks = discussion([{ id: 'looks', role: 'observer' }], 'twelve-rules');
		expect(looks.send('chair', { type: 'calls.begin-private', seats: ['looks'] })).toBe(
			'listens-only'
		);
	});

	it('[LS15] two who both come to the hall: the first sounds', () => {
		const { room, id } = apart();
		for (const seat of ['chair', 'min']) answer(room, seat, 'voice', id);
		room.do('clerk', { type: 'attendance.step-out', seat: 'min' });
		room.do('clerk', { type: 'attendance.sign-in', seat: 'min', channel: 'hall' });
		expect(mayEnter(room.state, room.hidden, id, 'chair')).toBe(null);
		expect(mayEnter(room.state, room.hidden, id, 'min')).toEqual({ refused: 'one-in-hall' });
	});

	it('[LS16] another phone in the seat reads nothing of it', () => {
		const { room, id } = apart();
		for (const seat of ['chair', 'min']) answer(room, seat, 'text', id);
		room.do('min', { type: 'calls.write', call: id, seat: 'min', text: '只说给你听' });
		const holders = new Map([['min', 'one phone']]);
		room.hidden = { ...room.hidden, roll: { ...room.hidden.roll, holders } };
		room.do('clerk', { type: 'roll.release', seat: 'min' });
		expect(seen(room, 'min')).toEqual([]);
		expect(known(room)!.lines).toEqual([]);
	});

	it('[T35] what came of it waits until the sides are together again', () => {
		const { room, id } = apart();
		for (const seat of ['chair', 'min']) answer(room, seat, 'text', id);
		const caucus = { side: 'a', since: room.now } as never;
		room.state = { ...room.state, runsheet: { ...room.state.runsheet, caucus } };
		const end = (result?: string) =>
			room.send('chair', { type: 'calls.end', call: id, ...(result ? { result } : {}) });
		expect(end('同意')).toBe('in-caucus');
		expect(end()).toBe('ok');
	});
});

it('[LS13] whoever comes again stands where they stood', () => {
	let one: Call = {
		...{ id: 'c', item: null, since: 0, seats: [], endedAt: null, result: null }
	};
	one = withSeat(one, { seat: 'a', is: 'in', level: 'video' });
	one = withSeat(one, { seat: 'b', is: 'invited', level: 'voice' });
	one = withSeat(one, { seat: 'a', is: 'left', level: 'video' });
	expect(is(one)).toEqual(['a left video', 'b invited voice']);
});
