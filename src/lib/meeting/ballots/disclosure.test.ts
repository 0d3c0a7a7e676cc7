/** Who may read what of a vote, step by step: state and texts by the one table. */
import { describe, expect, it } from 'vitest';
import { CLEARANCES } from '../disclosure/decision.ts';
import { mayReadText, stateFor } from '../disclosure/disclosure.ts';
import { eventFor } from '../disclosure/events.ts';
import { evolve } from '../evolve.ts';
import type { TestRoom } from '../test-room.ts';
import { voteOf, type Vote } from './ballots.ts';
import { begin, cast, CHAIR, close, PEOPLE, prepare, talked } from './test-votes.ts';

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

it.each(['room', 'public'] as const)(
	'[L12] for %s the events of votes by area fold to what the table shows: no home’s area leaves the room',
	(clearance) => {
		const room = talked();
		const from = room.events.length;
		let theirs = stateFor(room.state, clearance);
		const units = PEOPLE.map((name, n) => {
			return { unit: `${n}`, area: 8253 + 7 * n, owner: name, seat: room.seat(name) };
		});
		const area = units.reduce((sum, one) => sum + one.area, 0);
		room.do(CHAIR, { type: 'ballots.register', units, area });
		const form = { form: '委托书', sameHome: true };
		const [principal, proxy] = [room.seat('甲'), room.seat('乙')];
		room.do(CHAIR, { type: 'ballots.proxy', principal, proxy, ...form });
		const seats = [room.seat('甲'), room.seat('丙')];
		begin(room, { scope: { label: '3号楼', seats } });
		for (const who of ['甲', '丙']) cast(room, who, 'yes');
		close(room, room.state.ballots.votes.at(-1)!.id);
		const vote = begin(room, { settings: { kind: 'yes-no', rule: 'V06', secrecy: 'named' } });
		for (const who of PEOPLE) cast(room, who, 'yes');
		close(room, vote);
		const told = room.events.slice(from).map((event) => eventFor(event, clearance));
		for (const event of told) theirs = evolve(theirs, event);
		expect(theirs.ballots).toEqual(stateFor(room.state, clearance).ballots);
		if (clearance === 'public') expect(JSON.stringify(told)).not.toMatch(/"area":82/u);
	}
);
