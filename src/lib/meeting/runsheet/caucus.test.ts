import { floorShown, talks } from '../on-screen.ts';
import { factsOf } from '../facts.ts';
import { describe, expect, it } from 'vitest';
import { call, discussion, end, ITEM, raise, start } from '../queue/test-discussion.ts';
import { mayRaise } from '../queue/view.ts';
import type { TestRoom } from '../test-room.ts';
import { apartWith } from './caucus.ts';

const PEOPLE = [
	{ id: '那仁', side: 'a' as const },
	{ id: '布和', side: 'b' as const }
];
const apart = (side: 'a' | 'b' | null) => ({ type: 'runsheet.caucus', side }) as const;
const spent = (world: TestRoom, side: 'a' | 'b') =>
	apartWith(world.state.runsheet, side, world.now);

describe('[T35] talks apart', () => {
	it('begin, go over to the other side and end by the chair alone, and are summed for each side', () => {
		const world = discussion(PEOPLE, 'mediation');
		expect(world.refused('clerk', apart('a'))).toBe('not-allowed');
		expect(world.refused('那仁', apart('a'))).toBe('not-allowed');
		world.do('chair', apart('a'));
		world.pass(61_000);
		expect(spent(world, 'a')).toBe(61_000);
		world.do('chair', apart('b'));
		world.pass(30_000);
		world.do('chair', apart(null));
		world.pass(5_000);
		expect([spent(world, 'a'), spent(world, 'b')]).toEqual([61_000, 30_000]);
		expect(world.state.runsheet.caucus).toBeNull();
		world.do('chair', apart('a'));
		world.pass(9_000);
		// Another stage brings everybody together.
		expect(world.go('6', { force: true })).toBe('ok');
		expect(world.state.runsheet.caucus).toBeNull();
		expect(spent(world, 'a')).toBe(70_000);
	});

	it('take nothing down: no hand, no turn, no note, no card, no vote; who comes and goes is', () => {
		const world = discussion(PEOPLE, 'mediation');
		raise(world, '那仁', 'side');
		world.do('chair', apart('b'));
		const { id: entry } = world.state.queue.entries[0]!;
		const hand = { type: 'queue.join', seat: '布和', item: ITEM, stance: 'side' } as const;
		expect(world.refused('布和', hand)).toBe('in-caucus');
		expect(mayRaise(world.state, '布和', 'side')).toEqual({ refused: 'in-caucus' });
		for (const [who, command] of [
			['chair', { type: 'queue.call', item: ITEM, expect: entry }],
			['clerk', { type: 'runsheet.note', stage: '5', text: '他说的' }],
			['clerk', { type: 'outcomes.write', source: null, draft: { text: '他说的' } }],
			['chair', { type: 'cards.prepare', item: ITEM, question: '他说的', settings: {} }],
			['chair', { type: 'mood.open' }],
			['chair', { type: 'agenda.close', item: ITEM }]
		] as const)
			expect(world.refused(who, command as never), command.type).toBe('in-caucus');
		world.do('布和', { type: 'attendance.step-out', seat: '布和' });
		world.do('chair', { type: 'plan.cover', covered: true });
		world.do('chair', apart(null));
		world.do('chair', { type: 'queue.call', item: ITEM, expect: entry });
	});

	it('no desk and no phone is set for talking meanwhile', () => {
		const world = discussion(PEOPLE, 'mediation');
		expect([talks(world.state), floorShown(world.state)]).toEqual([true, true]);
		world.do('chair', apart('a'));
		expect([talks(world.state), floorShown(world.state)]).toEqual([false, false]);
	});

	it('[T36] the minutes say with whom and from when to when, and nothing else', () => {
		const world = discussion(PEOPLE, 'mediation');
		const from = world.now;
		world.do('chair', apart('a'));
		world.pass(60_000).do('chair', apart('b'));
		world.pass(30_000);
		expect(world.go('6', { force: true })).toBe('ok');
		const facts = factsOf(world.events).filter(({ what }) => what === 'caucus' || what === 'stage');
		expect(facts.slice(-3)).toMatchObject([
			{ what: 'caucus', over: null, begins: 'a' },
			{ what: 'caucus', over: { with: 'a', since: from, until: from + 60_000 }, begins: 'b' },
			{ what: 'stage', apart: { with: 'b', since: from + 60_000, until: from + 90_000 } }
		]);
	});

	it('wait while somebody has the floor, belong to a stage of talk, and are only where there are sides', () => {
		const world = discussion(PEOPLE, 'mediation');
		raise(world, '那仁', 'side');
		call(world);
		start(world);
		expect(world.refused('chair', apart('a'))).toBe('someone-speaking');
		end(world);
		expect(world.go('1')).toBe('ok');
		expect(world.refused('chair', apart('a'))).toBe('no-stage-here');
		const other = discussion([{ id: '那仁' }], 'eight');
		expect(other.refused('chair', apart('a'))).toBe('no-sides');
	});
});
