/** What the chair presses at an item for cards. */
import { describe, expect, it } from 'vitest';
import type { ItemKind } from '../../agenda/agenda.ts';
import { opened, plan } from '../../runsheet/test-meetings.ts';
import type { TestRoom } from '../../test-room.ts';
import { CHAIR, Round } from '../test-round.ts';
import { roundDue } from './round-due.ts';

const NAMES = ['甲', '乙', '丙'];

/** A discussion that has come to an item of this kind. */
function atItem(kind: ItemKind): TestRoom {
	const room = opened(plan(), NAMES);
	const [item] = room.state.agenda.items;
	const { id, parent, minutes } = item!;
	const items = [{ id, parent, minutes, kind }];
	expect(room.send('documents', { type: 'agenda.arrange', items, gone: [] })).toBe('ok');
	expect(room.go('discussion')).toBe('ok');
	return room;
}

function prepare(room: TestRoom, item: number, question: string): void {
	const { id } = room.state.agenda.items[item]!;
	expect(room.send(CHAIR, { type: 'cards.prepare', item: id, question })).toBe('ok');
}

describe('[K38] at an item for cards', () => {
	it('[K38] the form comes first, or the round that was prepared for it', () => {
		const room = atItem('cards');
		expect(roundDue(room.state)).toEqual({ board: null });
		prepare(room, 1, '别的一项');
		expect(roundDue(room.state)).toEqual({ board: null });
		prepare(room, 0, '最担心什么？');
		expect(roundDue(room.state)?.board?.id).toBe('b2');
		prepare(room, 0, '最希望什么？');
		expect(roundDue(room.state)).toEqual({ board: null });
	});

	it('[K38] nothing of it once a round was begun, at another item, or in another stage', () => {
		const round = new Round();
		expect(roundDue(round.room.state)).toBeNull();
		const room = atItem('cards');
		prepare(room, 0, '最担心什么？');
		room.send(CHAIR, { type: 'cards.go', board: 'b1', from: 'ready', to: 'writing' });
		expect(roundDue(room.state)).toBeNull();
		const elsewhere = atItem('cards');
		elsewhere.go('result');
		expect(roundDue(elsewhere.state)).toBeNull();
		expect(roundDue(atItem('vote').state)).toBeNull();
	});

	it('[K38] whoever has the floor goes first, and a pause', () => {
		const room = atItem('cards');
		room.send(CHAIR, { type: 'runsheet.calm', seconds: 60 });
		expect(roundDue(room.state)).toBeNull();
		room.send(CHAIR, { type: 'runsheet.calm', seconds: 0 });
		const item = room.state.queue.item!;
		const seat = room.seat('甲');
		room.send('甲', { type: 'queue.join', seat, item, stance: 'for' });
		expect(roundDue(room.state)).not.toBeNull();
		const entry = room.state.queue.entries[0]!.id;
		expect(room.send(CHAIR, { type: 'queue.call', item, expect: entry })).toBe('ok');
		expect(roundDue(room.state)).toBeNull();
	});
});
