import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counts } from '../attendance/view.ts';
import { CHAIR, PEOPLE, talked } from '../ballots/test-votes.ts';
import { fold } from '../evolve.ts';
import { emptyMeeting } from '../meeting.ts';
import { acksOf } from './acks.ts';
import { dueRunsheet } from './due.ts';
import { runsheetState } from './evolve.ts';
import { partiesView, nextToIntroduce, toIntroduce } from './parties.ts';
import { opened, plan, prepared } from './test-meetings.ts';
import { START } from '../test-room.ts';
import { emptyRunsheet, stageNow } from './runsheet.ts';
import { runsheetCommands } from './schema.ts';
import { templateOf } from './templates.ts';
import {
	acksView,
	calmLeft,
	nextStage,
	prevStage,
	reminderNow,
	stageOfItems,
	stagesView,
	writtenNow
} from './view.ts';

const MEMBERS = ['李建国', '赵敏', '王桂芳'];

describe('going from stage to stage', () => {
	it('[T1] moves for the chair alone, and a second press does nothing', () => {
		const room = opened();
		const go = { type: 'runsheet.go', from: 'signin', to: 'matter' } as const;
		expect(room.send('孙晓彤', go)).toBe('not-allowed');
		expect(room.send('organiser', go)).toBe('not-allowed');
		expect(room.send('周雅琴', go)).toBe('ok');
		expect(room.send('周雅琴', go)).toBe('stale');
		expect(stageNow(room.state.runsheet)?.id).toBe('matter');
		expect(room.go('matter')).toBe('no-such-stage');
		expect(room.go('__proto__')).toBe('no-such-stage');
	});

	it('[T2] writes down whether it was the next, a skip or the way back', () => {
		const room = opened();
		room.go('matter');
		room.go('discussion', { reason: ' 人都熟，不介绍了 ' });
		room.go('parties');
		const moves = room.events.filter((event) => event.type === 'runsheet.entered');
		expect(moves.map(({ body }) => [body.to, body.how, room.text(body.reason)])).toEqual([
			['matter', 'next', null],
			['discussion', 'skip', '人都熟，不介绍了'],
			['parties', 'back', null]
		]);
		expect(room.go('rules', { reason: '字'.repeat(201) })).toBe('text-too-long');
	});

	it('[T3] 6.E line 7: holds the rules until all present have acknowledged, or the chair forces it', () => {
		const room = opened(plan(), MEMBERS);
		room.go('rules');
		room.send('赵敏', { type: 'runsheet.acknowledge', seat: room.seat('赵敏') });
		expect(room.go('discussion')).toBe('acks-missing');
		expect(room.detail).toEqual({ done: 1, of: 3 });
		expect(room.go('parties')).toBe('ok');
		room.go('rules');
		expect(room.go('discussion', { force: true, reason: '时间到了' })).toBe('ok');
		expect(room.events.findLast((event) => event.type === 'runsheet.entered')!.body).toMatchObject({
			from: 'rules',
			to: 'discussion',
			how: 'force'
		});
	});

	it('[T3] calls it no force when nothing was in the way', () => {
		const room = opened(plan(), MEMBERS);
		room.go('rules');
		const seats = MEMBERS.map((name) => room.seat(name));
		room.send('孙晓彤', { type: 'runsheet.acknowledge-hall', seats });
		expect(room.go('discussion', { force: true })).toBe('ok');
		const move = room.events.findLast((event) => event.type === 'runsheet.entered');
		expect(move!.body).toMatchObject({ how: 'next' });
	});

	it('[T4] lets a speaker finish before the discussion is left', () => {
		const room = opened(plan(), MEMBERS);
		room.go('discussion');
		const item = room.state.queue.item!;
		room.send('赵敏', { type: 'queue.join', seat: room.seat('赵敏'), item, stance: 'against' });
		const expected = room.state.queue.entries[0]!.id;
		room.send('周雅琴', { type: 'queue.call', item, expect: expected });
		expect(room.go('result')).toBe('someone-speaking');
		expect(room.go('result', { force: true })).toBe('ok');
		expect(room.events.at(-1)!.body).toMatchObject({ how: 'force' });
	});

	it('[T5] opens the first waiting item on entering the discussion, none when one is open', () => {
		const room = opened();
		let before = room.events.length;
		room.go('discussion');
		expect(room.typesSince(before)).toEqual(['runsheet.entered', 'agenda.opened']);
		room.go('rules');
		before = room.events.length;
		room.go('discussion');
		expect(room.typesSince(before)).toEqual(['runsheet.entered']);
	});

	it('[T12] stands still before opening', () => {
		const room = prepared();
		expect(room.send('周雅琴', { type: 'runsheet.go', from: 'signin', to: 'matter' })).toBe(
			'not-open'
		);
		expect(room.send('周雅琴', { type: 'runsheet.calm', seconds: 10 })).toBe('not-open');
		expect(nextStage(room.state.runsheet)).toBeUndefined();
		expect(stagesView(room.state, START).map((stage) => stage.status)).toEqual(
			Array(7).fill('coming')
		);
	});
});

