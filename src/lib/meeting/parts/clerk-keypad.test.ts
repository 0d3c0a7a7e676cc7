// The clerk types a seat number and a digit: what that means, stage by stage (A9, R2).

import { describe, expect, it } from 'vitest';
import { presetOf } from '../queue/presets.ts';
import { resident, opened, planned, roomOf } from '../roll/test-rolls.ts';
import type { TestRoom } from '../test-room.ts';
import {
	choicesFor,
	choicesNow,
	interpretInput,
	meanings,
	NOBODY,
	readNumber,
	type KeypadState
} from './clerk-keypad.ts';

const nobody = NOBODY;
/** A person on the line since this stage; the room begins in `in`. */
const shown = (seat: string, last: string | null = null, stage = 'in'): KeypadState => {
	return { ...NOBODY, seat, stage, last };
};
const inTalk = (seat: string, last: string | null = null) => shown(seat, last, 'talk');
/** A person put on the line now. */
const asNow = (room: TestRoom, name: string): KeypadState => {
	const seat = room.seat(name);
	const stage = room.state.runsheet.stageId;
	return { ...NOBODY, seat, stage, shown: meanings(room.state, seat) };
};

/** 王桂芳 is 1, 李建国 2, and a clerk sits at the desk. */
function discussing(preset = 'twelve-rules'): TestRoom {
	const start = planned();
	const room = roomOf({ ...start, plan: { ...start.plan, rules: presetOf(preset)! } });
	room.send('organiser', {
		type: 'roll.add',
		entries: [
			resident('王桂芳', { hasPhone: false }),
			resident('李建国'),
			resident('孙晓彤', { role: 'clerk', votes: false })
		]
	});
	room.pass(1000).tell([{ type: 'plan.opened', body: { stage: 'in' } }]);
	return room;
}

const here = (room: TestRoom, name: string) =>
	room.send('organiser', { type: 'attendance.sign-in', seat: room.seat(name) });

function goTo(room: TestRoom, from: string, to: string): void {
	room
		.pass(1000)
		.tell([{ type: 'runsheet.entered', body: { from, to, how: 'next', reason: null } }]);
}

/** The room in ⑤ with an item open and 1 and 2 here. */
function discussion(preset?: string): TestRoom {
	const room = discussing(preset);
	here(room, '王桂芳');
	here(room, '李建国');
	goTo(room, 'in', 'talk');
	room.state = { ...room.state, queue: { ...room.state.queue, item: 'i1' } };
	return room;
}

const offered = (room: TestRoom, name: string) =>
	choicesFor(room.state, room.seat(name)).map(({ digit, action: action }) => `${digit} ${action}`);

describe('a number as it is typed', () => {
	it('[A9] reads digits, full-width digits and 号, and a choice behind a space, dot or dash', () => {
		expect(readNumber('7')).toEqual({ no: 7, ended: false, digit: null });
		expect(readNumber(' １２')).toEqual({ no: 12, ended: false, digit: null });
		for (const typed of ['12号', '12 ', '１２　', '12。'])
			expect(readNumber(typed), typed).toEqual({ no: 12, ended: true, digit: null });
		for (const typed of ['12 1', '12.1', '12-1', '１２　１', '12号 1', '12。1'])
			expect(readNumber(typed), typed).toEqual({ no: 12, ended: true, digit: 1 });
	});

	it('[A9] takes no letters, no half numbers and nothing endless', () => {
		for (const typed of ['', 'wgf', '王桂芳', '1a', '12 34', '-1', '99999', '１２ａ'])
			expect(readNumber(typed), typed).toBeNull();
	});
});

