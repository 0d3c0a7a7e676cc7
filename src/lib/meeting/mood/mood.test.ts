import { describe, expect, it } from 'vitest';
import { due } from '../due.ts';
import { privateView } from '../private-view.ts';
import { opened, plan } from '../runsheet/test-meetings.ts';
import type { TestRoom } from '../test-room.ts';
import type { Face } from './mood.ts';

const CHAIR = '周雅琴';
const CLERK = '孙晓彤';
const PEOPLE = ['甲', '乙', '丙', '丁', '戊', '己', '庚'];

function asked(): TestRoom {
	const room = opened(plan(), PEOPLE);
	expect(room.send(CHAIR, { type: 'mood.open' })).toBe('ok');
	return room;
}

const give = (room: TestRoom, who: string, face: Face, ballot = `ballot-of-${who}`) =>
	room.send(who, { type: 'mood.give', seat: room.seat(who), ballot, face });

/** What somebody's own page is told of the mood. */
function seen(room: TestRoom, who: string) {
	const holders = new Map([[room.seat(who), 'session']]);
	const hidden = { ...room.hidden, roll: { ...room.hidden.roll, holders } };
	return privateView(room.state, hidden, { session: 'session', organiser: false }).mood;
}

describe('the mood', () => {
	it('[H1] is asked and closed by the chair, and asking again begins from nothing', () => {
		const room = opened(plan(), PEOPLE);
		expect(room.send(CLERK, { type: 'mood.open' })).toBe('not-allowed');
		expect(give(room, '甲', 'good')).toBe('mood-closed');
		room.send(CHAIR, { type: 'mood.open' });
		for (const who of ['甲', '乙', '丙']) expect(give(room, who, 'bad')).toBe('ok');
		expect(room.send(CHAIR, { type: 'mood.close' })).toBe('ok');
		expect(room.state.mood.at).toBe(null);
		room.send(CHAIR, { type: 'mood.open' });
		expect(seen(room, CHAIR)).toBe(null);
		expect(give(room, '甲', 'good')).toBe('ok');
	});

	it('[H1] closes with the meeting', () => {
		const room = asked();
		expect(due(room.state)).toBe(null);
		room.send(CHAIR, { type: 'plan.close' });
		expect(due(room.state)?.command).toEqual({ type: 'mood.close' });
		expect(room.send('clock', { type: 'mood.close' })).toBe('ok');
		expect(due(room.state)).toBe(null);
		expect(room.send(CHAIR, { type: 'mood.open' })).toBe('closed');
	});

	it('[H2] is one face a person who is present; the same phone can change it', () => {
		const room = asked();
		expect(give(room, '甲', 'good')).toBe('ok');
		expect(give(room, '甲', 'good')).toBe('ok');
		expect(give(room, '甲', 'bad', 'another-phone')).toBe('mood-given');
		expect(give(room, '乙', 'bad', 'ballot-of-甲')).toBe('conflict');
		expect(give(room, '甲', 'soso')).toBe('ok');
		expect([...room.hidden.mood.faces.values()]).toEqual(['soso']);
		const seat = room.seat('乙');
		room.send('乙', { type: 'attendance.step-out', seat });
		expect(give(room, '乙', 'good')).toBe('not-present');
		const other = { type: 'mood.give', seat, ballot: 'x', face: 'bad' } as const;
		expect(room.send('丙', other)).toBe('not-allowed');
	});

	it('[H3] is in no fact and no state, and beside no face stands a seat', () => {
		const room = asked();
		const before = room.events.length;
		for (const who of PEOPLE) give(room, who, who === '庚' ? 'bad' : 'good');
		expect(room.events).toHaveLength(before);
		expect(room.state.mood).toEqual({ at: room.now });
		const faces = JSON.stringify([...room.hidden.mood.faces]);
		for (const who of PEOPLE) expect(faces).not.toContain(`"${room.seat(who)}"`);
	});

	it('[H4] is told to the chair alone, from three on, and then with three more', () => {
		const room = asked();
		const told2 = (n: number) => {
			for (const who of PEOPLE.slice(0, n)) give(room, who, who < '丁' ? 'good' : 'bad');
			return seen(room, CHAIR);
		};
		expect(told2(2)).toBe(null);
		const three = told2(3);
		expect(Object.values(three!).reduce((a, b) => a + b)).toBe(3);
		expect(told2(5)).toBe(three);
		expect(Object.values(told2(6)!).reduce((a, b) => a + b)).toBe(6);
		const six = seen(room, CHAIR);
		// One who changes again and again is one.
		for (const face of ['bad', 'soso', 'good', 'bad', 'soso'] as const) give(room, '甲', face);
		expect(seen(room, CHAIR)).toBe(six);
		for (const who of [CLERK, '甲']) expect(seen(room, who)).toBe(null);
	});

	it('[H5] leaves the last numbers with the chair, and nothing else', () => {
		const room = asked();
		for (const who of PEOPLE.slice(0, 4)) give(room, who, 'soso');
		room.send(CHAIR, { type: 'mood.close' });
		expect(seen(room, CHAIR)).toEqual({ good: 0, soso: 3, bad: 0 });
		const { faces, gave, since } = room.hidden.mood;
		expect(faces.size + gave.size + since.size).toBe(0);
	});
});
