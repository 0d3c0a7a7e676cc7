import { describe, expect, it } from 'vitest';
import { due } from '../due.ts';
import { call, discussion, end, interrupt, raise, start } from '../queue/test-discussion.ts';
import { presetOf } from '../queue/presets.ts';
import { speakingView } from '../queue/view.ts';
import type { TestRoom } from '../test-room.ts';
import { HALL, MAX_LISTENERS, STATION, WALL } from './calls.ts';
import { callsState } from './evolve.ts';
import { closesIn, hallIsHeard, heardNow, mayListen } from './who-is-heard.ts';
import { areLinked, findsPlace, mayEnter } from './may-enter.ts';

const PEOPLE = [
	{ id: 'min', channel: 'online' },
	{ id: 'wen', channel: 'online' },
	{ id: 'hall' },
	{ id: 'phone', channel: 'phone' },
	{ id: 'late', channel: 'online', absent: true },
	{ id: 'look', channel: 'online', role: 'observer' }
] as const;

/** A discussion with people at home and in the hall, the sound on. */
function sounding(preset = 'twelve-rules'): TestRoom {
	const room = discussion([...PEOPLE], preset);
	room.do('clerk', { type: 'calls.open-hall' });
	return room;
}

/** Called and speaking. */
function speaks(room: TestRoom, id: string): void {
	raise(room, id, 'ask');
	expect(call(room)).toBe(id);
	start(room);
}

const heard = (room: TestRoom) => heardNow(room.state, room.now);

describe('the hall’s sound', () => {
	it('[LS1] is turned on and off by the desk while the meeting is open, and says so once', () => {
		const room = discussion([...PEOPLE], 'twelve-rules');
		expect(room.send('min', { type: 'calls.open-hall' })).toBe('not-allowed');
		expect(room.do('clerk', { type: 'calls.open-hall' })).toHaveLength(1);
		expect(room.do('chair', { type: 'calls.open-hall' })).toHaveLength(0);
		expect(room.state.calls.hall).toEqual({ since: room.now, by: 'clerk' });
		room.do('chair', { type: 'calls.close-hall' });
		expect(room.state.calls.hall).toBe(null);
	});

	it('[LS1] ends with the meeting', () => {
		const room = sounding();
		expect(due(room.state)).toBe(null);
		room.do('chair', { type: 'plan.close' });
		expect(mayListen(room.state, 'min')).toEqual({ refused: 'hall-sound-off' });
		expect(due(room.state)?.command).toEqual({ type: 'calls.close-hall' });
		room.do('clock', { type: 'calls.close-hall' });
		expect(room.state.calls.hall).toBe(null);
		expect(room.send('chair', { type: 'calls.open-hall' })).toBe('closed');
	});

	it('[LS2] is for those at home who have signed in, observers too, and for nobody in the hall', () => {
		const room = sounding();
		const refused = (id: string) => mayListen(room.state, id)?.refused ?? 'ok';
		expect([...PEOPLE].map(({ id }) => `${id} ${refused(id)}`)).toEqual([
			'min ok',
			'wen ok',
			'hall not-online',
			'phone not-online',
			'late not-present',
			'look ok'
		]);
		expect(refused('nobody')).toBe('no-such-seat');
		// Who comes to the hall later has it no longer.
		room.do('min', { type: 'attendance.step-out', seat: 'min' });
		room.do('clerk', { type: 'attendance.sign-in', seat: 'min', channel: 'hall' });
		expect(refused('min')).toBe('not-online');
	});

	it('[LS3] is heard from whoever has the floor at home, from 开始 to the end, and goes on with it', () => {
		const room = sounding();
		expect(heard(room)).toEqual([]);
		raise(room, 'min', 'ask');
		raise(room, 'hall', 'ask');
		raise(room, 'wen', 'ask');
		call(room);
		expect(heard(room)).toEqual([]);
		start(room);
		expect(heard(room)).toEqual(['min']);
		end(room);
		expect(heard(room)).toEqual([]);
		// In the hall people hear each other without it.
		expect(call(room)).toBe('hall');
		start(room);
		expect(heard(room)).toEqual([]);
		end(room);
		call(room);
		start(room);
		expect(heard(room)).toEqual(['wen']);
	});

	it('[LS3] stays silent while somebody speaks in writing, or stands aside for a point of order', () => {
		const room = sounding();
		raise(room, 'min', 'ask');
		call(room);
		const entry = room.state.queue.speaker!.entry.id;
		room.do('min', { type: 'queue.start', entry, writing: true });
		expect(heard(room)).toEqual([]);
		room.do('min', { type: 'queue.end', entry });
		speaks(room, 'wen');
		const order = { type: 'queue.join', stance: 'order', point: 'cannot-hear' } as const;
		room.do('min', { ...order, seat: 'min', item: room.state.queue.item! });
		interrupt(room);
		expect(heard(room)).toEqual([]);
		start(room);
		expect(heard(room)).toEqual(['min']);
	});

	it('[LS4 R4] closes ten seconds after the time is up, told before; a minute more opens it again', () => {
		const room = sounding();
		speaks(room, 'min');
		const left = () => closesIn(speakingView(room.state, room.now)!);
		const { allowed } = room.state.queue.speaker!;
		room.pass(allowed - 1);
		expect(left()).toBe(null);
		room.pass(1);
		expect(left()).toBe(10_000);
		room.pass(9999);
		expect([left(), heard(room)]).toEqual([1, ['min']]);
		room.pass(1);
		expect([left(), heard(room)]).toEqual([0, []]);
		const entry = room.state.queue.speaker!.entry.id;
		room.do('chair', { type: 'queue.extend', entry, seconds: 60 });
		expect([left(), heard(room)]).toEqual([null, ['min']]);
	});

	it('[LS4] closes nobody where the clock only shows', () => {
		const room = discussion([...PEOPLE], { ...presetOf('twelve-rules')!, soft: true });
		room.do('clerk', { type: 'calls.open-hall' });
		speaks(room, 'min');
		room.pass(3_600_000);
		expect(closesIn(speakingView(room.state, room.now)!)).toBe(null);
		expect(heard(room)).toEqual(['min']);
	});

	it('[LS5] who is let speak as a guest is let speak as the entry that they turn out to be', () => {
		const before = {
			...sounding().state.calls,
			letSpeak: ['wen', 'g2', 'hall']
		};
		const { evolve } = callsState;
		const { state, now: at } = sounding();
		const bound = (guest: string, seat: string) =>
			evolve(
				before,
				{ type: 'roll.bound', body: { guest, seat }, actor: 'clerk', at } as never,
				state
			).letSpeak;
		expect(bound('g2', 'min')).toEqual(['wen', 'min', 'hall']);
		expect(bound('g3', 'min')).toEqual(['wen', 'g2', 'hall']);
		expect(bound('g2', 'wen')).toEqual(['wen', 'hall']);
	});

	it('[LS5] is opened by the chair for others at home beside, never for who only listens', () => {
		const room = sounding();
		const letSpeak = (who: string, seat: string, open = true) =>
			room.send(who, { type: 'calls.let-speak', seat, open });
		expect(letSpeak('clerk', 'wen')).toBe('not-allowed');
		expect(letSpeak('chair', 'hall')).toBe('not-online');
		expect(letSpeak('chair', 'look')).toBe('listens-only');
		expect(letSpeak('chair', 'wen')).toBe('ok');
		speaks(room, 'min');
		expect(heard(room)).toEqual(['wen', 'min']);
		expect(letSpeak('chair', 'wen', false)).toBe('ok');
		expect(heard(room)).toEqual(['min']);
		// Whoever goes is closed, and not opened again by coming back.
		letSpeak('chair', 'wen');
		room.do('wen', { type: 'attendance.step-out', seat: 'wen' });
		room.do('wen', { type: 'attendance.return', seat: 'wen' });
		expect(heard(room)).toEqual(['min']);
		letSpeak('chair', 'wen');
		room.do('chair', { type: 'calls.close-hall' });
		expect(letSpeak('chair', 'wen')).toBe('hall-sound-off');
		room.do('chair', { type: 'calls.open-hall' });
		expect(room.state.calls.letSpeak).toEqual([]);
	});

	it('[LS6] is silent both ways while the mediators talk apart', () => {
		const room = discussion(
			[
				{ id: 'a', side: 'a', channel: 'online' },
				{ id: 'b', side: 'b' }
			],
			'mediation'
		);
		room.do('clerk', { type: 'calls.open-hall' });
		room.do('chair', { type: 'calls.let-speak', seat: 'a', open: true });
		expect([hallIsHeard(room.state), heard(room)]).toEqual([true, ['a']]);
		room.do('chair', { type: 'runsheet.caucus', side: 'b' });
		expect([hallIsHeard(room.state), heard(room)]).toEqual([false, []]);
		// It can be turned off meanwhile: nothing of it is taken down.
		expect(room.send('clerk', { type: 'calls.close-hall' })).toBe('ok');
	});
});

