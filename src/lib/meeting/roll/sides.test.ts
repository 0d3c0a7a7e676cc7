import { describe, expect, it } from 'vitest';
import { openingSentence } from '#lib/i18n/opening-warning.ts';
import { partyName } from '#lib/i18n/party-name.ts';
import { partiesOf } from '../parties.ts';
import { partiesView, toIntroduce } from '../runsheet/parties.ts';
import { opened, plan, prepared } from '../runsheet/test-meetings.ts';
import { stancesFor, myPlace } from '../queue/view.ts';
import {
	call,
	discussion,
	end,
	ITEM,
	places,
	raise,
	start,
	waiting
} from '../queue/test-discussion.ts';
import type { Command } from '../registry.ts';
import type { TestRoom } from '../test-room.ts';
import type { Party } from './roll.ts';
import { partyPeople, withoutSide } from './sides.ts';

const PEOPLE = [{ id: '那仁' }, { id: '布和' }, { id: '乌云' }];
const side = (seat: string, party: Party | null): Command => ({
	type: 'roll.side',
	seat,
	side: party
});
const ofSide = (world: TestRoom, seat: string) => world.state.roll.seats[seat]!.side;

/** Before the sides talk. */
function introducing(people: Parameters<typeof discussion>[0] = PEOPLE): TestRoom {
	const world = discussion(people, 'mediation');
	expect(world.go('1')).toBe('ok');
	return world;
}

describe('[S36] of which side somebody is', () => {
	it('the clerk says it with one press and takes it back with one; who chairs says it where no clerk is here', () => {
		const world = discussion(PEOPLE, 'mediation');
		expect(withoutSide(world.state).map(({ id }) => id)).toEqual(['那仁', '布和', '乌云']);
		world.do('clerk', side('那仁', 'a'));
		world.do('clerk', side('乌云', 'mediator'));
		expect(withoutSide(world.state).map(({ id }) => id)).toEqual(['布和']);
		expect(partyPeople(world.state).map(({ id }) => id)).toEqual(['布和', '那仁', '乌云']);
		world.do('clerk', side('那仁', null));
		expect(ofSide(world, '那仁')).toBeNull();
		expect(world.refused('chair', side('那仁', 'a'))).toBe('not-allowed');
		const alone = discussion([...PEOPLE, { id: 'nobody', absent: true }], 'mediation');
		alone.do('clerk', { type: 'attendance.step-out', seat: 'clerk' });
		alone.do('chair', side('布和', 'b'));
		expect(ofSide(alone, '布和')).toBe('b');
	});

	it('the organiser’s form and the list say it too, and take it away', () => {
		const world = discussion(PEOPLE, 'mediation');
		const change = (to: Party | 'none') =>
			world.do('organiser', { type: 'roll.change', seat: '那仁', change: { side: to } });
		change('b');
		expect(ofSide(world, '那仁')).toBe('b');
		change('none');
		expect(ofSide(world, '那仁')).toBeNull();
	});

	it('is asked only where there are sides, and of nobody who looks on or stands between them', () => {
		const none = discussion(PEOPLE, 'eight');
		expect(withoutSide(none.state)).toEqual([]);
		expect(none.refused('clerk', side('那仁', 'a'))).toBe('no-sides');
		const world = discussion([{ id: '旁听', role: 'observer' }], 'mediation');
		expect(world.refused('clerk', side('旁听', 'a'))).toBe('side-not-for-role');
		expect(world.refused('clerk', side('chair', 'a'))).toBe('side-not-for-role');
		world.do('clerk', side('chair', 'mediator'));
		expect(world.refused('clerk', side('nobody', 'a'))).toBe('no-such-seat');
		expect(withoutSide(world.state)).toEqual([]);
	});

	it('who opens the meeting reads how many have none, and may open it all the same', () => {
		const { state } = discussion(PEOPLE, 'mediation');
		expect(openingSentence(state, '按了就开会。')).toBe('3人还没分甲乙方。 按了就开会。');
		expect(openingSentence(discussion(PEOPLE, 'eight').state, '按了就开会。')).toBe('按了就开会。');
	});

	it('the parties are introduced side by side', () => {
		const world = introducing();
		for (const [who, party] of [
			['乌云', 'mediator'],
			['布和', 'b']
		] as const)
			world.do('clerk', side(who, party));
		const { groups } = partiesView(world.state, {});
		expect(groups.map((one) => [one.side, one.seats])).toEqual([
			['b', ['布和']],
			['mediator', ['乌云']],
			[null, ['那仁']]
		]);
		expect(toIntroduce(world.state).slice(0, 3)).toEqual(['布和', '乌云', '那仁']);
	});
});