describe('what can be done for somebody', () => {
	it('[A9] ① offers the door: 1 现场 2 线上 3 电话 4 请假', () => {
		expect(offered(discussing(), '王桂芳')).toEqual([
			'1 sign-in-hall',
			'2 sign-in-online',
			'3 sign-in-phone',
			'4 leave'
		]);
	});

	it('[A9] who is here can leave, step out or be un-ticked', () => {
		const room = discussing();
		here(room, '王桂芳');
		expect(offered(room, '王桂芳')).toEqual(['4 leave', '7 step-out', '9 undo-sign-in']);
	});

	it('[A9] ④ offers 1 已知道 once, and only to who votes', () => {
		const room = discussing();
		here(room, '王桂芳');
		here(room, '孙晓彤');
		goTo(room, 'in', 'rules');
		expect(offered(room, '王桂芳')).toEqual(['1 acknowledge', '7 step-out']);
		expect(offered(room, '孙晓彤')).toEqual(['7 step-out']);
		room.send(room.seat('孙晓彤'), { type: 'runsheet.acknowledge', seat: room.seat('王桂芳') });
		expect(offered(room, '王桂芳')).toEqual(['7 step-out']);
	});

	it('[R2] ⑤ offers 1 赞成 2 反对 3 提问 4 补充 5 程序问题, and 6 to lower a hand', () => {
		const room = discussion();
		expect(offered(room, '王桂芳').slice(0, 5)).toEqual([
			'1 hand-for',
			'2 hand-against',
			'3 hand-ask',
			'4 hand-add',
			'5 point'
		]);
		const command = choicesFor(room.state, room.seat('王桂芳'))[0]!.command!;
		expect(room.send(room.seat('孙晓彤'), command)).toBe('ok');
		expect(room.state.queue.entries[0]).toMatchObject({ stance: 'for', by: room.seat('孙晓彤') });
		expect(offered(room, '王桂芳')).toContain('6 lower');
	});

	it('[R2] 1 is simply 发言 where the rules ask for no stance, and every digit stays where it was', () => {
		expect(offered(discussion('free-talk'), '王桂芳').slice(0, 4)).toEqual([
			'1 hand-none',
			'3 hand-ask',
			'4 hand-add',
			'5 point'
		]);
	});

	it('[A9] the closed list of points of order opens behind 5', () => {
		const room = discussion();
		const seat = room.seat('王桂芳');
		const five = interpretInput(room.state, inTalk(seat), '5');
		expect(five).toMatchObject({ do: 'more', choice: { action: 'point' } });
		if (five.do !== 'more') return;
		const open = { ...inTalk(seat), more: five.choice };
		expect(choicesNow(room.state, open).map((choice) => choice.action)).toHaveLength(7);
		const step = interpretInput(room.state, open, '5');
		expect(step).toMatchObject({
			do: 'send',
			choice: { command: { stance: 'order', point: 'cannot-hear' } }
		});
	});

	it('[A9] whoever is not here gets the door in every stage, and who stepped out comes back', () => {
		const room = discussion();
		room.send('organiser', { type: 'attendance.step-out', seat: room.seat('李建国') });
		expect(offered(room, '李建国')[0]).toBe('1 back-hall');
		const command = choicesFor(room.state, room.seat('李建国'))[0]!.command!;
		expect(room.send(room.seat('孙晓彤'), command)).toBe('ok');
		expect(offered(room, '李建国')[0]).toBe('1 hand-for');
	});

	it('[A9] before opening only 请假 works; the rest is shown with the reason', () => {
		const room = roomOf();
		room.send('organiser', { type: 'roll.add', entries: [resident('王桂芳')] });
		const choices = choicesFor(room.state, room.seat('王桂芳'));
		expect(choices.filter(({ why }) => why === null).map(({ action }) => action)).toEqual([
			'leave'
		]);
		expect(choices[0]!.why).toEqual({ refused: 'not-open' });
	});
});

