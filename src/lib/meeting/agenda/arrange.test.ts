/** The document's outline as facts, proposals and their answers. */
import { describe, expect, it } from 'vitest';
import type { Command } from '../registry.ts';
import { fold } from '../evolve.ts';
import { emptyMeeting } from '../meeting.ts';
import { opened, plan, prepared } from '../runsheet/test-meetings.ts';
import type { TestRoom } from '../test-room.ts';
import type { ItemToArrange } from './agenda.ts';
import { droppedIn, readable } from './wordings.ts';

const ids = (room: TestRoom) => room.state.agenda.items.map((item) => item.id);
const numbers = (room: TestRoom) =>
	room.state.agenda.items.map((item) => `${item.number} ${room.text(item.title)}`);

/** The agenda as the document would tell it now. */
function outline(room: TestRoom): ItemToArrange[] {
	return room.state.agenda.items
		.filter((item) => !item.withdrawn)
		.map(({ id, parent, kind, minutes }) => ({ id, parent, kind, minutes }));
}

function arrange(room: TestRoom, items: ItemToArrange[], gone: string[] = []): string {
	return room.send('documents', { type: 'agenda.arrange', items, gone });
}

const line = (id: string, parent: string | null, title = id): ItemToArrange => ({
	...{ id, parent, title },
	...{ kind: 'speech', minutes: 5 }
});

