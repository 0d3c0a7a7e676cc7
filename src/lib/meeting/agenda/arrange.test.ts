/** The document's outline as facts, proposals and their answers. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../registry.ts';
import { fold } from '../evolve.ts';
import { emptyMeeting } from '../meeting.ts';
import { opened, plan, prepared } from '../runsheet/test-meetings.ts';
import type { TestRoom } from '../test-room.ts';
import type { ItemToArrange } from './agenda.ts';
import { droppedIn, readable } from './wordings.ts';

const ids = (told: TestRoom) => told.state.agenda.items.map((item) => item.id);
const numbers = (told: TestRoom) =>
	told.state.agenda.items.map((item) => `${item.number} ${told.text(item.title)}`);

/** The agenda as the document would tell it now. */
function outline(told: TestRoom): ItemToArrange[] {
	return told.state.agenda.items
		.filter((item) => !item.withdrawn)
		.map(({ id, parent, kind, minutes }) => ({ id, parent, kind, minutes }));
}

function arrange(told: TestRoom, items: ItemToArrange[], gone: string[] = []): string {
	return told.say('documents', { type: 'agenda.arrange', items, gone });
}

const line = (id: string, parent: string | null, title = id): ItemToArrange => ({
	...{ id, parent, title },
	...{ kind: 'speech', minutes: 5 }
});

