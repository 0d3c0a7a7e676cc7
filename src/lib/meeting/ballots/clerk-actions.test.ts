import { describe, expect, it } from 'vitest';
import {
	choicesFor,
	interpretInput,
	meanings,
	NOBODY,
	type KeypadState
} from '../parts/clerk-keypad.ts';
import type { TestRoom } from '../test-room.ts';
import { begin, CHAIR, close, PEOPLE, prepare, talked } from './test-votes.ts';

const words = (room: TestRoom, who: string) =>
	choicesFor(room.state, room.seat(who)).map(({ digit, action }) => `${digit} ${action}`);
/** Somebody put on the number line now. */
const shown = (room: TestRoom, who: string): KeypadState => {
	const seat = room.seat(who);
	const stage = room.state.runsheet.stageId;
	return { ...NOBODY, seat, stage, shown: meanings(room.state, seat) };
};

describe('a vote by number', () => {
	it('[A9] the digits are those of the vote while it is open, in the order in which it is asked', () => {
		const room = talked();
		const vote = begin(room);
		expect(words(room, PEOPLE[1]!).slice(0, 3)).toEqual([
			`1 ${vote}-yes`,
			`2 ${vote}-no`,
			`3 ${vote}-abstain`
		]);
		expect(words(room, PEOPLE[1]!).some((one) => one.includes('hand'))).toBe(false);
		close(room, vote);
		expect(words(room, PEOPLE[1]!).some((one) => one.includes(vote))).toBe(false);
	});

	it('[T31] a digit meant for a hand is not taken for a vote that was opened meanwhile, nor after it', () => {
		const room = talked();
		const vote = prepare(room);
		const before = shown(room, PEOPLE[1]!);
		room.send(CHAIR, { type: 'ballots.open', vote });
		expect(interpretInput(room.state, before, '1')).toMatchObject({
			do: 'explain',
			error: { code: 'choices-changed' }
		});
		const during = shown(room, PEOPLE[1]!);
		expect(interpretInput(room.state, during, '1')).toMatchObject({
			do: 'send',
			choice: { command: { type: 'ballots.cast', choice: ['yes'] } }
		});
		close(room, vote);
		expect(interpretInput(room.state, during, '1').do).toBe('explain');
		// Nor for the next vote, in which the same digit says the same word.
		begin(room);
		expect(interpretInput(room.state, during, '1').do).toBe('explain');
	});

	it('[E17] typed again it goes under the same name, so that a slip can be corrected', () => {
		const room = talked();
		begin(room);
		const ballots = () =>
			choicesFor(room.state, room.seat(PEOPLE[2]!)).flatMap(({ command }) =>
				command?.type === 'ballots.cast' ? [command.ballot] : []
			);
		expect(new Set([...ballots(), ...ballots()]).size).toBe(1);
	});

	it('[E2] more choices than six open behind 1', () => {
		const room = talked();
		const options = ['一', '二', '三', '四', '五', '六', '七'].map((text) => ({ text }));
		begin(room, { settings: { kind: 'single' }, options });
		const [first] = choicesFor(room.state, room.seat(PEOPLE[1]!));
		expect(first).toMatchObject({ digit: 1, action: 'vote' });
		expect(first!.more).toHaveLength(7);
	});
});
