import { describe, expect, it } from 'vitest';
import { openNow } from '../minutes/line-owner.ts';
import {
	choicesFor,
	interpretInput,
	meanings,
	NOBODY,
	type KeypadState
} from '../parts/clerk-keypad.ts';
import { lasting } from '#lib/ui/browser-storage.ts';
import type { TestRoom } from '../test-room.ts';
import { voteOf } from './ballots.ts';
import { begin, CHAIR, close, PEOPLE, prepare, talked } from './test-votes.ts';

const words = (room: TestRoom, who: string) =>
	choicesFor(room.state, room.seat(who)).map(({ digit, action }) => `${digit} ${action}`);
/** Somebody put on the number line now. */
const shown = (room: TestRoom, who: string): KeypadState => {
	const seat = room.seat(who);
	const stage = room.state.runsheet.stageId;
	return { ...NOBODY, seat, stage, shown: meanings(room.state, seat) };
};

it('[M17] what is written down while people vote, and after it, is not the last speaker’s', () => {
	const room = talked();
	expect(openNow(room.state).turn).not.toBeNull();
	const vote = begin(room);
	expect(openNow(room.state)).toEqual({ turn: null, owner: 'chair' });
	close(room, vote);
	expect(openNow(room.state)).toEqual({ turn: null, owner: 'meeting' });
	// Called, the result goes from the screens; nothing was said since.
	const who = room.seat(PEOPLE[2]!);
	const item = room.state.queue.item!;
	room.send(who, { type: 'queue.join', seat: who, item, stance: 'add' });
	const entry = room.state.queue.entries[0]!.id;
	room.pass(1000).send(CHAIR, { type: 'queue.call', item, expect: entry });
	expect(room.state.queue.speaker).toMatchObject({ startedAt: null });
	expect(openNow(room.state)).toEqual({ turn: null, owner: 'chair' });
});

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

	it('[E3] of several choices, or an order, a digit says too little: the list beside is for them', () => {
		for (const kind of ['approval', 'ranking'] as const) {
			const room = talked();
			const vote = begin(room, { settings: { kind }, options: [{ text: '一' }, { text: '二' }] });
			expect(words(room, PEOPLE[1]!).some((one) => one.includes(vote))).toBe(false);
		}
	});

	it('[E17] looking at the choices keeps nothing in the browser', () => {
		const room = talked();
		const id = begin(room);
		const vote = voteOf(room.state.ballots, id)!;
		choicesFor(room.state, room.seat(PEOPLE[3]!));
		expect(lasting.read(`yitang-vote-${vote.openedAt}-${id}`)).toBeNull();
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
