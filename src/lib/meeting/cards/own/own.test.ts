import { describe, expect, it } from 'vitest';
import { refuse } from '../../refusal.ts';
import {
	fateOf,
	nothingKept,
	readKept,
	wasRefused,
	withCard,
	withoutCard,
	type OwnCard
} from './own.ts';

const card: OwnCard = {
	board: 'b1',
	seat: 's1',
	by: 's1',
	id: 'abcdefghijkl',
	key: 'k'.repeat(26),
	text: '晚饭也希望有',
	stance: 'idea',
	fate: 'waiting'
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

	it('[C27] a card is in the box once, however often its fate changes', () => {
		const sent = withCard(withCard(nothingKept(), card), { ...card, fate: 'sent' });
		expect(sent.cards).toEqual([{ ...card, fate: 'sent' }]);
		expect(withoutCard(sent, card.id).cards).toEqual([]);
	});

	it('[C27] what passes by itself is said again; a refusal stays with its reason', () => {
		expect(fateOf({ seq: 4 })).toBe('sent');
		for (const code of ['expired', 'too-fast', 'not-saved'] as const)
			expect(fateOf(refuse(code))).toBe('waiting');
		const late = fateOf(refuse('cards-closed'));
		expect(late).toEqual({ refused: 'cards-closed' });
		expect([late, 'sent' as const, 'waiting' as const, null].map(wasRefused)).toEqual([
			true,
			false,
			false,
			false
		]);
	});
});
