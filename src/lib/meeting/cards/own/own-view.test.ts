import { describe, expect, it } from 'vitest';
import type { Board } from '../cards.ts';
import type { PrivateCards } from '../private-view.ts';
import type { OutgoingCard } from './own.ts';
import { ownCards, ownIds, usedCards } from './own-view.ts';

const kept = (id: string, delivery: OutgoingCard['delivery']): OutgoingCard => ({
	board: 'b1',
	seat: 's1',
	by: 's1',
	id,
	key: 'k',
	text: `写的${id}`,
	stance: 'idea',
	delivery
});
const mine = (change: Partial<PrivateCards>): PrivateCards => ({
	sent: [],
	used: [],
	issued: [],
	weighed: [],
	agreed: [],
	papers: [],
	voices: [],
	photos: [],
	hall: [],
	...change
});
const board = (cards: object[]) => ({ id: 'b1', cards }) as unknown as Board;

describe('[X15] a phone’s own cards', () => {
	it('[X15] an unsigned card is found by what this phone keeps, and by nothing else', () => {
		const table = board([{ id: 'mine' }, { id: 'other' }]);
		const views = ownCards([kept('mine', 'sent')], mine({}), table, 's1');
		expect(views.map(({ id }) => id)).toEqual(['mine']);
		expect(ownCards([], mine({}), table, 's1')).toEqual([]);
	});

	it('[C27] a card that lies on the table has arrived, whatever the phone heard', () => {
		const views = ownCards([kept('a', 'waiting')], mine({}), board([{ id: 'a' }]), 's1');
		expect(views[0]!.delivery).toBe('sent');
	});

	it('[C5] on a named board another phone of the same person finds them too, each once', () => {
		const sent = [{ board: 'b1', id: 'x', seat: 's1', text: '话', stance: 'worry' as const }];
		const table = board([
			{ id: 'y', seat: 's1', stance: 'fact', text: { id: 't' } },
			{ id: 'z', seat: 's2', stance: 'fact', text: { id: 't2' } }
		]);
		const views = ownCards([kept('a', 'sent')], mine({ sent }), table, 's1');
		expect(views.map(({ id }) => id)).toEqual(['a', 'x', 'y']);
	});

	it('[C4] what is on its way counts, and nothing counts twice', () => {
		const used = [{ board: 'b1', seat: 's1', cards: 2 }];
		const cards = [kept('a', 'sent'), kept('b', 'sent'), kept('c', 'waiting')];
		expect(usedCards(cards, mine({ used }), board([]), 's1')).toBe(3);
		expect(usedCards(cards, mine({}), board([]), 's1')).toBe(3);
		expect(usedCards([kept('d', { refused: 'cards-closed' })], mine({}), board([]), 's1')).toBe(0);
	});

	it('[C9] a spoken card has its words once they are shown, and counts no more when it came back', () => {
		const spoken: OutgoingCard = { ...kept('v', 'sent'), text: '', voice: 9 };
		const before = ownCards([spoken], mine({}), board([]), 's1');
		expect(before).toMatchObject([{ id: 'v', text: '', delivery: 'sent' }]);
		const table = board([{ id: 'v', text: { id: 'x1', hash: '' }, stance: 'worry' }]);
		const after = ownCards([spoken], mine({}), table, 's1');
		expect(after).toMatchObject([{ id: 'v', text: { id: 'x1' }, stance: 'worry' }]);
		expect(usedCards([spoken], mine({}), board([]), 's1')).toBe(1);
		const back = { board: 'b1', id: 'v', seat: 's1', seconds: 9, back: true };
		expect(usedCards([spoken], mine({ voices: [back] }), board([]), 's1')).toBe(0);
	});

	it('[C16] what a card was split into is its writer’s as well', () => {
		const table = board([
			{ id: 'a', split: true },
			{ id: 'a1', from: 'a' },
			{ id: 'b1', from: 'b' }
		]);
		const ids = ownIds(ownCards([kept('a', 'sent')], mine({}), table, 's1'), table);
		expect([...ids]).toEqual(['a', 'a1']);
	});
});
