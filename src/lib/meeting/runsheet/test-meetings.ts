/** Meetings for tests, made by commands as every other: from a plan, with a chair, a clerk and members. */
import { TestRoom } from '../test-room.ts';
import type { PlanCommand, PlanDraft } from '../plan/plan.ts';

export type Create = Extract<PlanCommand, { type: 'plan.create' }>;

/** A plan that is complete and short; tests change what they are about. */
export function plan(change: Partial<Create> = {}, draft: Partial<PlanDraft> = {}): Create {
	return {
		type: 'plan.create',
		meeting: 'm1',
		code: '110411',
		draft: { title: '老年食堂怎么办', matter: '是否、怎样办老年食堂？', ...draft },
		preset: 'twelve-rules',
		template: 'seven-set',
		items: [
			{ title: '用途', minutes: 20, goal: '办不办老年食堂' },
			{ title: '开业条件', minutes: 25, goal: '定下三条' }
		],
		...change
	};
}

/** Made from a plan, with a chair, a clerk and these members, not yet open. */
export function prepared(command: Create = plan(), members: readonly string[] = []): TestRoom {
	const room = new TestRoom();
	const staff = { building: '社区', official: true, channel: 'hall', hasPhone: true } as const;
	const outcome = [
		room.send('organiser', command),
		room.send('organiser', {
			type: 'roll.add',
			entries: [
				...members.map((name) => ({
					...staff,
					name,
					title: '居民代表',
					building: '1号楼',
					role: 'member' as const,
					votes: true,
					official: false
				})),
				{ ...staff, name: '周雅琴', title: '书记', role: 'chair', votes: false },
				{ ...staff, name: '孙晓彤', title: '社工', role: 'clerk', votes: false }
			]
		})
	];
	if (outcome.some((answer) => answer !== 'ok')) throw new Error(outcome.join());
	return room;
}

/** The same, open, with all members signed in. */
export function opened(command: Create = plan(), members: readonly string[] = []): TestRoom {
	const room = prepared(command, members);
	const answers = [room.send('organiser', { type: 'plan.open' })];
	if (members.length > 0) {
		const seats = members.map((name) => room.seat(name));
		answers.push(room.send('孙晓彤', { type: 'attendance.sign-in-all', seats }));
	}
	if (answers.some((answer) => answer !== 'ok')) throw new Error(answers.join());
	return room;
}