describe('what the document says', () => {
	it('[G5] becomes one fact with only what changed, and none when nothing did', () => {
		const told = prepared();
		const before = outline(told);
		const [first, second] = ids(told);
		expect(arrange(told, before)).toBe('ok');
		expect(told.events).toHaveLength(2);
		const next = [{ ...before[1]!, title: '开业条件（三条）' }, before[0]!];
		expect(arrange(told, next)).toBe('ok');
		expect(told.events.at(-1)).toMatchObject({
			type: 'agenda.arranged',
			actor: 'documents',
			body: { items: [{ id: second }], order: [second, first], removed: [], withdrawn: [] }
		});
		expect(numbers(told)).toEqual(['1 开业条件（三条）', '2 用途']);
		expect(told.text(told.state.agenda.items[0]!.goal)).toBe('定下三条');
		expect(arrange(told, outline(told))).toBe('ok');
		expect(told.events).toHaveLength(3);
	});

	it('[G5] is told by the host of the document alone, until the meeting is closed', () => {
		const told = opened();
		const command: Command = { type: 'agenda.arrange', items: outline(told), gone: [] };
		for (const who of ['organiser', 'clock', '周雅琴', '孙晓彤'])
			expect(told.say(who, command)).toBe('not-allowed');
		expect(told.say('documents', command)).toBe('ok');
		told.say('organiser', { type: 'plan.close' });
		expect(told.say('documents', command)).toBe('closed');
	});

	it('[G6] nests three levels deep, numbers them, and takes no outline that is none', () => {
		const told = prepared();
		const [first, second] = outline(told) as [ItemToArrange, ItemToArrange];
		const a = line('a', first.id);
		const b = { ...line('b', 'a'), kind: 'vote' as const, goal: '定下来' };
		expect(arrange(told, [first, a, b, line('c', first.id), second])).toBe('ok');
		expect(numbers(told)).toEqual(['1 用途', '1.1 a', '1.1.1 b', '1.2 c', '2 开业条件']);
		expect(told.state.agenda.items[2]).toMatchObject({ kind: 'vote', minutes: 5, parent: 'a' });
		expect(arrange(told, [first, a, b, line('d', 'b'), second])).toBe('too-deep');
		expect(arrange(told, [first, second, a])).toBe('malformed');
		expect(arrange(told, [a, first])).toBe('malformed');
		expect(arrange(told, [first, first])).toBe('malformed');
		expect(arrange(told, [first], [first.id])).toBe('malformed');
		const untitled: ItemToArrange = { id: 'new', parent: null, kind: 'speech', minutes: 5 };
		expect(arrange(told, [untitled])).toBe('malformed');
		const many = Array.from({ length: 51 }, (_, i) => line(`m${i}`, null));
		expect(arrange(told, many)).toBe('too-many');
	});

	it('[G6 S1.55] carries policy excerpts with their source, and takes a goal away again', () => {
		const told = prepared();
		const [, second] = outline(told) as [ItemToArrange, ItemToArrange];
		const excerpts = [
			{ text: '食品经营须先取得许可', source: '食品安全法' },
			{ text: '油烟须净化' }
		];
		expect(arrange(told, [{ ...second, excerpts, goal: '' }])).toBe('ok');
		const item = told.state.agenda.items.find((one) => one.id === second.id)!;
		expect(item.goal).toBeNull();
		expect(item.excerpts.map(({ text, source }) => [told.text(text), told.text(source)])).toEqual([
			['食品经营须先取得许可', '食品安全法'],
			['油烟须净化', null]
		]);
		const many = Array.from({ length: 7 }, () => ({ text: '一条' }));
		expect(arrange(told, [{ ...second, excerpts: many }])).toBe('too-many');
	});

	it('[G13] earlier words leave with the change, but not those a proposal says too', () => {
		const told = opened(plan(), ['李建国']);
		const [first, second] = outline(told) as [ItemToArrange, ItemToArrange];
		told.say('李建国', { type: 'agenda.propose', seat: told.seat('李建国'), title: '送餐' });
		const { id: proposal } = told.state.agenda.proposals[0]!;
		const fields = { parent: null, kind: 'speech', minutes: 5 } as const;
		told.say('周雅琴', { type: 'agenda.accept', proposal, ...fields });
		const items = told.state.agenda.items;
		const meals = outline(told)[2]!;
		arrange(told, [
			{ ...first, title: '房子' },
			{ ...second, goal: '' },
			{ ...meals, title: '饭' }
		]);
		const dropped = [items[0]!.title.id, items[1]!.goal!.id];
		expect(told.events.at(-1)?.body).toMatchObject({ dropped });
		const room = told.state.agenda.items[0]!.title.id;
		arrange(told, [second, meals], [first.id]);
		expect(told.events.at(-1)?.body).toMatchObject({ removed: [first.id], dropped: [room] });
	});

	it('[G13] a title it was used under stays for the record, and is erased with the present one', () => {
		const told = opened();
		told.go('discussion');
		const [first] = outline(told) as [ItemToArrange];
		const was = told.state.agenda.items[0]!.title.id;
		arrange(told, [{ ...first, title: '房子' }]);
		expect(told.events.at(-1)?.body).not.toHaveProperty('dropped');
		const now = told.state.agenda.items[0]!.title.id;
		told.say('organiser', { type: 'plan.erase', text: now });
		const erased = told.events.filter((event) => event.type === 'plan.erased');
		expect(erased.map((event) => event.body.id)).toEqual([now, was]);
	});

	it('[G13 D8] a replay shows an item by its later title where the earlier one left', () => {
		const told = opened();
		const [first, second] = outline(told) as [ItemToArrange, ItemToArrange];
		arrange(told, [first, line('typo', null), second]);
		const then = told.state.agenda;
		arrange(told, [{ ...first, title: '房子' }, second], ['typo']);
		const shown = readable(then, told.state.agenda, droppedIn(told.events));
		expect(shown.items.map((item) => `${item.number} ${told.text(item.title)}`)).toEqual([
			'1 房子',
			'2 开业条件'
		]);
		expect(readable(told.state.agenda, told.state.agenda, new Set())).toBe(told.state.agenda);
	});

	it('[G7] removes what was never opened, and withdraws what was', () => {
		const told = opened();
		told.go('discussion');
		const [first, second] = ids(told);
		expect(arrange(told, [], [first!, second!])).toBe('ok');
		expect(told.events.at(-1)?.body).toMatchObject({ removed: [second], withdrawn: [first] });
		expect(numbers(told)).toEqual([' 用途']);
		// It is still open, and what is said still belongs to it.
		expect(told.state.agenda.items[0]).toMatchObject({ status: 'open', withdrawn: true });
		expect(told.say('周雅琴', { type: 'agenda.close', item: first! })).toBe('ok');
	});

	it('[G7] brings back what the document brings back', () => {
		const told = opened();
		told.go('discussion');
		const all = outline(told);
		const [first] = ids(told);
		told.say('周雅琴', { type: 'agenda.close', item: first! });
		arrange(told, all.slice(1), [first!]);
		expect(numbers(told)).toEqual(['1 开业条件', ' 用途']);
		expect(told.say('周雅琴', { type: 'agenda.open', item: first! })).toBe('no-such-item');
		expect(arrange(told, all)).toBe('ok');
		expect(numbers(told)).toEqual(['1 用途', '2 开业条件']);
		expect(told.say('周雅琴', { type: 'agenda.open', item: first! })).toBe('ok');
	});

	it('[G8] leaves alone what the document has not heard of yet', () => {
		const told = prepared();
		const [first, second] = outline(told) as [ItemToArrange, ItemToArrange];
		const command = { type: 'agenda.add-sub', kind: 'cards', title: '油烟' } as const;
		expect(told.say('孙晓彤', { ...command, parent: first.id })).toBe('ok');
		expect(arrange(told, [second, first])).toBe('ok');
		expect(numbers(told)).toEqual(['1 开业条件', '2 用途', '2.1 油烟']);
	});

	it('[G9 C20] takes a sub-item from a group of cards, last under its item', () => {
		const told = opened(plan(), ['李建国']);
		const [first] = ids(told);
		const add = (parent: string, title = '油烟') =>
			({ type: 'agenda.add-sub', parent, title, kind: 'speech' }) as const;
		expect(told.say('李建国', add(first!))).toBe('not-allowed');
		expect(told.say('周雅琴', add(first!))).toBe('ok');
		expect(told.say('周雅琴', add(first!, '噪声'))).toBe('ok');
		expect(numbers(told)).toEqual(['1 用途', '1.1 油烟', '1.2 噪声', '2 开业条件']);
		expect(told.say('周雅琴', add('nowhere'))).toBe('no-such-item');
		expect(told.say('周雅琴', add(first!, ' '))).toBe('text-empty');
		const sub = told.state.agenda.items[1]!.id;
		expect(told.say('周雅琴', add(sub, '排烟口'))).toBe('ok');
		expect(told.say('周雅琴', add(told.state.agenda.items[2]!.id))).toBe('too-deep');
	});

	it('[G5] folds to the same agenda from the journal alone', () => {
		const told = opened();
		const [first, second] = outline(told) as [ItemToArrange, ItemToArrange];
		arrange(told, [second, line('x', second.id), first]);
		told.go('discussion');
		arrange(told, [first, line('y', null)], [second.id, 'x']);
		expect(fold(emptyMeeting(), told.events)).toEqual(told.state);
	});
});