describe('what the document says', () => {
	it('[G5] becomes one fact with only what changed, and none when nothing did', () => {
		const room = prepared();
		const before = outline(room);
		const [first, second] = ids(room);
		expect(arrange(room, before)).toBe('ok');
		expect(room.events).toHaveLength(2);
		const next = [{ ...before[1]!, title: '开业条件（三条）' }, before[0]!];
		expect(arrange(room, next)).toBe('ok');
		expect(room.events.at(-1)).toMatchObject({
			type: 'agenda.arranged',
			actor: 'documents',
			body: { items: [{ id: second }], order: [second, first], removed: [], withdrawn: [] }
		});
		expect(numbers(room)).toEqual(['1 开业条件（三条）', '2 用途']);
		expect(room.text(room.state.agenda.items[0]!.goal)).toBe('定下三条');
		expect(arrange(room, outline(room))).toBe('ok');
		expect(room.events).toHaveLength(3);
	});

	it('[G5] is told by the host of the document alone, until the meeting is closed', () => {
		const room = opened();
		const command: Command = { type: 'agenda.arrange', items: outline(room), gone: [] };
		for (const who of ['organiser', 'clock', '周雅琴', '孙晓彤'])
			expect(room.send(who, command)).toBe('not-allowed');
		expect(room.send('documents', command)).toBe('ok');
		room.send('organiser', { type: 'plan.close' });
		expect(room.send('documents', command)).toBe('closed');
	});

	it('[G6] nests three levels deep, numbers them, and takes no outline that is none', () => {
		const room = prepared();
		const [first, second] = outline(room) as [ItemToArrange, ItemToArrange];
		const a = line('a', first.id);
		const b = { ...line('b', 'a'), kind: 'vote' as const, goal: '定下来' };
		expect(arrange(room, [first, a, b, line('c', first.id), second])).toBe('ok');
		expect(numbers(room)).toEqual(['1 用途', '1.1 a', '1.1.1 b', '1.2 c', '2 开业条件']);
		expect(room.state.agenda.items[2]).toMatchObject({ kind: 'vote', minutes: 5, parent: 'a' });
		expect(arrange(room, [first, a, b, line('d', 'b'), second])).toBe('too-deep');
		expect(arrange(room, [first, second, a])).toBe('malformed');
		expect(arrange(room, [a, first])).toBe('malformed');
		expect(arrange(room, [first, first])).toBe('malformed');
		expect(arrange(room, [first], [first.id])).toBe('malformed');
		const untitled: ItemToArrange = { id: 'new', parent: null, kind: 'speech', minutes: 5 };
		expect(arrange(room, [untitled])).toBe('malformed');
		const many = Array.from({ length: 51 }, (_, i) => line(`m${i}`, null));
		expect(arrange(room, many)).toBe('too-many');
	});

	it('[G6 S1.55] carries policy excerpts with their source, and takes a goal away again', () => {
		const room = prepared();
		const [, second] = outline(room) as [ItemToArrange, ItemToArrange];
		const excerpts = [
			{ text: '食品经营须先取得许可', source: '食品安全法' },
			{ text: '油烟须净化' }
		];
		expect(arrange(room, [{ ...second, excerpts, goal: '' }])).toBe('ok');
		const item = room.state.agenda.items.find((one) => one.id === second.id)!;
		expect(item.goal).toBeNull();
		expect(item.excerpts.map(({ text, source }) => [room.text(text), room.text(source)])).toEqual([
			['食品经营须先取得许可', '食品安全法'],
			['油烟须净化', null]
		]);
		const many = Array.from({ length: 7 }, () => ({ text: '一条' }));
		expect(arrange(room, [{ ...second, excerpts: many }])).toBe('too-many');
	});

	it('[G13] earlier words leave with the change, but not those a proposal says too', () => {
		const room = opened(plan(), ['李建国']);
		const [first, second] = outline(room) as [ItemToArrange, ItemToArrange];
		room.send('李建国', { type: 'agenda.propose', seat: room.seat('李建国'), title: '送餐' });
		const { id: proposal } = room.state.agenda.proposals[0]!;
		const fields = { parent: null, kind: 'speech', minutes: 5 } as const;
		room.send('周雅琴', { type: 'agenda.accept', proposal, ...fields });
		const items = room.state.agenda.items;
		const meals = outline(room)[2]!;
		arrange(room, [
			{ ...first, title: '房子' },
			{ ...second, goal: '' },
			{ ...meals, title: '饭' }
		]);
		const dropped = [items[0]!.title.id, items[1]!.goal!.id];
		expect(room.events.at(-1)?.body).toMatchObject({ dropped });
		const { title, goal } = room.state.agenda.items[0]!;
		arrange(room, [second, meals], [first.id]);
		expect(room.events.at(-1)?.body).toMatchObject({
			removed: [first.id],
			dropped: [title.id, goal!.id]
		});
	});

	it('[G13] a title it was used under stays for the record, and is erased with the present one', () => {
		const room = opened();
		room.go('discussion');
		const [first] = outline(room) as [ItemToArrange];
		const was = room.state.agenda.items[0]!.title.id;
		arrange(room, [{ ...first, title: '房子' }]);
		expect(room.events.at(-1)?.body).not.toHaveProperty('dropped');
		const now = room.state.agenda.items[0]!.title.id;
		room.send('organiser', { type: 'plan.erase', text: now });
		const erased = room.events.filter((event) => event.type === 'plan.erased');
		expect(erased.map((event) => event.body.id)).toEqual([now, was]);
	});

	it('[G13 D8] a replay shows an item by its later title where the earlier one left', () => {
		const room = opened();
		const [first, second] = outline(room) as [ItemToArrange, ItemToArrange];
		arrange(room, [first, line('typo', null), second]);
		const then = room.state.agenda;
		arrange(room, [{ ...first, title: '房子' }, second], ['typo']);
		const shown = readable(then, room.state.agenda, droppedIn(room.events));
		expect(shown.items.map((item) => `${item.number} ${room.text(item.title)}`)).toEqual([
			'1 房子',
			'2 开业条件'
		]);
		expect(readable(room.state.agenda, room.state.agenda, new Set())).toBe(room.state.agenda);
	});

	it('[G7] removes what was never opened, and withdraws what was', () => {
		const room = opened();
		room.go('discussion');
		const [first, second] = ids(room);
		expect(arrange(room, [], [first!, second!])).toBe('ok');
		expect(room.events.at(-1)?.body).toMatchObject({ removed: [second], withdrawn: [first] });
		expect(numbers(room)).toEqual([' 用途']);
		// It is still open, and what is said still belongs to it.
		expect(room.state.agenda.items[0]).toMatchObject({ status: 'open', withdrawn: true });
		expect(room.send('周雅琴', { type: 'agenda.close', item: first! })).toBe('ok');
	});

	it('[G7] brings back what the document brings back', () => {
		const room = opened();
		room.go('discussion');
		const all = outline(room);
		const [first] = ids(room);
		room.send('周雅琴', { type: 'agenda.close', item: first! });
		arrange(room, all.slice(1), [first!]);
		expect(numbers(room)).toEqual(['1 开业条件', ' 用途']);
		expect(room.send('周雅琴', { type: 'agenda.open', item: first! })).toBe('no-such-item');
		expect(arrange(room, all)).toBe('ok');
		expect(numbers(room)).toEqual(['1 用途', '2 开业条件']);
		expect(room.send('周雅琴', { type: 'agenda.open', item: first! })).toBe('ok');
	});

	it('[G8] leaves alone what the document has not heard of yet', () => {
		const room = prepared();
		const [first, second] = outline(room) as [ItemToArrange, ItemToArrange];
		const command = { type: 'agenda.add-sub', kind: 'cards', title: '油烟' } as const;
		expect(room.send('孙晓彤', { ...command, parent: first.id })).toBe('ok');
		expect(arrange(room, [second, first])).toBe('ok');
		expect(numbers(room)).toEqual(['1 开业条件', '2 用途', '2.1 油烟']);
	});

	it('[G9 C20] takes a sub-item from a group of cards, last under its item', () => {
		const room = opened(plan(), ['李建国']);
		const [first] = ids(room);
		const add = (parent: string, title = '油烟') =>
			({ type: 'agenda.add-sub', parent, title, kind: 'speech' }) as const;
		expect(room.send('李建国', add(first!))).toBe('not-allowed');
		expect(room.send('周雅琴', add(first!))).toBe('ok');
		expect(room.send('周雅琴', add(first!, '噪声'))).toBe('ok');
		expect(numbers(room)).toEqual(['1 用途', '1.1 油烟', '1.2 噪声', '2 开业条件']);
		expect(room.send('周雅琴', add('nowhere'))).toBe('no-such-item');
		expect(room.send('周雅琴', add(first!, ' '))).toBe('text-empty');
		const sub = room.state.agenda.items[1]!.id;
		expect(room.send('周雅琴', add(sub, '排烟口'))).toBe('ok');
		expect(room.send('周雅琴', add(room.state.agenda.items[2]!.id))).toBe('too-deep');
	});

	it('[G5] folds to the same agenda from the journal alone', () => {
		const room = opened();
		const [first, second] = outline(room) as [ItemToArrange, ItemToArrange];
		arrange(room, [second, line('x', second.id), first]);
		room.go('discussion');
		arrange(room, [first, line('y', null)], [second.id, 'x']);
		expect(fold(emptyMeeting(), room.events)).toEqual(room.state);
	});
});