describe('time', () => {
	it('[T6] adds up the visits of a stage and shows what is over the plan', () => {
		const room = opened();
		room.pass(16 * 60_000);
		room.go('matter');
		room.pass(60_000);
		room.go('signin');
		room.pass(30_000);
		room.go('parties');
		const stages = stagesView(room.state, room.now + 5_000);
		expect(stages[0]).toMatchObject({ status: 'done', spent: 990_000, over: 90_000 });
		expect(stages[1]).toMatchObject({ status: 'done', spent: 60_000, over: 0 });
		expect(stages[2]).toMatchObject({ number: 3, status: 'now', spent: 5_000 });
		expect(prevStage(room.state.runsheet)?.id).toBe('matter');
		room.go('discussion');
		expect(stagesView(room.state, room.now)[3]!.status).toBe('skipped');
		expect(stagesView(room.state, 0)[4]!.spent).toBe(0);
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
				const room = opened(plan(), MEMBERS);
				for (const { to, from, force, wait } of moves) {
					room.pass(wait);
					const before = room.state;
					const here = before.runsheet.stageId!;
					const command = { type: 'runsheet.go', from: from ?? here, to, force } as const;
					const answer = room.send('周雅琴', command);
					if (answer !== 'ok') expect(room.state).toBe(before);
					else expect([command.from, room.state.runsheet.stageId]).toEqual([here, to]);
					const views = stagesView(room.state, room.now);
					expect(views.filter((view) => view.status === 'now')).toHaveLength(1);
					expect(views.reduce((sum, view) => sum + view.spent, 0)).toBe(room.now - START);
				}
				expect(fold(emptyMeeting(), room.events)).toEqual(room.state);
			}),
			{ numRuns: 100 }
		);
	});
});

describe('the rules are read', () => {
	it('[T7] counts each acknowledgement once, from the rules stage on', () => {
		const room = opened(plan(), MEMBERS);
		const seat = room.seat('李建国');
		const acknowledge = { type: 'runsheet.acknowledge', seat } as const;
		expect(room.send('李建国', acknowledge)).toBe('no-stage-here');
		room.go('rules');
		expect(room.send('赵敏', acknowledge)).toBe('not-allowed');
		expect(room.send('李建国', acknowledge)).toBe('ok');
		const before = room.events.length;
		expect(room.send('李建国', acknowledge)).toBe('ok');
		expect(room.events).toHaveLength(before);
		expect(acksView(room.state)).toMatchObject({ done: 1, of: 3, share: 33 });
		expect(room.state.runsheet.acks[seat]).toEqual({ at: room.now, by: seat });
	});

	it('[T7] lets the clerk acknowledge for one and for the hall, with the name of who did', () => {
		const room = opened(plan(), MEMBERS);
		room.go('rules');
		const [li, zhao, wang] = MEMBERS.map((name) => room.seat(name));
		room.send('孙晓彤', { type: 'runsheet.acknowledge', seat: wang! });
		room.send('赵敏', { type: 'attendance.step-out', seat: zhao! });
		const hall = { type: 'runsheet.acknowledge-hall', seats: [li!, wang!, zhao!] } as const;
		expect(room.send('赵敏', { ...hall, seats: [...hall.seats] })).toBe('not-allowed');
		expect(room.send('孙晓彤', { ...hall, seats: [...hall.seats] })).toBe('ok');
		expect(room.events.at(-1)!.body).toEqual({ seats: [li] });
		expect(room.state.runsheet.acks[li!]!.by).toBe(room.seat('孙晓彤'));
		expect(acksOf(room.state)).toEqual({ done: 2, of: 2, missing: [] });
		expect(room.send('赵敏', { type: 'runsheet.acknowledge', seat: zhao! })).toBe('not-present');
		expect(room.go('discussion')).toBe('ok');
		room.send('赵敏', { type: 'attendance.return', seat: zhao! });
		expect(room.send('赵敏', { type: 'runsheet.acknowledge', seat: zhao! })).toBe('ok');
	});
});

