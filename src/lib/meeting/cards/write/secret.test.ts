/** 秘密 cards: signed before they are written, handed in by nobody, each once (C5). */
import { expect, it } from 'vitest';
import { privateCards } from '../private-view.ts';
import type { ShownCard } from '../cards.ts';
import { MOST_CARDS } from '../defaults.ts';
import { CHAIR, CLERK, Round } from '../test-round.ts';
import { cardsCommands } from '../schema.ts';

const PEOPLE = ['甲', '乙', '丙', '丁', '戊'];

function secret(settings: ConstructorParameters<typeof Round>[0] = {}): Round {
	const round = new Round({ level: 'secret', cards: 2, ...settings }, PEOPLE);
	expect(round.go('writing')).toBe('ok');
	return round;
}

/** The test's blind signatures: a blinded message is the message behind a `~`, and comes back behind the key. */
function asked(round: Round, who: string, n: number, token = `${who}${n}`): string {
	const seat = round.room.seat(who);
	return round.send(who, { type: 'cards.token', seat, n, blinded: `~${token}` });
}

function handed(round: Round, text: string, token: string, card: string, key = `key-${card}`) {
	const of = round.board.blind!.key;
	return round.send('anonymous', {
		...{ type: 'cards.send-secret', card, key, text, stance: 'idea' },
		...{ token, signature: `${of} ${token}` }
	});
}

it('[K42] is begun with five people here, who neither leave cards before nor write in turns', () => {
	const few = new Round({ level: 'secret' }, ['甲', '乙', '丙', '丁']);
	expect(few.go('writing')).toBe('cards-few-for-secret');
	expect(few.room.detail).toEqual({ min: 5 });
	const round = secret({ early: true, collect: 'round' });
	expect(round.board.settings).toMatchObject({ early: false, collect: 'silent' });
	expect(round.board.blind).toMatchObject({ epoch: 'first' });
	// Back and forth it keeps its key.
	const { key } = round.board.blind!;
	expect(round.go('collecting')).toBe('ok');
	expect(round.go('writing')).toBe('ok');
	expect(round.board.blind!.key).toBe(key);
});

it('[K42] signs for whoever sits there, as many as they may write; the same again is the same', () => {
	const round = secret();
	expect(asked(round, '甲', 0)).toBe('ok');
	expect(asked(round, '甲', 0)).toBe('ok');
	expect(asked(round, '甲', 0, 'another')).toBe('token-issued');
	expect(asked(round, '甲', 1)).toBe('ok');
	expect(asked(round, '甲', 2)).toBe('cards-used');
	const seat = round.room.seat('乙');
	expect(round.send(CLERK, { type: 'cards.token', seat, n: 0, blinded: '~x' })).toBe(
		'cards-secret'
	);
	expect(round.send('乙', { type: 'cards.token', seat, n: 0, blinded: 'x' })).toBe(
		'token-unreadable'
	);
	const view = (who: string) =>
		privateCards(round.room.hidden.cards, [round.room.seat(who)], {
			...{ types: true, desk: true, hears: true },
			sees: () => true
		});
	expect(view('甲').issued.map(({ n }) => n)).toEqual([0, 1]);
	expect(view(CHAIR).issued).toEqual([]);
	// Nobody knows who has written.
	expect(view('甲').used).toEqual([]);
});

it('[K42] takes a card of nobody once: forged, used and late ones are refused', () => {
	const round = secret();
	asked(round, '甲', 0);
	const before = round.room.events.length;
	expect(handed(round, '菜要软烂', '甲0', 'card1')).toBe('ok');
	expect(handed(round, '菜要软烂', '甲0', 'card1'), 'said again').toBe('ok');
	expect(handed(round, '别的话', '甲0', 'card1')).toBe('conflict');
	expect(handed(round, '又一张', '甲0', 'card2')).toBe('token-used');
	const forged = { card: 'card3', key: 'k', text: '话', stance: 'idea', token: 't' } as const;
	expect(
		round.send('anonymous', { type: 'cards.send-secret', ...forged, signature: 'mine t' })
	).toBe('token-forged');
	expect(handed(round, '', '甲1', 'card4')).toBe('text-empty');
	expect(round.secret.cards.size).toBe(1);
	expect([...round.secret.cards.values()][0]).toMatchObject({ seat: null, kind: null });
	expect(round.room.events.slice(before).map(({ actor }) => actor)).toEqual(['anonymous']);
	expect(round.open).not.toContain('软烂');
	// A seat sends none, and nobody for somebody else.
	expect(round.write('乙', '从座位上')).toBe('cards-secret');
	round.go('collecting');
	expect(handed(round, '晚了', '甲1', 'card5')).toBe('cards-closed');
	expect(handed(round, '菜要软烂', '甲0', 'card1'), 'answered as before').toBe('ok');
});

