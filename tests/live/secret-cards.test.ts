/** 秘密 cards over real sockets, the real door and a real file: written once, by nobody, and shown together. */
import { readdirSync, readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { expect, test } from 'vitest';
import { finishToken, newToken } from '#lib/live/blind-token.ts';
import { handIn, type SecretCard } from '#lib/live/secret-door.ts';
import type { Board } from '#lib/meeting/cards/cards.ts';
import { hiddenBoard } from '#lib/meeting/cards/hidden.ts';
import type { Room } from '#server/meeting/room.ts';
import { takeBallot } from '#server/meeting/secret-door.ts';
import { resident, type Phone } from './people.ts';
import { discuss, folder, openMeeting, phone, replay, served } from './world.ts';

const NAMES = ['王桂芳', '李建国', '刘玉珍', '陈立新', '张秀兰'];
const WORDS = ['菜要软烂少盐', '怕油烟飘上楼', '钱从哪里出', '要有糖尿病餐', '离家近就好'];
const boardOf = (room: Room): Board => room.committed.state.cards.boards[0]!;

/** What a phone hands in under the nth of its signed names. */
async function signed(one: Phone, { id: board, blind }: Board, n: number, text: string) {
	const own = await newToken(blind!.key);
	const { seat } = one;
	const { blinded } = own;
	const asked = await one.send({ type: 'cards.token', board, seat, n, blinded });
	expect(asked).toHaveProperty('seq');
	const issued = () => one.privateView!.cards.issued.find((known) => known.n === n);
	await one.until(() => issued() !== undefined, 'what was signed');
	const signature = await finishToken(blind!.key, own, issued()!.signature);
	const card = `card${text.codePointAt(0)}${n}abcdef`.slice(0, 16);
	const of = { board, card, key: `keyof${card}ofnobodyatall`.slice(0, 26) };
	return { ...of, text, stance: 'idea', token: own.token, signature } satisfies SecretCard;
}

test('[K42] signed by seat, handed in by nobody, shown together; nothing stored joins the two', async () => {
	const dir = folder();
	const it = await served(dir);
	const { room, chair, clerk } = await openMeeting(
		it,
		NAMES.map((name) => resident(name))
	);
	const phones: Phone[] = [];
	for (let n = 1; n <= NAMES.length; n++) phones.push(await phone(it, room, n));
	await discuss(room, chair);
	const item = room.committed.state.agenda.items[0]!.id;
	const settings = { level: 'secret', cards: 2 } as const;
	await chair.send({ type: 'cards.prepare', item, question: '您最希望怎么办？', settings });
	const board = boardOf(room).id;
	const early = await takeBallot(it.app, room.addressKey, JSON.stringify({ board }), true);
	expect(early).toHaveProperty('refused');
	expect(
		await chair.send({ type: 'cards.go', board, from: 'ready', to: 'writing' })
	).toHaveProperty('seq');
	for (const one of phones)
		await one.until((p) => Boolean(p.copy!.state.cards.boards[0]?.blind), 'the key');
	const cards: SecretCard[] = [];
	for (const [n, one] of phones.entries())
		cards.push(await signed(one, boardOf(room), 0, WORDS[n]!));
	const door = (said: object) => handIn(room.addressKey, said as SecretCard, it.origin);
	for (const said of cards) expect(await door(said)).toHaveProperty('receipt');
	// The answer was lost: said again it is the same, and counted once.
	expect(await door(cards[0]!)).toEqual(await door(cards[0]!));
	const wrong: [object, string][] = [
		[{ ...cards[0]!, text: '别的话' }, 'conflict'],
		[{ ...cards[0]!, card: 'anothercard12', key: 'k'.repeat(26) }, 'token-used'],
		[{ ...cards[0]!, token: 'a'.repeat(128) }, 'token-forged'],
		[{ ...cards[0]!, signature: cards[1]!.signature }, 'token-forged'],
		[{ ...cards[0]!, board: 'b9' }, 'no-such-board'],
		[{ ...cards[0]!, stance: 'love' }, 'malformed'],
		[{ ...cards[0]!, seat: phones[0]!.seat }, 'malformed'],
		[{ ...cards[0]!, text: Number.NaN }, 'malformed']
	];
	for (const [said, refused] of wrong) expect(await door(said), refused).toMatchObject({ refused });
	expect(await takeBallot(it.app, room.addressKey, JSON.stringify(cards[0]), false)).toMatchObject({
		refused: 'vote-needs-https'
	});
	const send = { type: 'cards.send-secret', ...cards[1]! } as never;
	expect(await phones[0]!.send(send), 'from a seat').toMatchObject({ refused: 'not-allowed' });
	expect(hiddenBoard(room.committed.hidden.cards, board).cards.size).toBe(5);
	for (const one of [chair, clerk, ...phones])
		for (const words of WORDS) {
			expect(JSON.stringify(one.privateView!.cards)).not.toContain(words);
			expect(JSON.stringify(one.copy!.state.cards)).not.toContain(words);
		}
	await it.app.rooms.flush();
	const files = readdirSync(dir).filter((file) => /^yitang\.db(-wal)?$/u.test(file));
	const bytes = Buffer.concat(files.map((file) => readFileSync(path(dir, file))));
	for (const { token, text } of cards) {
		expect(bytes.includes(token), 'a token').toBe(false);
		expect(bytes.includes(text), text).toBe(false);
	}
	// The room as it comes back from the disk.
	const { hidden } = await it.app.journal.load(room.meeting);
	const [there, stored] = [room.committed.hidden.cards, hidden.cards].map((one) =>
		hiddenBoard(one, board)
	);
	expect([stored!.cards.size, stored!.issued.size, stored!.spent.size]).toEqual([5, 5, 5]);
	expect(stored!.blind).toBe(there!.blind);
	// Closing races the last card: it is there or it was refused, and the phone knows which.
	const last = await signed(phones[0]!, boardOf(room), 1, '最后一张');
	const [answer] = await Promise.all([
		door(last),
		chair.send({ type: 'cards.go', board, from: 'writing', to: 'reading' })
	]);
	const taken = 'receipt' in answer;
	if (!taken) expect(answer).toMatchObject({ refused: 'cards-closed' });
	await chair.until((p) => p.copy!.state.cards.boards[0]!.step === 'reading', 'the cards');
	expect(boardOf(room).cards).toHaveLength(taken ? 6 : 5);
	for (const card of boardOf(room).cards) expect(card.seat).toBeUndefined();
	await it.app.rooms.flush();
	const after = hiddenBoard((await it.app.journal.load(room.meeting)).hidden.cards, board);
	expect([after.issued.size, after.spent.size, after.blind]).toEqual([0, 0, null]);
	expect(replay(it, room).cards).toEqual(room.committed.state.cards);
});