describe('a guest who is recognised', () => {
	it('[T7] has acknowledged as the seat they turn out to be', () => {
		const room = opened(plan(), MEMBERS);
		room.go('rules');
		const [seat, other] = MEMBERS.map((name) => room.seat(name));
		room.send('赵敏', { type: 'runsheet.acknowledge', seat: other! });
		const stamp = { v: 1, seq: 99, at: room.now, actor: 'organiser' };
		const bound = (guest: string, to: string) =>
			runsheetState.evolve(
				room.state.runsheet,
				{ type: 'roll.bound', body: { guest, seat: to }, ...stamp },
				room.state
			);
		expect(bound(other!, seat!).acks[seat!]).toEqual(room.state.runsheet.acks[other!]);
		expect(bound(seat!, other!)).toBe(room.state.runsheet);
	});
});

describe('what chair and clerk do in a stage', () => {
	it('[T8] introduces one party at a time, and only in that stage', () => {
		const room = opened(plan(), MEMBERS);
		const seat = room.seat('赵敏');
		expect(room.send('周雅琴', { type: 'runsheet.introduce', seat })).toBe('no-stage-here');
		room.go('parties');
		expect(nextToIntroduce(room.state)).toBe(room.seat('李建国'));
		expect(room.send('周雅琴', { type: 'runsheet.introduce', seat })).toBe('ok');
		expect(nextToIntroduce(room.state)).toBe(room.seat('王桂芳'));
		expect(room.send('周雅琴', { type: 'runsheet.introduce', seat: 'nobody' })).toBe(
			'no-such-seat'
		);
		const directory = Object.fromEntries(room.hidden.roll.people);
		expect(partiesView(room.state, directory).groups).toEqual([
			{ side: null, title: '居民代表', seats: MEMBERS.map((name) => room.seat(name)) }
		]);
		room.go('rules');
		expect(room.state.runsheet.introducing).toBeNull();
	});

	it('[T8] introduces who came to talk, then who works here, though nobody ticked them off', () => {
		const room = opened(plan(), MEMBERS);
		room.send('organiser', {
			type: 'roll.add',
			entries: [
				{
					...{ name: '何律师', title: '法律顾问', building: '', role: 'adviser', votes: false },
					...{ official: false, channel: 'hall', hasPhone: true }
				}
			]
		});
		const adviser = room.seat('何律师');
		const members = MEMBERS.map((name) => room.seat(name));
		expect(toIntroduce(room.state)).toEqual(members);
		room.scan('desk', '孙晓彤');
		room.scan('stage', '周雅琴');
		room.send('孙晓彤', { type: 'attendance.sign-in', seat: adviser });
		// The chair reads the names.
		expect(toIntroduce(room.state)).toEqual([...members, adviser, room.seat('孙晓彤')]);
		expect(counts(room.state)).toMatchObject({ staff: 2, others: 1, present: MEMBERS.length });
		const { groups, staff } = partiesView(room.state, {});
		expect(groups.flatMap(({ seats }) => seats)).toContain(adviser);
		expect(staff).toEqual([room.seat('周雅琴'), room.seat('孙晓彤')]);
		room.send('孙晓彤', { type: 'attendance.leave', seat: room.seat('孙晓彤') });
		expect(toIntroduce(room.state)).not.toContain(room.seat('孙晓彤'));
	});

	it('[T9] keeps what the clerk writes for a stage', () => {
		const room = opened();
		const note = (text: string, stage = 'result') =>
			room.send('孙晓彤', { type: 'runsheet.note', stage, text });
		expect(note('  用房用于老年食堂。\n验收后开业。 ')).toBe('ok');
		expect(note('')).toBe('text-empty');
		expect(note('字'.repeat(2_001))).toBe('text-too-long');
		expect(note('好', 'nowhere')).toBe('no-such-stage');
		const stage = room.state.runsheet.stages.find((one) => one.id === 'result')!;
		expect(stage.notes.map((ref) => room.text(ref))).toEqual(['用房用于老年食堂。\n验收后开业。']);
	});

	it('[T9] shows the result in the notice until something is written there', () => {
		const room = opened();
		const shown = () => {
			const { notes } = writtenNow(room.state.runsheet)!;
			return notes.map((ref) => room.text(ref));
		};
		room.go('notice', { force: true });
		expect(shown()).toEqual([]);
		room.send('孙晓彤', { type: 'runsheet.note', stage: 'result', text: '验收后开业。' });
		expect(shown()).toEqual(['验收后开业。']);
		room.send('孙晓彤', { type: 'runsheet.note', stage: 'notice', text: '公示七天。' });
		expect(shown()).toEqual(['公示七天。']);
	});

	it('[T10] reminds without a name', () => {
		const room = opened();
		room.go('discussion');
		expect(room.send('周雅琴', { type: 'runsheet.remind', kind: 'off-topic' })).toBe('ok');
		expect(room.events.at(-1)!.body).toEqual({ kind: 'off-topic' });
		expect(reminderNow(room.state.runsheet, room.now + 9_999)).toBe('off-topic');
		expect(reminderNow(room.state.runsheet, room.now + 10_000)).toBeNull();
	});

	it('[T10] is for nobody who gets the floor after it, nor for whoever had it before', () => {
		const room = talked();
		const item = room.state.queue.item!;
		const remind = (entry: string) =>
			room.send(CHAIR, { type: 'runsheet.remind', kind: 'overtime', entry });
		const speak = (who: string) => {
			const seat = room.seat(who);
			room.do(who, { type: 'queue.join', seat, item, stance: 'add' });
			const entry = room.state.queue.entries[0]!.id;
			room.pass(1000).do(CHAIR, { type: 'queue.call', item, expect: entry });
			room.do(CHAIR, { type: 'queue.start', entry });
			return entry;
		};
		const first = speak(PEOPLE[1]!);
		expect(remind(first)).toBe('ok');
		expect(reminderNow(room.state.runsheet, room.now)).toBe('overtime');
		const second = speak(PEOPLE[2]!);
		expect(reminderNow(room.state.runsheet, room.now)).toBeNull();
		expect(remind(first)).toBe('stale');
		expect(remind(second)).toBe('ok');
	});

	it('[T11] pauses for calm until the chair or the clock ends it', () => {
		const room = opened();
		expect(room.send('周雅琴', { type: 'runsheet.calm', seconds: 120 })).toBe('ok');
		const due = dueRunsheet(room.state)!;
		expect(due.at).toBe(room.now + 120_000);
		expect(calmLeft(room.state.runsheet, room.now + 50_000)).toBe(70_000);
		const before = room.events.length;
		room.send('clock', due.command);
		expect(room.events).toHaveLength(before);
		room.now = due.at;
		expect(room.send('clock', due.command)).toBe('ok');
		expect(room.state.runsheet.calmUntil).toBeNull();
		expect(dueRunsheet(room.state)).toBeNull();
		expect(room.send('周雅琴', { type: 'runsheet.calm', seconds: 301 })).toBe('malformed');
		expect(room.send('clock', { type: 'runsheet.calm', seconds: 10 })).toBe('not-allowed');
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

it('[T34] items stand under one discussion alone: the one that is on, else the next, else the last', () => {
	const { stages } = templateOf('seven-mediation')!;
	const at = (stageId: string | null) =>
		stageOfItems({
			...emptyRunsheet(),
			stages: stages.map((one) => ({ ...one, notes: [], spent: 0 })),
			stageId
		})?.id;
	expect([null, 'parties', 'sides', 'caucus', 'merge', 'agreement'].map(at)).toEqual([
		...['sides', 'sides', 'sides', 'merge', 'merge', 'merge']
	]);
});
