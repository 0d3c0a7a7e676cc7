import { afterEach, beforeEach, expect, it } from 'vitest';
import { newId } from '#server/auth/arrival.ts';
import { person, stage, type Stage } from '#server/auth/test-meeting.ts';
import { demoAnswers, demoCommands, demoRound } from '#server/demo/scenario-a.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { copiedPlan, copiedRoll, type NewPlan } from './meeting-copy.ts';
import { createMeeting } from './create.ts';
import type { Room } from './room.ts';

let here: Stage;
beforeEach(async () => (here = await stage()));
afterEach(() => here.close());

const organiser = { session: null, owner: true, door: true };
const send = async (room: Room, command: Command) =>
	expect(await room.ask({ id: newId(), as: 'organiser', command }, organiser)).toHaveProperty(
		'seq'
	);

async function made(plan: Parameters<typeof createMeeting>[1]): Promise<Room> {
	const room = await createMeeting(here.app, plan);
	if ('refused' in room) throw new Error(JSON.stringify(room));
	return room;
}

it('[P16] a nested agenda copied: levels, kinds and excerpts as they are; what stood under an erased item moves up', async () => {
	const items: NewPlan['items'] = [
		{ title: '油烟', minutes: 20, kind: 'cards' },
		{ title: '几点开', minutes: 5, parent: 0, goal: '定一个钟点' },
		{ title: '周末呢', minutes: 5, parent: 1, excerpts: [{ text: '周末也要开', source: '街道' }] },
		{ title: '账目', minutes: 10, kind: 'notice' }
	];
	const plan = {
		...{
			draft: { title: '会', matter: '怎么办？' },
			preset: 'twelve-rules',
			template: 'seven-set'
		},
		items
	};
	const first = await made({ owner: null, plan, then: [] });
	const outline = ({ committed, texts }: Room) =>
		committed.state.agenda.items.map(({ number, title, kind, minutes, goal, excerpts }) => [
			...[number, texts.get(title.id), kind, minutes, goal && texts.get(goal.id)],
			...excerpts.map(({ text, source }) => [texts.get(text.id), texts.get(source!.id)])
		]);
	const before = [
		['1', '油烟', 'cards', 20, null],
		['1.1', '几点开', 'speech', 5, '定一个钟点'],
		['1.1.1', '周末呢', 'speech', 5, null, ['周末也要开', '街道']],
		['2', '账目', 'notice', 10, null]
	];
	expect(outline(first)).toEqual(before);
	const copied = () => copiedPlan(first, here.app.now());
	expect(outline(await made({ owner: null, plan: copied(), then: [] }))).toEqual(before);

	await send(first, { type: 'plan.erase', text: first.committed.state.agenda.items[1]!.title.id });
	expect(outline(await made({ owner: null, plan: copied(), then: [] }))).toEqual([
		before[0],
		['1.1', ...before[2]!.slice(1)],
		before[3]
	]);

	const refusedWith = async (wrong: typeof items, why: string) => {
		const room = await createMeeting(here.app, {
			...{ owner: null, plan: { ...plan, items: wrong }, then: [] }
		});
		expect(room).toMatchObject({ refused: why });
	};
	await refusedWith([{ title: '一', minutes: 1, parent: 0 }], 'malformed');
	await refusedWith([...items, { title: '深', minutes: 1, parent: 2 }], 'malformed');
	await refusedWith([...items.slice(0, 3), { title: '深', minutes: 1, parent: 2 }], 'too-deep');
});

it('[P16] the demo copied: everything planned, the list as it is now, and nothing of what happened', async () => {
	const startsAt = here.app.now() + 3600_000;
	const [create, ...then] = demoCommands('', startsAt);
	const { draft, preset, template, items } = create as Extract<Command, { type: 'plan.create' }>;
	const first = await made({
		owner: null,
		plan: { draft, preset, template, items, presetChanges: { turnSeconds: 90 } },
		then: [...then, { type: 'plan.announce' }],
		after: (state) => [...demoAnswers(state), ...demoRound(state)]
	});
	await send(first, { type: 'roll.add', entries: [person('后来的人')] });
	await send(first, { type: 'record.set', publish: 'sealed' });
	await send(first, { type: 'plan.open' });
	const gone = first.committed.state.roll.order[0]!;
	await send(first, { type: 'plan.erase', text: gone });
	const erased = first.committed.state.plan.details!.background!.id;
	await send(first, { type: 'plan.erase', text: erased });

	const again = await made({
		owner: null,
		plan: copiedPlan(first, here.app.now()),
		then: [{ type: 'roll.add', entries: copiedRoll(first) }]
	});
	const { plan, agenda, roll, cards, queue, attendance, record, runsheet } = again.committed.state;
	expect(again.code).not.toBe(first.code);
	expect(plan).toMatchObject({ phase: 'planned', announcedAt: null, signInAt: null });
	const text = (id: string) => again.texts.get(id);
	expect(text(plan.details!.title.id)).toBe(draft.title);
	expect(plan.details).toMatchObject({ background: null, startsAt, record: 'sealed' });
	expect(plan.details!.policies).toHaveLength(3);
	expect(plan.details!.units.map(({ status }) => status)).toEqual(Array(3).fill('invited'));
	expect(plan.rules).toEqual(first.committed.state.plan.rules);
	expect(runsheet.template).toBe(template);
	expect(agenda.items.map(({ title, status }) => [text(title.id), status])).toEqual(
		items.map(({ title }) => [title, 'waiting'])
	);
	expect(roll.order).toHaveLength(first.committed.state.roll.order.length - 1);
	const names = [...again.committed.hidden.roll.people.values()].map((one) => one?.name);
	expect(names).toContain('后来的人');
	expect(names.slice(0, 2)).toEqual(['李建国', '刘玉珍']);
	expect([cards.boards, queue.entries, attendance.of, record.summary]).toEqual([
		...[[], [], {}, null]
	]);
	const later = copiedPlan(first, startsAt + 1);
	expect('startsAt' in later.draft).toBe(false);
});