it('[K42] what was handed in stays, a box of papers is typed without names, and no voice is taken', () => {
	const round = secret();
	asked(round, '甲', 0);
	handed(round, '菜要软烂', '甲0', 'card1');
	const seat = round.room.seat('甲');
	expect(round.send('甲', { type: 'cards.take-back', card: 'card1', key: 'key-card1' })).toBe(
		'cards-secret'
	);
	expect(round.paper(1, '纸上写的', { seat })).toBe('cards-secret');
	expect(round.paper(1, '纸上写的')).toBe('ok');
	const voice = {
		type: 'cards.voice',
		card: 'card9',
		key: 'k',
		seat,
		seconds: 3,
		sound: ''
	} as const;
	expect(round.send('甲', voice)).toBe('cards-secret');
	for (const n of [2, 3]) {
		asked(round, PEOPLE[n]!, 0);
		handed(round, `第${n}张`, `${PEOPLE[n]}0`, `more${n}`);
	}
	// Four cards may be of two people: fewer than three of a round are asked about.
	expect(round.go('reading')).toBe('cards-few');
	expect(round.go('reading', true)).toBe('ok');
	expect(round.board.cards).toHaveLength(4);
	for (const card of round.board.cards) expect(card.seat).toBeUndefined();
	expect(round.secret).toMatchObject({ blind: null });
	expect([round.secret.issued.size, round.secret.spent.size]).toEqual([0, 0]);
	round.go('grouping');
	expect(
		round.send('甲', { type: 'cards.ask', card: 'card1', key: 'key-card1', wish: 'move' })
	).toBe('cards-secret');
	expect(handed(round, '菜要软烂', '甲0', 'card1'), 'answered as before').toBe('ok');
});

it('[K42] what is no card of this kind is refused at the door', () => {
	const accepts = (command: object) => cardsCommands.some((one) => one.safeParse(command).success);
	const said = {
		...{ type: 'cards.send-secret', board: 'b1', card: 'abcdefgh1234', key: 'k'.repeat(24) },
		...{ text: '话', stance: 'idea', token: 'a'.repeat(128), signature: 'b'.repeat(342) }
	};
	expect(accepts(said)).toBe(true);
	for (const change of [
		{ token: 'A'.repeat(128) },
		{ token: 'a' },
		{ signature: '' },
		{ seat: 's1' },
		{ text: [] },
		{ stance: 'love' }
	])
		expect(accepts({ ...said, ...change }), JSON.stringify(change)).toBe(false);
	const plain = new Round({ level: 'unsigned' }, PEOPLE);
	plain.go('writing');
	expect(
		plain.send('anonymous', {
			...{ type: 'cards.send-secret', card: 'c1', key: 'k', text: '话', stance: 'idea' },
			...{ token: 't', signature: 's' }
		})
	).toBe('malformed');
	expect(asked(plain, '甲', 0)).toBe('malformed');
});

it('[K42] a room that is full tells nobody to take cards out that nobody can take out', () => {
	const round = secret();
	expect(asked(round, '甲', 0, 'first')).toBe('ok');
	const { room } = round;
	const full = Array.from({ length: MOST_CARDS }, () => ({ id: 'card' }) as ShownCard);
	const boards = room.state.cards.boards.map((one) => ({ ...one, cards: full }));
	room.state = { ...room.state, cards: { ...room.state.cards, boards } };
	expect(handed(round, '再写一张', 'first', 'card-more')).toBe('limit-reached');
});
