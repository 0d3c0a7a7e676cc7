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
	const told = opened(plan(), PEOPLE);
	expect(told.say(CHAIR, { type: 'mood.open' })).toBe('ok');
	return told;
}

const give = (told: TestRoom, who: string, face: Face, ballot = `ballot-of-${who}`) =>
	told.say(who, { type: 'mood.give', seat: told.seat(who), ballot, face });

/** What somebody's own page is told of the mood. */
function seen(told: TestRoom, who: string) {
	const holders = new Map([[told.seat(who), 'session']]);
	const hidden = { ...told.hidden, roll: { ...told.hidden.roll, holders } };
	return privateView(told.state, hidden, { session: 'session', organiser: false }).mood;
}

describe('the mood', () => {
	it('[H1] is asked and closed by the chair, and asking again begins from nothing', () => {
		const told = opened(plan(), PEOPLE);
		expect(told.say(CLERK, { type: 'mood.open' })).toBe('not-allowed');
		expect(give(told, '甲', 'good')).toBe('mood-closed');
		told.say(CHAIR, { type: 'mood.open' });
		for (const who of ['甲', '乙', '丙']) expect(give(told, who, 'bad')).toBe('ok');
		expect(told.say(CHAIR, { type: 'mood.close' })).toBe('ok');
		expect(told.state.mood.at).toBe(null);
		told.say(CHAIR, { type: 'mood.open' });
		expect(seen(told, CHAIR)).toBe(null);
		expect(give(told, '甲', 'good')).toBe('ok');
	});

	it('[H1] closes with the meeting', () => {
		const told = asked();
		expect(due(told.state)).toBe(null);
		told.say(CHAIR, { type: 'plan.close' });
		expect(due(told.state)?.command).toEqual({ type: 'mood.close' });
		expect(told.say('clock', { type: 'mood.close' })).toBe('ok');
		expect(due(told.state)).toBe(null);
		expect(told.say(CHAIR, { type: 'mood.open' })).toBe('closed');
	});

	it('[H2] is one face a person who is present; the same phone can change it', () => {
		const told = asked();
		expect(give(told, '甲', 'good')).toBe('ok');
		expect(give(told, '甲', 'good')).toBe('ok');
		expect(give(told, '甲', 'bad', 'another-phone')).toBe('mood-given');
		expect(give(told, '乙', 'bad', 'ballot-of-甲')).toBe('conflict');
		expect(give(told, '甲', 'soso')).toBe('ok');
		expect([...told.hidden.mood.faces.values()]).toEqual(['soso']);
		const seat = told.seat('乙');
		told.say('乙', { type: 'attendance.step-out', seat });
		expect(give(told, '乙', 'good')).toBe('not-present');
		const other = { type: 'mood.give', seat, ballot: 'x', face: 'bad' } as const;
		expect(told.say('丙', other)).toBe('not-allowed');
	});

	it('[H3] is in no fact and no state, and beside no face stands a seat', () => {
		const told = asked();
		const before = told.events.length;
		for (const who of PEOPLE) give(told, who, who === '庚' ? 'bad' : 'good');
		expect(told.events).toHaveLength(before);
		expect(told.state.mood).toEqual({ at: told.now });
		const faces = JSON.stringify([...told.hidden.mood.faces]);
		for (const who of PEOPLE) expect(faces).not.toContain(`"${told.seat(who)}"`);
	});

	it('[H4] is told to the chair alone, from three on, and then with three more', () => {
		const told = asked();
		const told2 = (n: number) => {
			for (const who of PEOPLE.slice(0, n)) give(told, who, who < '丁' ? 'good' : 'bad');
			return seen(told, CHAIR);
		};
		expect(told2(2)).toBe(null);
		const three = told2(3);
		expect(Object.values(three!).reduce((a, b) => a + b)).toBe(3);
		expect(told2(5)).toBe(three);
		expect(Object.values(told2(6)!).reduce((a, b) => a + b)).toBe(6);
		const six = seen(told, CHAIR);
		// One who changes again and again is one.
		for (const face of ['bad', 'soso', 'good', 'bad', 'soso'] as const) give(told, '甲', face);
		expect(seen(told, CHAIR)).toBe(six);
		for (const who of [CLERK, '甲']) expect(seen(told, who)).toBe(null);
	});

	it('[H5] leaves the last numbers with the chair, and nothing else', () => {
		const told = asked();
		for (const who of PEOPLE.slice(0, 4)) give(told, who, 'soso');
		told.say(CHAIR, { type: 'mood.close' });
		expect(seen(told, CHAIR)).toEqual({ good: 0, soso: 3, bad: 0 });
		const { faces, gave, since } = told.hidden.mood;
		expect(faces.size + gave.size + since.size).toBe(0);
	});
});