describe('putting an item aside', () => {
	it('[G2] keeps its budget, comes next when nothing else waits, and goes on', () => {
		const told = opened();
		told.go('discussion');
		const [first, second] = ids(told);
		told.pass(15 * 60_000);
		expect(told.say('孙晓彤', { type: 'agenda.pause', item: first! })).toBe('not-allowed');
		expect(told.say('周雅琴', { type: 'agenda.pause', item: first! })).toBe('ok');
		expect(told.state.agenda.items[0]).toMatchObject({ status: 'paused', spent: 15 * 60_000 });
		expect(told.state.queue.item).toBeNull();
		expect(told.say('周雅琴', { type: 'agenda.pause', item: first! })).toBe('item-not-open');
		told.say('周雅琴', { type: 'agenda.open', item: second! });
		told.say('周雅琴', { type: 'agenda.close', item: second! });
		expect(told.say('周雅琴', { type: 'agenda.open', item: first! })).toBe('ok');
		told.pass(10 * 60_000);
		told.say('周雅琴', { type: 'agenda.close', item: first! });
		expect(told.state.agenda.items[0]).toMatchObject({ status: 'done', spent: 25 * 60_000 });
	});
});

describe('proposals', () => {
	const propose = (told: TestRoom, name: string, title: string, why?: string) =>
		told.say(name, {
			...{ type: 'agenda.propose', seat: told.seat(name), title },
			...(why ? { why } : {})
		});

	it('[G10] come from whoever may speak, three at a time', () => {
		const told = opened(plan(), ['李建国', '赵敏']);
		expect(propose(told, '李建国', '送餐', '卧床老人出不来')).toBe('ok');
		expect(propose(told, '李建国', '   ')).toBe('text-empty');
		expect(propose(told, '李建国', '字'.repeat(61))).toBe('text-too-long');
		propose(told, '李建国', '二');
		propose(told, '李建国', '三');
		expect(propose(told, '李建国', '四')).toBe('too-many-proposals');
		expect(propose(told, '赵敏', '价钱')).toBe('ok');
		const seat = told.seat('赵敏');
		expect(told.say('孙晓彤', { type: 'agenda.propose', seat, title: '座位' })).toBe('ok');
		const last = told.state.agenda.proposals.at(-1)!;
		expect(last).toMatchObject({ seat, by: told.seat('孙晓彤'), status: 'open' });
		expect(told.say('李建国', { type: 'agenda.propose', seat, title: '座位' })).toBe('not-allowed');
	});

	it('[G11] become an item, go into one, or are declined with a reason', () => {
		const told = opened(plan(), ['李建国']);
		for (const title of ['送餐', '价钱', '空调']) propose(told, '李建国', title);
		const [food, price, air] = told.state.agenda.proposals.map((one) => one.id);
		const [first] = ids(told);
		const accept = { proposal: food!, parent: first!, kind: 'speech', minutes: 8 } as const;
		expect(told.say('李建国', { type: 'agenda.accept', ...accept })).toBe('not-allowed');
		expect(told.say('周雅琴', { type: 'agenda.accept', ...accept })).toBe('ok');
		expect(numbers(told)).toEqual(['1 用途', '1.1 送餐', '2 开业条件']);
		expect(told.say('周雅琴', { type: 'agenda.merge', proposal: price!, item: 'no' })).toBe(
			'no-such-item'
		);
		told.say('周雅琴', { type: 'agenda.merge', proposal: price!, item: first! });
		const decline = { type: 'agenda.decline', proposal: air! } as const;
		expect(told.say('周雅琴', { ...decline, reason: '' })).toBe('needs-reason');
		expect(told.say('周雅琴', { ...decline, reason: '另行处理' })).toBe('ok');
		expect(
			told.state.agenda.proposals.map(({ status, item, reason }) => [
				status,
				item,
				told.text(reason)
			])
		).toEqual([
			['accepted', told.state.agenda.items[1]!.id, null],
			['merged', first, null],
			['declined', null, '另行处理']
		]);
	});

	it('[G12] are answered once, and can be taken back until then', () => {
		const told = opened(plan(), ['李建国', '赵敏']);
		propose(told, '李建国', '送餐');
		propose(told, '李建国', '价钱');
		const [food, price] = told.state.agenda.proposals.map((one) => one.id);
		const back = { type: 'agenda.take-back', proposal: food! } as const;
		expect(told.say('赵敏', { ...back, seat: told.seat('赵敏') })).toBe('not-your-seat');
		expect(told.say('李建国', { ...back, seat: told.seat('李建国') })).toBe('ok');
		const decline = { type: 'agenda.decline', proposal: food!, reason: '晚了' } as const;
		expect(told.say('周雅琴', decline)).toBe('already-answered');
		told.say('周雅琴', { ...decline, proposal: price! });
		const late = { ...back, proposal: price!, seat: told.seat('李建国') };
		expect(told.say('李建国', late)).toBe('already-answered');
		expect(told.say('周雅琴', { ...decline, proposal: 'none' })).toBe('no-such-proposal');
	});
});