describe('putting an item aside', () => {
	it('[G2] keeps its budget, comes next when nothing else waits, and goes on', () => {
		const room = opened();
		room.go('discussion');
		const [first, second] = ids(room);
		room.pass(15 * 60_000);
		expect(room.send('孙晓彤', { type: 'agenda.pause', item: first! })).toBe('not-allowed');
		expect(room.send('周雅琴', { type: 'agenda.pause', item: first! })).toBe('ok');
		expect(room.state.agenda.items[0]).toMatchObject({ status: 'paused', spent: 15 * 60_000 });
		expect(room.state.queue.item).toBeNull();
		expect(room.send('周雅琴', { type: 'agenda.pause', item: first! })).toBe('item-not-open');
		room.send('周雅琴', { type: 'agenda.open', item: second! });
		room.send('周雅琴', { type: 'agenda.close', item: second! });
		expect(room.send('周雅琴', { type: 'agenda.open', item: first! })).toBe('ok');
		room.pass(10 * 60_000);
		room.send('周雅琴', { type: 'agenda.close', item: first! });
		expect(room.state.agenda.items[0]).toMatchObject({ status: 'done', spent: 25 * 60_000 });
	});
});

describe('proposals', () => {
	const propose = (room: TestRoom, name: string, title: string, why?: string) =>
		room.send(name, {
			...{ type: 'agenda.propose', seat: room.seat(name), title },
			...(why ? { why } : {})
		});

	it('[G10] come from whoever may speak, three at a time', () => {
		const room = opened(plan(), ['李建国', '赵敏']);
		expect(propose(room, '李建国', '送餐', '卧床老人出不来')).toBe('ok');
		expect(propose(room, '李建国', '   ')).toBe('text-empty');
		expect(propose(room, '李建国', '字'.repeat(61))).toBe('text-too-long');
		propose(room, '李建国', '二');
		propose(room, '李建国', '三');
		expect(propose(room, '李建国', '四')).toBe('too-many-proposals');
		expect(propose(room, '赵敏', '价钱')).toBe('ok');
		const seat = room.seat('赵敏');
		expect(room.send('孙晓彤', { type: 'agenda.propose', seat, title: '座位' })).toBe('ok');
		const last = room.state.agenda.proposals.at(-1)!;
		expect(last).toMatchObject({ seat, by: room.seat('孙晓彤'), status: 'open' });
		expect(room.send('李建国', { type: 'agenda.propose', seat, title: '座位' })).toBe(
			'not-allowed'
		);
	});

	it('[G11] become an item, go into one, or are declined with a reason', () => {
		const room = opened(plan(), ['李建国']);
		for (const title of ['送餐', '价钱', '空调']) propose(room, '李建国', title);
		const [food, price, air] = room.state.agenda.proposals.map((one) => one.id);
		const [first] = ids(room);
		const accept = { proposal: food!, parent: first!, kind: 'speech', minutes: 8 } as const;
		expect(room.send('李建国', { type: 'agenda.accept', ...accept })).toBe('not-allowed');
		expect(room.send('周雅琴', { type: 'agenda.accept', ...accept })).toBe('ok');
		expect(numbers(room)).toEqual(['1 用途', '1.1 送餐', '2 开业条件']);
		expect(room.send('周雅琴', { type: 'agenda.merge', proposal: price!, item: 'no' })).toBe(
			'no-such-item'
		);
		room.send('周雅琴', { type: 'agenda.merge', proposal: price!, item: first! });
		const decline = { type: 'agenda.decline', proposal: air! } as const;
		expect(room.send('周雅琴', { ...decline, reason: '' })).toBe('needs-reason');
		expect(room.send('周雅琴', { ...decline, reason: '另行处理' })).toBe('ok');
		expect(
			room.state.agenda.proposals.map(({ status, item, reason }) => [
				status,
				item,
				room.text(reason)
			])
		).toEqual([
			['accepted', room.state.agenda.items[1]!.id, null],
			['merged', first, null],
			['declined', null, '另行处理']
		]);
	});

	it('[G12] are answered once, and can be taken back until then', () => {
		const room = opened(plan(), ['李建国', '赵敏']);
		propose(room, '李建国', '送餐');
		propose(room, '李建国', '价钱');
		const [food, price] = room.state.agenda.proposals.map((one) => one.id);
		const back = { type: 'agenda.take-back', proposal: food! } as const;
		expect(room.send('赵敏', { ...back, seat: room.seat('赵敏') })).toBe('not-your-seat');
		expect(room.send('李建国', { ...back, seat: room.seat('李建国') })).toBe('ok');
		const decline = { type: 'agenda.decline', proposal: food!, reason: '晚了' } as const;
		expect(room.send('周雅琴', decline)).toBe('already-answered');
		room.send('周雅琴', { ...decline, proposal: price! });
		const late = { ...back, proposal: price!, seat: room.seat('李建国') };
		expect(room.send('李建国', late)).toBe('already-answered');
		expect(room.send('周雅琴', { ...decline, proposal: 'none' })).toBe('no-such-proposal');
	});
});