describe('[S36] parties are what the template says', () => {
	const PEOPLE_HERE = ['李梅', '唐守义', '邓红'];
	const room = () => opened(plan({ preset: 'hearing', template: 'hearing' }), PEOPLE_HERE);

	it('a hearing has who applies, who objects and who asks, by names that its plan keeps', () => {
		const world = room();
		expect(partiesOf(world.state.plan)).toEqual(['a', 'b', 'asker']);
		expect(partyName(world.state.plan, 'a')).toBe('申请方');
		expect(openingSentence(world.state, '按了就开会。')).toBe(
			'3人还没分申请方、异议方、质询人。 按了就开会。'
		);
		expect(world.refused('孙晓彤', side(world.seat('李梅'), 'mediator'))).toBe('no-sides');
		expect(world.refused('孙晓彤', side(world.seat('周雅琴'), 'asker'))).toBe('side-not-for-role');
	});

	it('the rest are said with one press', () => {
		const world = room();
		world.do('孙晓彤', side(world.seat('李梅'), 'a'));
		expect(world.refused('李梅', { type: 'roll.side-rest', side: 'asker' })).toBe('not-allowed');
		world.do('孙晓彤', { type: 'roll.side-rest', side: 'asker' });
		expect(PEOPLE_HERE.map((name) => ofSide(world, world.seat(name)))).toEqual([
			...['a', 'asker', 'asker']
		]);
		expect(withoutSide(world.state)).toEqual([]);
		expect(world.refused('孙晓彤', { type: 'roll.side-rest', side: 'mediator' })).toBe('no-sides');
	});

	it('a list that calls them otherwise is understood, and what this meeting has not is left open', () => {
		const world = prepared(plan({ preset: 'pitch', template: 'pitch' }), []);
		const entry = (name: string, said: Party) => ({
			...{ name, building: '1号楼', title: '', role: 'member', votes: true, official: false },
			...{ channel: 'hall', hasPhone: true, side: said }
		});
		const entries = [entry('李梅', 'a'), entry('邓红', 'asker'), entry('乌云', 'mediator')];
		world.do('organiser', { type: 'roll.add', entries: entries as never });
		expect(['李梅', '邓红', '乌云'].map((name) => ofSide(world, world.seat(name)))).toEqual([
			...['presenter', 'asker', null]
		]);
	});

	it('a mediation by other rules asks for its parties too, and may be apart with one', () => {
		const world = opened(plan({ preset: 'eight', template: 'seven-mediation' }), PEOPLE_HERE);
		expect(partiesOf(world.state.plan)).toEqual(['a', 'b', 'mediator']);
		expect(world.go('caucus', { force: true })).toBe('ok');
		world.do('周雅琴', { type: 'runsheet.caucus', side: 'a' });
		expect(world.state.runsheet.caucus?.with).toBe('a');
	});
});

describe('[S37] one’s own phone', () => {
	it('says it until the sides begin to talk, and then the desk does', () => {
		const world = introducing();
		world.do('那仁', side('那仁', 'a'));
		world.do('那仁', side('那仁', 'b'));
		expect(ofSide(world, '那仁')).toBe('b');
		expect(world.refused('那仁', side('布和', 'a'))).toBe('not-allowed');
		expect(world.go('5')).toBe('ok');
		expect(world.refused('那仁', side('那仁', 'a'))).toBe('side-at-desk');
		world.do('clerk', side('那仁', 'a'));
		expect(ofSide(world, '那仁')).toBe('a');
	});

	it('of somebody who is helped the helper’s says it; who came by the code alone asks the desk', () => {
		const world = introducing([
			{ id: '那仁', helper: 'helper' },
			{ id: '来宾', role: 'guest' }
		]);
		world.do('helper', side('那仁', 'a'));
		expect(world.refused('来宾', side('来宾', 'a'))).toBe('side-at-desk');
		world.do('clerk', side('来宾', 'b'));
		expect(ofSide(world, '来宾')).toBe('b');
	});
});

describe('[S38] and the list of speakers', () => {
	it('who mediates, or has no side yet, may ask and add at once', () => {
		const world = discussion([{ id: '乌云' }, { id: '那仁' }], 'mediation');
		world.do('clerk', side('乌云', 'mediator'));
		for (const who of ['乌云', '那仁']) {
			expect(stancesFor(world.state, world.state.roll.seats[who]!)).toEqual(['ask', 'add']);
			expect(myPlace(world.state, who)).toEqual({ at: 'free' });
			const join = { type: 'queue.join', seat: who, item: ITEM, stance: 'side' } as const;
			expect(world.refused(who, join)).toBe('side-required');
		}
		raise(world, '乌云', 'ask');
		expect(world.state.queue.entries[0]!.side).toBeNull();
	});

	it('[Q39] a hand, the floor and what was said go over with whoever is of the other side after all', () => {
		const people = [{ id: '那仁' }, { id: '布和' }, { id: '张强' }];
		const world = discussion(people, 'mediation');
		for (const { id } of people) world.do('clerk', side(id, 'a'));
		raise(world, '那仁', 'side');
		call(world);
		start(world);
		end(world);
		raise(world, '布和', 'side');
		raise(world, '张强', 'side');
		// All of one side: the other passes.
		expect(places(world)[0]!.reasons[0]!.code).toBe('other-side-passes');
		world.do('clerk', side('张强', 'b'));
		expect(waiting(world)).toEqual(['张强', '布和']);
		world.do('organiser', { type: 'roll.change', seat: '那仁', change: { side: 'b' } });
		expect(world.state.queue.turns[0]!.entry.side).toBe('b');
		expect(world.state.queue.lastSide).toBe('b');
		expect(waiting(world)).toEqual(['布和', '张强']);
		world.do('clerk', side('布和', 'mediator'));
		expect(waiting(world)).toEqual(['张强']);
	});
});
