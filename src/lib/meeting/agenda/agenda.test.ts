import { describe, expect, it } from 'vitest';
import { factsOf } from '../facts.ts';
import { opened, plan, prepared } from '../runsheet/test-meetings.ts';
import type { Context } from '../context.ts';
import type { Hooks } from '../hooks.ts';
import { refuse } from '../refusal.ts';
import { itemNow } from './agenda.ts';
import { decideAgenda, openFirstItem } from './decide.ts';
import { agendaCommands } from './schema.ts';
import { kindsOffered } from './offered-kinds.ts';
import { agendaView, itemTalked } from './view.ts';

const MINUTE = 60_000;

describe('the agenda', () => {
	it('[G1] opens one item at a time and copies its title', () => {
		const room = opened();
		room.go('discussion');
		const [first, second] = room.state.agenda.items;
		expect(itemNow(room.state.agenda)?.id).toBe(first!.id);
		const before = room.events.length;
		expect(room.send('周雅琴', { type: 'agenda.open', item: second!.id })).toBe('ok');
		expect(room.events.slice(before).map(({ type, body }) => ({ type, body }))).toEqual([
			{ type: 'agenda.closed', body: { item: first!.id } },
			{ type: 'agenda.opened', body: { item: second!.id, title: second!.title } }
		]);
		expect(room.state.agenda.items.map((item) => item.status)).toEqual(['done', 'open']);
		expect(room.send('周雅琴', { type: 'agenda.open', item: second!.id })).toBe('ok');
		expect(room.events).toHaveLength(before + 2);
	});

	it('[G2] adds up the times of an item that is opened again', () => {
		const room = opened();
		room.go('discussion');
		const item = room.state.agenda.items[0]!.id;
		room.pass(12 * MINUTE);
		expect(room.send('周雅琴', { type: 'agenda.close', item })).toBe('ok');
		expect(room.send('周雅琴', { type: 'agenda.close', item })).toBe('item-not-open');
		room.pass(MINUTE);
		expect(agendaView(room.state, room.now).map((one) => one.status)).toEqual(['done', 'next']);
		expect(room.send('周雅琴', { type: 'agenda.open', item })).toBe('ok');
		room.pass(9 * MINUTE);
		const [first, second] = agendaView(room.state, room.now);
		expect(first).toMatchObject({ number: '1', status: 'now', spent: 21 * MINUTE, left: -MINUTE });
		expect(second).toMatchObject({ number: '2', status: 'next', left: 25 * MINUTE });
	});

	it("[G14] counts nobody's time while results are made, though an item is still open", () => {
		const room = opened();
		room.go('discussion');
		room.pass(MINUTE);
		expect(itemTalked(room.state, room.now)).toMatchObject({ number: '1', left: 19 * MINUTE });
		room.go('result');
		expect(itemNow(room.state.agenda)?.status).toBe('open');
		expect(itemTalked(room.state, room.now)).toBe(null);
		room.pass(7 * MINUTE);
		expect(agendaView(room.state, room.now)[0]).toMatchObject({ status: 'rests', spent: MINUTE });
		room.go('discussion');
		room.pass(2 * MINUTE);
		expect(itemTalked(room.state, room.now)).toMatchObject({ number: '1', left: 17 * MINUTE });
		room.go('result');
		room.pass(5 * MINUTE);
		const item = room.state.agenda.items[0]!.id;
		expect(room.send('周雅琴', { type: 'agenda.close', item })).toBe('ok');
		expect(factsOf(room.events).at(-1)).toMatchObject({ what: 'item-closed', spent: 3 * MINUTE });
	});

	it('[G3] stays as it is while somebody has the floor', () => {
		const room = opened(plan(), ['李建国']);
		room.go('discussion');
		const [first, second] = room.state.agenda.items;
		const seat = room.seat('李建国');
		room.send('李建国', { type: 'queue.join', seat, item: first!.id, stance: 'for' });
		const expected = room.state.queue.entries[0]!.id;
		room.send('周雅琴', { type: 'queue.call', item: first!.id, expect: expected });
		expect(room.send('周雅琴', { type: 'agenda.open', item: second!.id })).toBe('someone-speaking');
		expect(room.send('周雅琴', { type: 'agenda.close', item: first!.id })).toBe('someone-speaking');
		expect(itemNow(room.state.agenda)?.id).toBe(first!.id);
	});

	it('[G15] brings what other slices have for an item, and ends it before the item', () => {
		const room = opened();
		room.go('discussion');
		const [first, second] = room.state.agenda.items;
		const added: Hooks['onItem'] = (_state, _hidden, { item, how }) => ({
			events: [{ type: 'runsheet.introduced', body: { seat: `${how} ${item.id}` } }]
		});
		const decided = (onItem: Hooks['onItem']) =>
			decideAgenda(
				room.state,
				room.hidden,
				{ type: 'agenda.open', item: second!.id },
				{} as Context,
				{ onItem } as Hooks
			);
		expect(decided(added)).toEqual({
			events: [
				{ type: 'runsheet.introduced', body: { seat: `closed ${first!.id}` } },
				{ type: 'agenda.closed', body: { item: first!.id } },
				{ type: 'agenda.opened', body: { item: second!.id, title: second!.title } },
				{ type: 'runsheet.introduced', body: { seat: `opened ${second!.id}` } }
			],
			hidden: []
		});
		expect(decided(() => refuse('someone-speaking'))).toEqual(refuse('someone-speaking'));
	});

	it('[G15] opens by itself with a stage only what may be opened', () => {
		const { state, hidden } = opened();
		const at = (onItem: Hooks['onItem']) =>
			openFirstItem(state, hidden, {} as Context, { onItem } as Hooks).events;
		expect(at(() => ({ events: [] })).map(({ type }) => type)).toEqual(['agenda.opened']);
		expect(at(() => refuse('someone-speaking'))).toEqual([]);
	});

	it('[G4] obeys the chair of an open meeting alone', () => {
		const room = prepared();
		const item = room.state.agenda.items[0]!.id;
		expect(room.send('周雅琴', { type: 'agenda.open', item })).toBe('not-open');
		room.send('organiser', { type: 'plan.open' });
		expect(room.send('孙晓彤', { type: 'agenda.open', item })).toBe('not-allowed');
		expect(room.send('周雅琴', { type: 'agenda.open', item: '__proto__' })).toBe('no-such-item');
		expect(room.send('周雅琴', { type: 'agenda.open', item })).toBe('ok');
	});

	it('[G4] takes its shapes and no other', () => {
		const accepts = (command: unknown) => agendaCommands.some((s) => s.safeParse(command).success);
		expect(accepts({ type: 'agenda.open', item: 'item1' })).toBe(true);
		expect(accepts({ type: 'agenda.close', item: 'item1', seat: 's1' })).toBe(false);
		expect(accepts({ type: 'agenda.open', item: '' })).toBe(false);
	});
});

it('[G16] forms are offered that do something, and what an item is called already', () => {
	expect(kindsOffered('speech')).toEqual(['speech', 'cards', 'vote', 'options']);
	expect(kindsOffered('video')).toEqual(['speech', 'cards', 'vote', 'options', 'video']);
});
