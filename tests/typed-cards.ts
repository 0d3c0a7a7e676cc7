/** Cards, for `typed-words.test.ts`: everything that can be typed in a round of them. */
import { expect } from 'vitest';
import type { Command } from '#lib/meeting/registry.ts';
import type { CardsCommand } from '#lib/meeting/cards/commands.ts';
import type { Board, Step } from '#lib/meeting/cards/cards.ts';
import { COMMON_GROUND_FROM } from '#lib/meeting/cards/defaults.ts';
import { opened, plan } from '#lib/meeting/runsheet/test-meetings.ts';
import type { TestRoom } from '#lib/meeting/test-room.ts';
import { themeWords } from '#lib/meeting/cards/similar/naming.ts';
import { suggestThemes } from '#lib/meeting/cards/similar/suggest.ts';
import { A, B, C, CHAIR, CLERK, draft, run, typed } from './typed-signs.ts';

type Plain<T> = T extends { board: string } ? Omit<T, 'board'> : never;

/** A round of cards from its question to common ground. */
export function cards(): TestRoom {
	const others = Array.from({ length: COMMON_GROUND_FROM }, () => typed());
	const room = opened(plan({}, draft()), [A, B, C, ...others]);
	room.go('discussion', { force: true, reason: typed() });
	const item = room.state.agenda.items[0]!.id;
	const settings = { level: 'named', collect: 'round' } as const;
	run(room, CHAIR, { type: 'cards.prepare', item, question: typed(), settings });
	const board = () => room.state.cards.boards[0]!;
	const send = (who: string, ...commands: Plain<CardsCommand>[]) =>
		run(room, who, ...commands.map((one) => ({ ...one, board: board().id }) as Command));
	const go = (to: Step) => send(CHAIR, { type: 'cards.go', from: board().step, to, force: true });
	send(CHAIR, { type: 'cards.set', question: typed() });
	go('writing');
	send(CHAIR, { type: 'cards.extend', seconds: 60 });
	const shared = typed(4);
	for (const [n, name] of [A, B, C].entries()) {
		const secret = { card: `card00000${n}`, key: `key-of-a-single-phone-${n}` };
		send(name, {
			type: 'cards.send',
			seat: room.seat(name),
			...secret,
			text: shared + typed(),
			stance: 'idea'
		});
	}
	send(CHAIR, { type: 'cards.next-round', round: board().round + 1 });
	room.pass(60_000);
	room.send('clock', { type: 'cards.tally', board: board().id });
	go('reading');
	send(CHAIR, { type: 'cards.show', card: board().cards[0]!.id });
	go('grouping');
	hinted(room, board(), send);
	sorted(room, board, send);
	go('dots');
	send(CHAIR, { type: 'cards.agreeing', open: true }, { type: 'cards.agreeing', open: false });
	send('clock', {
		type: 'cards.ground',
		ground: { ok: false, refusal: { code: 'too-few' } as never }
	});
	send(CHAIR, { type: 'cards.close-phones' });
	send(CLERK, { type: 'cards.weigh-hall', people: 1, points: { [board().groups[0]!.id]: 1 } });
	go('result');
	const secret = { question: typed(), settings: { level: 'secret' } } as const;
	run(room, CHAIR, { type: 'cards.prepare', item, ...secret });
	run(room, CHAIR, { type: 'cards.go', board: 'b2', from: 'ready', to: 'writing' });
	const source = { from: 'group', board: board().id, group: board().groups[0]!.id } as const;
	run(room, CLERK, { type: 'outcomes.answer', source, verdict: 'partly', reason: typed() });
	send(CHAIR, { type: 'cards.to-agenda', group: board().groups[0]!.id });
	return room;
}

/** What the computer proposes is made of the words themselves. */
function hinted(
	room: TestRoom,
	board: Board,
	send: (who: string, one: Plain<CardsCommand>) => void
): void {
	const texts = board.cards.map(({ id, text }) => ({ id, text: room.text(text)! }));
	expect(
		themeWords(
			texts.map(({ text }) => text),
			'zh-Hans'
		).join('')
	).not.toBe('');
	const themes = [{ words: [], cards: texts.map(({ id }) => id) }, ...suggestThemes(texts)].map(
		({ cards: ids }) => ({ cards: [...ids] })
	);
	send('clock', { type: 'cards.hint', hints: { near: [], themes } });
}

function sorted(
	room: TestRoom,
	board: () => Board,
	send: (who: string, ...commands: Plain<CardsCommand>[]) => void
): void {
	const [one, two, three] = board().cards.map(({ id }) => id) as [string, string, string];
	send(CLERK, { type: 'cards.group', cards: [one, two], to: 'new', name: typed() });
	const group = board().groups[0]!.id;
	send(A, { type: 'cards.suggest-name', group, seat: room.seat(A), name: typed() });
	send(CLERK, { type: 'cards.name', group, name: typed() });
	send(
		CLERK,
		{ type: 'cards.stack', card: one, onto: two },
		{ type: 'cards.stack', card: one, onto: null }
	);
	send(CLERK, { type: 'cards.park', cards: [three], as: 'parked', reason: typed() });
	const author = [A, B, C].find(
		(name) => room.seat(name) === board().cards.find(({ id }) => id === one)!.seat
	)!;
	send(author, { type: 'cards.ask', card: one, wish: 'split', note: typed() });
	send(CLERK, { type: 'cards.answer-ask', ask: board().asks[0]!.id, done: true });
	send(
		CHAIR,
		{ type: 'cards.hide', card: two, reason: typed() },
		{ type: 'cards.hide', card: two, reason: null }
	);
	const parts = [
		{ text: typed(), stance: 'idea' },
		{ text: typed(), stance: 'idea' }
	] as const;
	send(CLERK, { type: 'cards.split', card: one, parts: [...parts] });
}
