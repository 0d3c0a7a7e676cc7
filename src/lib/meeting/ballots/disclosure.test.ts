/** Who may read what of a vote, step by step: state and texts by the one table. */
import { describe, expect, it } from 'vitest';
import { CLEARANCES } from '../disclosure/decision.ts';
import { mayReadText, stateFor } from '../disclosure/disclosure.ts';
import type { TestRoom } from '../test-room.ts';
import { voteOf, type Vote } from './ballots.ts';
import { cast, CHAIR, close, PEOPLE, prepare, talked } from './test-votes.ts';

/** Who may read the words of this vote: its question, its choices, why somebody steps back. */
function readers(room: TestRoom, vote: Vote): string[] {
	const words = [vote.question, vote.options[0]!.text, vote.excluded[0]!.reason];
	return words.map((ref) =>
		CLEARANCES.filter((clearance) => mayReadText(room.state, ref.id, clearance)).join()
	);
}

describe('who may read a vote', () => {
	it('[E1 E15] a draft is for the room, a vote for everybody who may read the record', () => {
		const room = talked();
		room.do('organiser', { type: 'record.set', publish: 'live' });
		const options = [{ text: '只供午餐' }, { text: '也供晚餐' }];
		const id = prepare(room, { settings: { kind: 'single' }, options });
		const seat = room.seat('庚');
		room.do(CHAIR, { type: 'ballots.exclude', vote: id, seat, reason: '承包人' });
		expect(readers(room, voteOf(room.state.ballots, id)!)).toEqual([
			'desk,room',
			'desk,room',
			'desk,room'
		]);
		room.do(CHAIR, { type: 'ballots.open', vote: id });
		expect(readers(room, voteOf(room.state.ballots, id)!)).toEqual([
			'desk,room,public',
			'desk,room,public',
			'desk,room'
		]);
	});

	it('[E23] areas of homes are the room’s; strangers read the sum', () => {
		const room = talked();
		const units = PEOPLE.map((name) => ({
			...{ unit: `${name}室`, area: 8250, owner: name, seat: room.seat(name) }
		}));
		room.do(CHAIR, { type: 'ballots.register', units, area: 8250 * units.length });
		const settings = { kind: 'yes-no', rule: 'V06', secrecy: 'named' } as const;
		const id = prepare(room, { settings });
		room.do(CHAIR, { type: 'ballots.open', vote: id });
		for (const who of PEOPLE) cast(room, who, 'yes');
		close(room, id);
		const told = stateFor(room.state, 'public').ballots;
		expect(told.register!.area).toBe(8250 * 7);
		expect(new Set(told.register!.units.map(({ area, seat }) => `${area} ${seat}`))).toEqual(
			new Set(['0 null'])
		);
		expect(
			told.votes[0]!.result!.box.every(({ area }) => area === undefined || area === null)
		).toBe(true);
		expect(told.votes[0]!.result!.tally.cast).toEqual({ heads: 7, area: 57_750 });
		expect(stateFor(room.state, 'room').ballots).toEqual(room.state.ballots);
	});
});
