import { describe, expect, it } from 'vitest';
import { leavingWith } from '../leaving.ts';
import { discussion } from '../queue/test-discussion.ts';
import { opened, plan } from '../runsheet/test-meetings.ts';
import type { TestRoom } from '../test-room.ts';
import { linesNow, LINE_STANDS } from './captions.ts';

const PEOPLE = [{ id: 'xia' }, { id: 'qiu' }, { id: 'late', absent: true }];

/** A discussion in which 夏 was asked. */
function captioned(): TestRoom {
	const room = discussion([...PEOPLE, { id: 'look', role: 'observer' }], 'twelve-rules');
	room.do('clerk', { type: 'captions.ask', seat: 'xia', on: true });
	return room;
}

const write = (room: TestRoom, text: string, seat = 'xia') =>
	room.pass(2000).send(seat, { type: 'captions.write', seat, text });
const words = (room: TestRoom) => room.state.captions.lines.map(({ text }) => room.text(text));
const standing = (room: TestRoom) =>
	linesNow(room.state.captions, room.now).map(({ text }) => room.text(text));

describe('who writes captions', () => {
	it('[CP1] is asked by the desk, one or several, and nobody else writes any', () => {
		const room = captioned();
		expect(write(room, '我说两句', 'qiu')).toBe('not-captioner');
		expect(write(room, '大家好')).toBe('ok');
		const ask = (seat: string, on: boolean, by = 'chair') =>
			room.send(by, { type: 'captions.ask', seat, on });
		expect(ask('qiu', true, 'qiu')).toBe('not-allowed');
		expect(ask('late', true)).toBe('not-present');
		expect(ask('look', true)).toBe('not-allowed');
		expect(ask('nobody', true)).toBe('no-such-seat');
		expect([ask('qiu', true), ask('helper', true)]).toEqual(['ok', 'ok']);
		expect(room.do('chair', { type: 'captions.ask', seat: 'qiu', on: true })).toEqual([]);
		expect(room.state.captions.writers).toEqual(['xia', 'qiu', 'helper']);
		expect(ask('xia', false)).toBe('ok');
		expect(write(room, '还有一句')).toBe('not-captioner');
		expect(room.send('xia', { type: 'captions.write', seat: 'qiu', text: '替人' })).toBe(
			'not-allowed'
		);
	});

	it('[CP1 CP4] stops for whoever steps out, and ends with the meeting, of which no line is left', () => {
		const room = captioned();
		room.do('xia', { type: 'attendance.step-out', seat: 'xia' });
		expect(write(room, '不在')).toBe('not-present');
		room.do('xia', { type: 'attendance.return', seat: 'xia' });
		write(room, '最后一句');
		const { id } = room.state.captions.lines[0]!.text;
		const events = room.do('chair', { type: 'plan.close' });
		const ended = events.find(({ type }) => type === 'captions.ended')!;
		expect(leavingWith(ended)).toEqual({ dropped: [id] });
		expect(room.state.captions).toEqual({ writers: [], lines: [] });
		expect(write(room, '晚了')).toBe('closed');
	});
});

describe('a line', () => {
	it('[CP2] is short, and one in a second', () => {
		const room = captioned();
		expect(write(room, '　')).toBe('text-empty');
		expect(write(room, '字'.repeat(61))).toBe('text-too-long');
		expect(write(room, '字'.repeat(60))).toBe('ok');
		const again = { type: 'captions.write', seat: 'xia', text: '太快' } as const;
		expect(room.pass(300).send('xia', again)).toBe('captions-too-fast');
		expect(room.pass(700).send('xia', again)).toBe('ok');
		expect(write(room, '两行\n合成一行')).toBe('ok');
		expect(words(room).at(-1)).toBe('两行 合成一行');
	});

	it('[CP3 CP4] goes from the screens by itself, and what goes out is deleted', () => {
		const room = captioned();
		for (const text of ['一', '二', '三', '四']) write(room, text);
		expect(standing(room)).toEqual(['二', '三', '四']);
		const last = room.events.at(-1)!;
		const { dropped = [] } = leavingWith(last);
		expect(dropped.map((id) => room.texts.get(id))).toEqual(['一']);
		room.pass(LINE_STANDS - 1000);
		expect(standing(room)).toEqual(['四']);
		room.pass(1000);
		expect(standing(room)).toEqual([]);
	});

	it('[CP5] is taken back by who writes them and by the desk, for good', () => {
		const room = captioned();
		for (const text of ['一', '二', '三']) write(room, text);
		const [one, two, three] = room.state.captions.lines.map(({ text }) => text.id);
		const back = (seat: string, line: string) =>
			room.send(seat, { type: 'captions.take-back', seat, line });
		expect(back('qiu', one!)).toBe('not-captioner');
		expect(back('xia', two!)).toBe('ok');
		expect(leavingWith(room.events.at(-1)!)).toEqual({ erased: [two], forGood: true });
		expect([back('clerk', three!), back('clerk', three!)]).toEqual(['ok', 'ok']);
		expect(words(room)).toEqual(['一']);
	});

	it('[CP6] is not written while the mediators talk apart with one side', () => {
		const room = opened(plan({ preset: 'mediation', template: 'seven-mediation' }), ['甲']);
		const seat = room.seat('甲');
		room.do('孙晓彤', { type: 'captions.ask', seat, on: true });
		room.state = { ...room.state, runsheet: { ...room.state.runsheet, caucus: 'a' as never } };
		expect(room.send('甲', { type: 'captions.write', seat, text: '悄悄话' })).toBe('in-caucus');
	});
});
