import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../evolve.ts';
import { emptyMeeting } from '../meeting.ts';
import { acksOf } from './acks.ts';
import { dueRunsheet } from './due.ts';
import { runsheetState } from './evolve.ts';
import { partiesView, nextToIntroduce } from './parties.ts';
import { opened, plan, prepared } from './test-meetings.ts';
import { START } from '../test-room.ts';
import { stageNow } from './runsheet.ts';
import { runsheetCommands } from './schema.ts';
import {
	acksView,
	calmLeft,
	nextStage,
	prevStage,
	reminderNow,
	stagesView,
	writtenNow
} from './view.ts';

const MEMBERS = ['李建国', '赵敏', '王桂芳'];

describe('going from stage to stage', () => {
	it('[T1] moves for the chair alone, and a second press does nothing', () => {
		const told = opened();
		const go = { type: 'runsheet.go', from: 'signin', to: 'matter' } as const;
		expect(told.say('孙晓彤', go)).toBe('not-allowed');
		expect(told.say('organiser', go)).toBe('not-allowed');
		expect(told.say('周雅琴', go)).toBe('ok');
		expect(told.say('周雅琴', go)).toBe('stale');
		expect(stageNow(told.state.runsheet)?.id).toBe('matter');
		expect(told.go('matter')).toBe('no-such-stage');
		expect(told.go('__proto__')).toBe('no-such-stage');
	});

	it('[T2] writes down whether it was the next, a skip or the way back', () => {
		const told = opened();
		told.go('matter');
		told.go('discussion', { reason: ' 人都熟，不介绍了 ' });
		told.go('parties');
		const moves = told.events.filter((event) => event.type === 'runsheet.entered');
		expect(moves.map(({ body }) => [body.to, body.how, told.text(body.reason)])).toEqual([
			['matter', 'next', null],
			['discussion', 'skip', '人都熟，不介绍了'],
			['parties', 'back', null]
		]);
		expect(told.go('rules', { reason: '字'.repeat(201) })).toBe('text-too-long');
	});

	it('[T3] holds the rules until all present have acknowledged, or the chair forces it', () => {
		const told = opened(plan(), MEMBERS);
		told.go('rules');
		told.say('赵敏', { type: 'runsheet.acknowledge', seat: told.seat('赵敏') });
		expect(told.go('discussion')).toBe('acks-missing');
		expect(told.detail).toEqual({ done: 1, of: 3 });
		expect(told.go('parties')).toBe('ok');
		told.go('rules');
		expect(told.go('discussion', { force: true, reason: '时间到了' })).toBe('ok');
		expect(told.events.findLast((event) => event.type === 'runsheet.entered')!.body).toMatchObject({
			from: 'rules',
			to: 'discussion',
			how: 'force'
		});
	});

	it('[T3] calls it no force when nothing was in the way', () => {
		const told = opened(plan(), MEMBERS);
		told.go('rules');
		const seats = MEMBERS.map((name) => told.seat(name));
		told.say('孙晓彤', { type: 'runsheet.acknowledge-hall', seats });
		expect(told.go('discussion', { force: true })).toBe('ok');
		const move = told.events.findLast((event) => event.type === 'runsheet.entered');
		expect(move!.body).toMatchObject({ how: 'next' });
	});

	it('[T4] lets a speaker finish before the discussion is left', () => {
		const told = opened(plan(), MEMBERS);
		told.go('discussion');
		const item = told.state.queue.item!;
		told.say('赵敏', { type: 'queue.join', seat: told.seat('赵敏'), item, stance: 'against' });
		const expected = told.state.queue.entries[0]!.id;
		told.say('周雅琴', { type: 'queue.call', item, expect: expected });
		expect(told.go('result')).toBe('someone-speaking');
		expect(told.go('result', { force: true })).toBe('ok');
		expect(told.events.at(-1)!.body).toMatchObject({ how: 'force' });
	});

	it('[T5] opens the first waiting item on entering the discussion, none when one is open', () => {
		const told = opened();
		let before = told.events.length;
		told.go('discussion');
		expect(told.typesSince(before)).toEqual(['runsheet.entered', 'agenda.opened']);
		told.go('rules');
		before = told.events.length;
		told.go('discussion');
		expect(told.typesSince(before)).toEqual(['runsheet.entered']);
	});

	it('[T12] stands still before opening', () => {
		const told = prepared();
		expect(told.say('周雅琴', { type: 'runsheet.go', from: 'signin', to: 'matter' })).toBe(
			'not-open'
		);
		expect(told.say('周雅琴', { type: 'runsheet.calm', seconds: 10 })).toBe('not-open');
		expect(nextStage(told.state.runsheet)).toBeUndefined();
		expect(stagesView(told.state, START).map((stage) => stage.status)).toEqual(
			Array(7).fill('coming')
		);
	});
});