describe('the number line', () => {
	it('[A9] a number shows the person, a digit does it', () => {
		const room = discussing();
		const seat = room.seat('王桂芳');
		expect(interpretInput(room.state, nobody, '1')).toEqual({ do: 'show', seat, rest: '' });
		const step = interpretInput(room.state, shown(seat), '１');
		expect(step).toMatchObject({ do: 'send', seat, choice: { action: 'sign-in-hall' } });
		if (step.do === 'send') expect(room.send('organiser', step.choice.command!)).toBe('ok');
	});

	it('[T32] a number and a digit in one go show the person, and the digit waits', () => {
		const room = discussing();
		const seat = room.seat('李建国');
		for (const open of [nobody, shown(room.seat('王桂芳'))])
			expect(interpretInput(room.state, open, '2 3')).toEqual({ do: 'show', seat, rest: '3' });
		expect(interpretInput(room.state, asNow(room, '李建国'), '3')).toMatchObject({
			do: 'send',
			seat,
			choice: { action: 'sign-in-phone' }
		});
	});

	it('[T32] a digit that has come to mean another thing is no choice until it was read again', () => {
		const room = discussion();
		room.send('organiser', { type: 'attendance.step-out', seat: room.seat('李建国') });
		const atDoor = asNow(room, '李建国');
		// Comes back by phone while the clerk reads the choices of the door.
		room.send('organiser', { type: 'attendance.return', seat: room.seat('李建国') });
		expect(interpretInput(room.state, atDoor, '1')).toEqual({
			do: 'explain',
			error: { code: 'choices-changed' },
			seat: room.seat('李建国')
		});
		expect(interpretInput(room.state, asNow(room, '李建国'), '1')).toMatchObject({ do: 'send' });
		// What meant nothing before is taken for nothing else.
		const quiet = asNow(room, '李建国');
		room.send(room.seat('李建国'), {
			type: 'queue.join',
			seat: room.seat('李建国'),
			item: 'i1',
			stance: 'for'
		});
		expect(interpretInput(room.state, quiet, '6')).toMatchObject({
			do: 'send',
			choice: { action: 'lower' }
		});
	});

	it('[T32] a hand that was offered for one item is not raised for the next', () => {
		const room = discussion();
		const asked = asNow(room, '李建国');
		const five = interpretInput(room.state, asked, '5');
		room.state = { ...room.state, queue: { ...room.state.queue, item: 'i2' } };
		const changed = { do: 'explain', error: { code: 'choices-changed' } };
		expect(interpretInput(room.state, asked, '1')).toMatchObject(changed);
		const second = { ...asked, more: five.do === 'more' ? five.choice : null };
		expect(interpretInput(room.state, second, '3')).toMatchObject(changed);
		expect(interpretInput(room.state, asNow(room, '李建国'), '1')).toMatchObject({
			do: 'send',
			choice: { command: { item: 'i2' } }
		});
	});

	it('[T32] within a stage a digit means one thing, whatever goes on in it', () => {
		const room = discussion();
		const digit = () =>
			choicesFor(room.state, room.seat('王桂芳')).find(({ action }) => action === 'acknowledge')
				?.digit;
		expect(digit()).toBe(8);
		room.state = { ...room.state, queue: { ...room.state.queue, item: null } };
		expect(digit()).toBe(8);
		goTo(room, 'talk', 'rules');
		expect(digit()).toBe(1);
	});

	it('[A9] a longer number leaves the person shown and goes to another', () => {
		const room = opened(...Array.from({ length: 12 }, (_, i) => resident(`住户${i + 1}`)));
		expect(interpretInput(room.state, shown(room.seat('住户1')), '12')).toEqual({
			do: 'show',
			seat: room.seat('住户12'),
			rest: ''
		});
	});

	it('[A9] Enter repeats the last action for the next person, where it is offered', () => {
		const room = discussing();
		const seat = room.seat('李建国');
		expect(interpretInput(room.state, shown(seat, 'sign-in-hall'), '')).toMatchObject({
			do: 'send',
			seat,
			choice: { action: 'sign-in-hall' }
		});
		here(room, '李建国');
		expect(interpretInput(room.state, shown(seat, 'sign-in-hall'), '')).toEqual({ do: 'nothing' });
		expect(interpretInput(room.state, nobody, '')).toEqual({ do: 'nothing' });
	});

	it('[A9] Enter repeats signing in and nothing else', () => {
		const room = discussion();
		const seat = room.seat('李建国');
		const actions = choicesFor(room.state, seat).flatMap((choice) => [
			choice,
			...(choice.more ?? [])
		]);
		expect(actions.length).toBeGreaterThan(10);
		for (const { action } of actions)
			expect(interpretInput(room.state, inTalk(seat, action), ''), action).toEqual({
				do: 'nothing'
			});
		expect(interpretInput(discussing().state, shown(seat, 'leave'), '')).toEqual({ do: 'nothing' });
	});

	it('[T31] a digit is a choice only in the stage in which the person was put on the line', () => {
		const room = discussion();
		const seat = room.seat('王桂芳');
		expect(interpretInput(room.state, inTalk(seat), '1')).toMatchObject({ do: 'send' });
		for (const typed of ['1', '5', '9', ''])
			expect(interpretInput(room.state, shown(seat, 'sign-in-hall'), typed)).toEqual({
				do: 'explain',
				error: { code: 'stage-changed' },
				seat
			});
		expect(interpretInput(room.state, nobody, '2')).toEqual({
			do: 'show',
			seat: room.seat('李建国'),
			rest: ''
		});
	});

	it('[A9] says what is wrong and keeps the person', () => {
		const room = discussion();
		const seat = room.seat('王桂芳');
		const explain = (open: KeypadState, typed: string) => {
			const step = interpretInput(room.state, open, typed);
			return step.do === 'explain' ? step : null;
		};
		expect(explain(nobody, 'wang')).toEqual({
			do: 'explain',
			error: { code: 'not-a-number' },
			seat: null
		});
		expect(explain(nobody, '40')?.error).toEqual({ code: 'nobody', no: 40 });
		expect(explain(nobody, '0')?.error).toEqual({ code: 'nobody', no: 0 });
		expect(explain(inTalk(seat), '6')).toMatchObject({
			error: { code: 'no-choice', digit: 6 },
			seat
		});
		room.state = { ...room.state, queue: { ...room.state.queue, listOpen: false } };
		expect(explain(inTalk(seat), '1')?.error).toEqual({
			code: 'refused',
			refusal: { refused: 'list-closed' }
		});
	});
});