describe('a place in it', () => {
	it('[LS8] is for members alone, and listeners are connected with the hall’s device, not with each other', () => {
		const room = sounding();
		expect(mayEnter(room.state, room.hidden, HALL, 'min')).toBe(null);
		expect(mayEnter(room.state, room.hidden, HALL, STATION)).toBe(null);
		expect(mayEnter(room.state, room.hidden, HALL, 'hall')).toEqual({ refused: 'not-online' });
		expect(mayEnter(room.state, room.hidden, 'elsewhere', 'min')).toEqual({
			refused: 'no-such-call'
		});
		room.do('chair', { type: 'calls.close-hall' });
		expect(mayEnter(room.state, room.hidden, HALL, STATION)).toEqual({ refused: 'hall-sound-off' });
		expect(areLinked(HALL, 'min', STATION)).toBe(true);
		expect(areLinked(HALL, 'min', 'wen')).toBe(false);
		expect(areLinked(HALL, STATION, STATION)).toBe(false);
	});

	it('[LS10] is one of thirty beside the hall’s device; who had one keeps it', () => {
		const inside = [STATION, ...Array.from({ length: MAX_LISTENERS }, (_, n) => `s${n}`)];
		expect(findsPlace(inside, 's99')).toEqual({ refused: 'call-full', detail: { n: 30 } });
		expect(findsPlace(inside, 's7')).toBe(null);
		expect(findsPlace(inside.slice(0, -1), 's99')).toBe(null);
		expect(findsPlace(inside, STATION)).toBe(null);
		// In a small call as many as the server's settings say, and the wall looks on.
		expect(findsPlace(['a', 'b', WALL], 'c', 2)).toEqual({
			refused: 'call-full',
			detail: { n: 2 }
		});
		expect(findsPlace(['a', WALL], 'c', 2)).toBe(null);
		expect(findsPlace(['a', 'b'], WALL, 2)).toBe(null);
	});
});
