import { describe, expect, it } from 'vitest';
import { discussion } from '../queue/test-discussion.ts';
import { callBecomes, callersMeant, callsTaken, whoWasThere, type Caller } from './by-phone.ts';

const HOUR = 3600_000;

/** Two of one name, one whose name was erased. */
const PEOPLE: Caller[] = [
	{ seat: 'wang', no: 1, name: '王桂芳' },
	{ seat: 'li', no: 2, name: '李建国' },
	{ seat: 'other', no: 12, name: '李建国' },
	{ seat: 'gone', no: 5, name: null }
];
const seats = (people: Caller[]) => people.map(({ seat }) => seat);

describe('who telephones the desk', () => {
	it('[M10] an objection is taken while objections are open, only from those who were there', () => {
		const world = discussion([{ id: 'wang' }, { id: 'ding', absent: true }], 'twelve-rules');
		expect(callsTaken(world.state, world.now).objections).toBe(false);
		world.do('chair', { type: 'plan.close' });
		world.do('organiser', { type: 'minutes.open-objections', until: world.now + HOUR });
		expect(callsTaken(world.state, world.now).objections).toBe(true);
		expect(whoWasThere(world.state)).toContain('wang');
		expect(whoWasThere(world.state)).not.toContain('ding');
		expect(callsTaken(world.state, world.now + HOUR).objections).toBe(false);
	});

	it('a seat number or a whole name means somebody; part of a name means nobody', () => {
		expect(seats(callersMeant(PEOPLE, ' 12 '))).toEqual(['other']);
		expect(seats(callersMeant(PEOPLE, '王桂芳'))).toEqual(['wang']);
		expect(seats(callersMeant(PEOPLE, '李建国'))).toEqual(['li', 'other']);
		for (const typed of ['', '王', '0', '7']) expect(callersMeant(PEOPLE, typed)).toEqual([]);
	});

	it('one person meant objects, two are asked about, somebody unknown comments', () => {
		const [wang, li, other] = PEOPLE;
		expect(callBecomes([wang!], null, true)).toBe('wang');
		expect(callBecomes([li!, other!], null, true)).toBe(null);
		expect(callBecomes([li!, other!], 'other', true)).toBe('other');
		expect(callBecomes([wang!], 'comment', true)).toBe('comment');
		expect(callBecomes([], null, true)).toBe('comment');
	});

	it('[W1] nothing becomes a comment once comments are over', () => {
		const [wang] = PEOPLE;
		expect(callBecomes([wang!], 'comment', false)).toBe('wang');
		expect(callBecomes([], null, false)).toBe(null);
	});

	it('a choice made for somebody else no longer holds', () => {
		expect(callBecomes([PEOPLE[0]!], 'li', true)).toBe('wang');
	});
});