describe('time', () => {
	it('[T6] adds up the visits of a stage and shows what is over the plan', () => {
		const told = opened();
		told.pass(16 * 60_000);
		told.go('matter');
		told.pass(60_000);
		told.go('signin');
		told.pass(30_000);
		told.go('parties');
		const stages = stagesView(told.state, told.now + 5_000);
		expect(stages[0]).toMatchObject({ status: 'done', spent: 990_000, over: 90_000 });
		expect(stages[1]).toMatchObject({ status: 'done', spent: 60_000, over: 0 });
		expect(stages[2]).toMatchObject({ number: 3, status: 'now', spent: 5_000 });
		expect(prevStage(told.state.runsheet)?.id).toBe('matter');
		told.go('discussion');
		expect(stagesView(told.state, told.now)[3]!.status).toBe('skipped');
		expect(stagesView(told.state, 0)[4]!.spent).toBe(0);
	});

	it('[T6] has one stage on and loses no time, wherever the chair goes', () => {
		const stages = ['signin', 'matter', 'parties', 'rules', 'discussion', 'result', 'notice'];
		const move = fc.record({
			to: fc.constantFrom(...stages),
			from: fc.option(fc.constantFrom(...stages), { nil: null }),
			force: fc.boolean(),
			wait: fc.integer({ min: 0, max: 600_000 })
		});
		fc.assert(
			fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
				const told = opened(plan(), MEMBERS);
				for (const { to, from, force, wait } of moves) {
					told.pass(wait);
					const before = told.state;
					const here = before.runsheet.at!;
					const command = { type: 'runsheet.go', from: from ?? here, to, force } as const;
					const answer = told.say('周雅琴', command);
					if (answer !== 'ok') expect(told.state).toBe(before);
					else expect([command.from, told.state.runsheet.at]).toEqual([here, to]);
					const views = stagesView(told.state, told.now);
					expect(views.filter((view) => view.status === 'now')).toHaveLength(1);
					expect(views.reduce((sum, view) => sum + view.spent, 0)).toBe(told.now - START);
				}
				expect(fold(emptyMeeting(), told.events)).toEqual(told.state);
			}),
			{ numRuns: 100 }
		);
	});
});

describe('the rules are read', () => {
	it('[T7] counts each acknowledgement once, from the rules stage on', () => {
		const told = opened(plan(), MEMBERS);
		const seat = told.seat('李建国');
		const acknowledge = { type: 'runsheet.acknowledge', seat } as const;
		expect(told.say('李建国', acknowledge)).toBe('no-stage-here');
		told.go('rules');
		expect(told.say('赵敏', acknowledge)).toBe('not-allowed');
		expect(told.say('李建国', acknowledge)).toBe('ok');
		const before = told.events.length;
		expect(told.say('李建国', acknowledge)).toBe('ok');
		expect(told.events).toHaveLength(before);
		expect(acksView(told.state)).toMatchObject({ done: 1, of: 3, share: 33 });
		expect(told.state.runsheet.acks[seat]).toEqual({ at: told.now, by: seat });
	});

	it('[T7] lets the clerk acknowledge for one and for the hall, with the name of who did', () => {
		const told = opened(plan(), MEMBERS);
		told.go('rules');
		const [li, zhao, wang] = MEMBERS.map((name) => told.seat(name));
		told.say('孙晓彤', { type: 'runsheet.acknowledge', seat: wang! });
		told.say('赵敏', { type: 'attendance.step-out', seat: zhao! });
		const hall = { type: 'runsheet.acknowledge-hall', seats: [li!, wang!, zhao!] } as const;
		expect(told.say('赵敏', { ...hall, seats: [...hall.seats] })).toBe('not-allowed');
		expect(told.say('孙晓彤', { ...hall, seats: [...hall.seats] })).toBe('ok');
		expect(told.events.at(-1)!.body).toEqual({ seats: [li] });
		expect(told.state.runsheet.acks[li!]!.by).toBe(told.seat('孙晓彤'));
		expect(acksOf(told.state)).toEqual({ done: 2, of: 2, missing: [] });
		expect(told.say('赵敏', { type: 'runsheet.acknowledge', seat: zhao! })).toBe('not-present');
		expect(told.go('discussion')).toBe('ok');
		told.say('赵敏', { type: 'attendance.return', seat: zhao! });
		expect(told.say('赵敏', { type: 'runsheet.acknowledge', seat: zhao! })).toBe('ok');
	});
});

describe('a guest who is recognised', () => {
	it('[T7] has acknowledged as the seat they turn out to be', () => {
		const told = opened(plan(), MEMBERS);
		told.go('rules');
		const [seat, other] = MEMBERS.map((name) => told.seat(name));
		told.say('赵敏', { type: 'runsheet.acknowledge', seat: other! });
		const stamp = { v: 1, seq: 99, at: told.now, actor: 'organiser' };
		const bound = (guest: string, to: string) =>
			runsheetState.evolve(
				told.state.runsheet,
				{ type: 'roll.bound', body: { guest, seat: to }, ...stamp },
				told.state
			);
		expect(bound(other!, seat!).acks[seat!]).toEqual(told.state.runsheet.acks[other!]);
		expect(bound(seat!, other!)).toBe(told.state.runsheet);
	});
});

