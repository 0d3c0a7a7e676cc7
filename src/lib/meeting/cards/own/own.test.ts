import { describe, expect, it } from 'vitest';
import { refuse } from '../../refusal.ts';
import {
	deliveryOf,
	nothingKept,
	readKept,
	wasRefused,
	withCard,
	withoutCard,
	type OutgoingCard
} from './own.ts';

const card: OutgoingCard = {
	board: 'b1',
	seat: 's1',
	by: 's1',
	id: 'abcdefghijkl',
	key: 'k'.repeat(26),
	text: '晚饭也希望有',
	stance: 'idea',
	delivery: 'waiting'
};

describe('[C27] what a phone keeps of its cards', () => {
	it('[C27] comes back from the browser’s store as it was written', () => {
		const kept = withCard(nothingKept(), card);
		expect(readKept(JSON.stringify(kept))).toEqual(kept);
	});

	it('[C27] a store that is empty, broken or another’s is an empty box, never an error', () => {
		for (const stored of [null, '', '{', 'null', '[]', '{"cards":3}', '"x"'])
			expect(readKept(stored)).toEqual(nothingKept());
	});

	it('[C27] a box of an older make keeps its cards', () => {
		expect(readKept(JSON.stringify({ cards: [card] }))).toEqual(withCard(nothingKept(), card));
	});

	it('[C27] what was kept under the earlier name of `delivery` is delivered all the same', () => {
		const { delivery, ...earlier } = card;
		const dots = { by: 's1', ballot: 'b', points: {}, fate: null, at: 1 };
		const stored = JSON.stringify({
			cards: [{ ...earlier, fate: delivery }],
			dots: { 'b1/s1': dots }
		});
		expect(readKept(stored)).toMatchObject({
			cards: [card],
			dots: { 'b1/s1': { delivery: null } }
		});
		expect(readKept(stored).cards[0]).not.toHaveProperty('fate');
	});

	it('[C27] a card is in the box once, however often its delivery changes', () => {
		const sent = withCard(withCard(nothingKept(), card), { ...card, delivery: 'sent' });
		expect(sent.cards).toEqual([{ ...card, delivery: 'sent' }]);
		expect(withoutCard(sent, card.id).cards).toEqual([]);
	});

	it('[C27] what passes by itself is said again; a refusal stays with its reason', () => {
		expect(deliveryOf({ seq: 4 })).toBe('sent');
		for (const code of ['expired', 'too-fast', 'not-saved'] as const)
			expect(deliveryOf(refuse(code))).toBe('waiting');
		const late = deliveryOf(refuse('cards-closed'));
		expect(late).toEqual({ refused: 'cards-closed' });
		expect([late, 'sent' as const, 'waiting' as const, null].map(wasRefused)).toEqual([
			true,
			false,
			false,
			false
		]);
	});
});
