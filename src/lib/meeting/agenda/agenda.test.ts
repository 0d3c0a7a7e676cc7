import { describe, expect, it } from 'vitest';
import { opened, plan, prepared } from '../runsheet/test-meetings.ts';
import { itemNow } from './agenda.ts';
import { agendaCommands } from './schema.ts';
import { agendaView, itemTalked } from './view.ts';

const MINUTE = 60_000;

describe('the agenda', () => {
	it('[G1] opens one item at a time and copies its title', () => {
		const told = opened();
		told.go('discussion');
		const [first, second] = told.state.agenda.items;
		expect(itemNow(told.state.agenda)?.id).toBe(first!.id);
		const before = told.events.length;
		expect(told.say('周雅琴', { type: 'agenda.open', item: second!.id })).toBe('ok');
		expect(told.events.slice(before).map(({ type, body }) => ({ type, body }))).toEqual([
			{ type: 'agenda.closed', body: { item: first!.id } },
			{ type: 'agenda.opened', body: { item: second!.id, title: second!.title } }
		]);
		expect(told.state.agenda.items.map((item) => item.status)).toEqual(['done', 'open']);
		expect(told.say('周雅琴', { type: 'agenda.open', item: second!.id })).toBe('ok');
		expect(told.events).toHaveLength(before + 2);
	});

	it('[G2] adds up the times of an item that is opened again', () => {
		const told = opened();
		told.go('discussion');
		const item = told.state.agenda.items[0]!.id;
		told.pass(12 * MINUTE);
		expect(told.say('周雅琴', { type: 'agenda.close', item })).toBe('ok');
		expect(told.say('周雅琴', { type: 'agenda.close', item })).toBe('item-not-open');
		told.pass(MINUTE);
		expect(agendaView(told.state.agenda, told.now).map((one) => one.status)).toEqual([
			'done',
			'next'
		]);
		expect(told.say('周雅琴', { type: 'agenda.open', item })).toBe('ok');
		told.pass(9 * MINUTE);
		const [first, second] = agendaView(told.state.agenda, told.now);
		expect(first).toMatchObject({ number: '1', status: 'now', spent: 21 * MINUTE, left: -MINUTE });
		expect(second).toMatchObject({ number: '2', status: 'next', left: 25 * MINUTE });
	});

	it("[G14] counts nobody's time while results are made, though an item is still open", () => {
		const told = opened();
		told.go('discussion');
		told.pass(MINUTE);
		expect(itemTalked(told.state, told.now)).toMatchObject({ number: '1', left: 19 * MINUTE });
		told.go('result');
		expect(itemNow(told.state.agenda)?.status).toBe('open');
		expect(itemTalked(told.state, told.now)).toBe(null);
		told.go('discussion');
		expect(itemTalked(told.state, told.now)).toMatchObject({ number: '1' });
	});

	it('[G3] stays as it is while somebody has the floor', () => {
		const told = opened(plan(), ['李建国']);
		told.go('discussion');
		const [first, second] = told.state.agenda.items;
		const seat = told.seat('李建国');
		told.say('李建国', { type: 'queue.join', seat, item: first!.id, stance: 'for' });
		const expected = told.state.queue.entries[0]!.id;
		told.say('周雅琴', { type: 'queue.call', item: first!.id, expect: expected });
		expect(told.say('周雅琴', { type: 'agenda.open', item: second!.id })).toBe('someone-speaking');
		expect(told.say('周雅琴', { type: 'agenda.close', item: first!.id })).toBe('someone-speaking');
		expect(itemNow(told.state.agenda)?.id).toBe(first!.id);
	});

	it('[G4] obeys the chair of an open meeting alone', () => {
		const told = prepared();
		const item = told.state.agenda.items[0]!.id;
		expect(told.say('周雅琴', { type: 'agenda.open', item })).toBe('not-open');
		told.say('organiser', { type: 'plan.open' });
		expect(told.say('孙晓彤', { type: 'agenda.open', item })).toBe('not-allowed');
		expect(told.say('周雅琴', { type: 'agenda.open', item: '__proto__' })).toBe('no-such-item');
		expect(told.say('周雅琴', { type: 'agenda.open', item })).toBe('ok');
	});

	it('[G4] takes its shapes and no other', () => {
		const accepts = (command: unknown) => agendaCommands.some((s) => s.safeParse(command).success);
		expect(accepts({ type: 'agenda.open', item: 'item1' })).toBe(true);
		expect(accepts({ type: 'agenda.close', item: 'item1', seat: 's1' })).toBe(false);
		expect(accepts({ type: 'agenda.open', item: '' })).toBe(false);
	});
});