describe('what chair and clerk do in a stage', () => {
	it('[T8] introduces one party at a time, and only in that stage', () => {
		const told = opened(plan(), MEMBERS);
		const seat = told.seat('赵敏');
		expect(told.say('周雅琴', { type: 'runsheet.introduce', seat })).toBe('no-stage-here');
		told.go('parties');
		expect(nextToIntroduce(told.state)).toBe(told.seat('李建国'));
		expect(told.say('周雅琴', { type: 'runsheet.introduce', seat })).toBe('ok');
		expect(nextToIntroduce(told.state)).toBe(told.seat('王桂芳'));
		expect(told.say('周雅琴', { type: 'runsheet.introduce', seat: 'nobody' })).toBe('no-such-seat');
		const directory = Object.fromEntries(told.hidden.roll.people);
		expect(partiesView(told.state, directory).groups).toEqual([
			{ title: '居民代表', seats: MEMBERS.map((name) => told.seat(name)) }
		]);
		told.go('rules');
		expect(told.state.runsheet.introducing).toBeNull();
	});

	it('[T9] keeps what the clerk writes for a stage', () => {
		const told = opened();
		const note = (text: string, stage = 'result') =>
			told.say('孙晓彤', { type: 'runsheet.note', stage, text });
		expect(note('  用房用于老年食堂。\n验收后开业。 ')).toBe('ok');
		expect(note('')).toBe('text-empty');
		expect(note('字'.repeat(2_001))).toBe('text-too-long');
		expect(note('好', 'nowhere')).toBe('no-such-stage');
		const stage = told.state.runsheet.stages.find((one) => one.id === 'result')!;
		expect(stage.notes.map((ref) => told.text(ref))).toEqual(['用房用于老年食堂。\n验收后开业。']);
	});

	it('[T9] shows the result in the notice until something is written there', () => {
		const told = opened();
		const shown = () => {
			const { notes } = writtenNow(told.state.runsheet)!;
			return notes.map((ref) => told.text(ref));
		};
		told.go('notice');
		expect(shown()).toEqual([]);
		told.say('孙晓彤', { type: 'runsheet.note', stage: 'result', text: '验收后开业。' });
		expect(shown()).toEqual(['验收后开业。']);
		told.say('孙晓彤', { type: 'runsheet.note', stage: 'notice', text: '公示七天。' });
		expect(shown()).toEqual(['公示七天。']);
	});

	it('[T10] reminds without a name', () => {
		const told = opened();
		told.go('discussion');
		expect(told.say('周雅琴', { type: 'runsheet.remind', kind: 'off-topic' })).toBe('ok');
		expect(told.events.at(-1)!.body).toEqual({ kind: 'off-topic' });
		expect(reminderNow(told.state.runsheet, told.now + 9_999)).toBe('off-topic');
		expect(reminderNow(told.state.runsheet, told.now + 10_000)).toBeNull();
	});

	it('[T11] pauses for calm until the chair or the clock ends it', () => {
		const told = opened();
		expect(told.say('周雅琴', { type: 'runsheet.calm', seconds: 120 })).toBe('ok');
		const due = dueRunsheet(told.state)!;
		expect(due.at).toBe(told.now + 120_000);
		expect(calmLeft(told.state.runsheet, told.now + 50_000)).toBe(70_000);
		const before = told.events.length;
		told.say('clock', due.command);
		expect(told.events).toHaveLength(before);
		told.now = due.at;
		expect(told.say('clock', due.command)).toBe('ok');
		expect(told.state.runsheet.calmUntil).toBeNull();
		expect(dueRunsheet(told.state)).toBeNull();
		expect(told.say('周雅琴', { type: 'runsheet.calm', seconds: 301 })).toBe('malformed');
		expect(told.say('clock', { type: 'runsheet.calm', seconds: 10 })).toBe('not-allowed');
	});

	it('[T1] takes its shapes on the wire and no others', () => {
		const accepts = (command: unknown) =>
			runsheetCommands.some((s) => s.safeParse(command).success);
		expect(accepts({ type: 'runsheet.go', from: 'signin', to: 'matter' })).toBe(true);
		expect(accepts({ type: 'runsheet.introduce', seat: null })).toBe(true);
		expect(accepts({ type: 'runsheet.go', from: 'signin', to: 'matter', how: 'next' })).toBe(false);
		expect(accepts({ type: 'runsheet.calm', seconds: 1.5 })).toBe(false);
		expect(accepts({ type: 'runsheet.acknowledge-hall', seats: [] })).toBe(false);
		expect(accepts({ type: 'runsheet.remind', kind: 'shout' })).toBe(false);
	});
});
