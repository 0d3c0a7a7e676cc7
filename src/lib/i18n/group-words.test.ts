import { expect, it } from 'vitest';
import type { TextRef } from '#lib/meeting/names.ts';
import { shown } from '#lib/meeting/cards/test-round.ts';
import { groupWords } from './group-words.ts';

it('[C14] a group is called by its name, before that by its first card, never by hidden words', () => {
	const round = shown();
	const said = (ref: TextRef | null | undefined) =>
		ref ? round.room.texts.get(ref.id)! : undefined;
	const texts = { text: said };
	const words = (most?: number) => groupWords(texts, round.board, round.board.groups[0]!, most);
	const [first, second] = round.board.cards.map(({ id, text }) => ({ id, text: said(text)! }));
	round.group([second!.id], 'new');
	expect(words()).toBe(`“${second!.text}”`);
	round.group([first!.id], 'g1');
	expect(words()).toContain(first!.text);
	expect(words(1)).toBe('“…”等');
	round.send('孙晓彤', { type: 'cards.hide', card: first!.id, reason: '骂人' });
	expect(words()).not.toContain(first!.text);
	round.send('孙晓彤', { type: 'cards.name', group: 'g1', name: '价格' });
	expect(words()).toBe('价格');
});
