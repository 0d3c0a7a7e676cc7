import { describe, expect, it } from 'vitest';
import { privateCards } from '../private-view.ts';
import { CHAIR, CLERK, Round } from '../test-round.ts';
import { cardsCommands } from '../schema.ts';
import { due } from '../../due.ts';
import { maybeTwo } from '../view.ts';

const MINUTE = 60_000;

function writing(...args: ConstructorParameters<typeof Round>): Round {
	const round = new Round(...args);
	expect(round.go('writing')).toBe('ok');
	return round;
}

describe('the steps', () => {
	it('[K1 C1] are moved by the chair alone, also back, each a fact on the step it was seen on', () => {
		const round = new Round();
		expect(round.send(CLERK, { type: 'cards.go', from: 'ready', to: 'writing' })).toBe(
			'not-allowed'
		);
		expect(round.go('writing')).toBe('ok');
		expect(round.send(CHAIR, { type: 'cards.go', from: 'ready', to: 'writing' })).toBe('stale');
		round.write('甲', '一');
		round.write('乙', '二');
		round.write('丙', '三');
		for (const step of ['collecting', 'writing', 'reading', 'grouping', 'naming'] as const)
			expect(round.go(step)).toBe('ok');
		expect(round.go('dots')).toBe('cards-no-groups');
		round.group(['c1'], 'new');
		for (const step of ['dots', 'result', 'grouping'] as const) expect(round.go(step)).toBe('ok');
		const moves = round.room.events.filter((event) => event.type === 'cards.went');
		expect(moves.map((event) => event.type === 'cards.went' && event.body.to)).toEqual([
			...['writing', 'collecting', 'writing', 'reading', 'grouping', 'naming', 'dots', 'result'],
			'grouping'
		]);
	});

	it('[K2] run in the discussion only; a board belongs to an agenda item', () => {
		const round = new Round();
		round.room.go('result', { force: true });
		expect(round.go('writing')).toBe('no-stage-here');
		const prepare = { type: 'cards.prepare', item: 'nowhere', question: '什么？' } as const;
		expect(round.room.send(CHAIR, prepare)).toBe('no-such-item');
		expect(round.send('甲', { type: 'cards.set', settings: { cards: 9 } })).toBe('not-allowed');
	});

	it('[K3] have a countdown that closes nothing and can be made longer', () => {
		const round = writing({ writeMinutes: 6 });
		expect(round.board.until).toBe(round.room.now + 6 * MINUTE);
		round.room.pass(7 * MINUTE);
		expect(round.write('甲', '慢慢写')).toBe('ok');
		expect(round.send(CHAIR, { type: 'cards.extend', seconds: 120 })).toBe('ok');
		expect(round.board.until).toBe(round.room.now + 2 * MINUTE);
	});

	it('[K4] keep what was promised to writers', () => {
		const round = writing({ level: 'unsigned' });
		const set = (settings: object) => round.send(CHAIR, { type: 'cards.set', settings });
		expect(set({ level: 'named' })).toBe('cards-level-fixed');
		expect(set({ cards: 5, limit: 60 })).toBe('ok');
		expect(round.board.settings).toMatchObject({ cards: 5, limit: 60, level: 'unsigned' });
	});
});

describe('writing', () => {
	it('[K6 C2] shows counts to everybody and cards to nobody', () => {
		const round = writing({ level: 'named' });
		round.write('甲', '不要油烟');
		round.write('甲', '要便宜');
		round.write('乙', '要软烂');
		expect(round.board.count).toEqual({ cards: 1, people: 1, papers: 0 });
		round.room.pass(1000);
		const next = due(round.room.state)!;
		expect(next).toEqual({
			at: round.board.countAt,
			command: { type: 'cards.tally', board: 'b1' }
		});
		expect(round.room.send('clock', next.command)).toBe('ok');
		expect(round.board.count).toEqual({ cards: 3, people: 2, papers: 0 });
		expect(due(round.room.state)).toBeNull();
		for (const words of ['油烟', '便宜', '软烂']) expect(round.open).not.toContain(words);
		const own = (who: string) =>
			privateCards(round.room.hidden.cards, [round.room.seat(who)], {
				types: true,
				desk: true,
				hears: false,
				sees: () => false
			}).sent;
		expect(own('甲').map(({ text }) => text)).toEqual(['不要油烟', '要便宜']);
		expect(own(CHAIR)).toEqual([]);
	});

	it('[K7] takes one line of the right length, whatever it is made of', () => {
		const round = writing({ limit: 20 });
		expect(round.write('甲', '')).toBe('text-empty');
		expect(round.write('甲', ' \u200B\n\u2800')).toBe('text-empty');
		expect(round.write('甲', '字'.repeat(21))).toBe('text-too-long');
		expect(round.room.detail).toEqual({ max: 20 });
		expect(round.write('甲', 'e' + '\u0301'.repeat(900))).toBe('text-too-long');
		expect(round.write('甲', '\uD800')).toBe('malformed');
		expect(round.write('甲', '👨‍👩‍👧‍👦'.repeat(20))).toBe('ok');
		expect(round.write('甲', '<script>1</script>')).toBe('ok');
		expect(round.write('甲', '上\n下\u202E')).toBe('ok');
		const texts = [...round.secret.cards.values()].map(({ text }) => text);
		expect(texts).toEqual(['👨‍👩‍👧‍👦'.repeat(20), '<script>1</script>', '上 下']);
	});

	it('[K7] hints at two ideas on one card and leaves a price alone', () => {
		expect(['要软烂；要便宜', '少盐。还要早点开', '便宜，另外要送餐'].map(maybeTwo)).toEqual([
			true,
			true,
			true
		]);
		expect(['一荤两素不超过12.5元', '菜要软烂少盐，要有糖尿病餐。'].map(maybeTwo)).toEqual([
			false,
			false
		]);
	});

	it('[K8 C4] takes so many cards of a person, and one more for one taken back', () => {
		const round = writing({ cards: 2 });
		round.write('甲', '一');
		round.write('甲', '二');
		expect(round.write('甲', '三')).toBe('cards-used');
		expect(round.room.detail).toEqual({ max: 2 });
		const seat = round.room.seat('甲');
		const back = { type: 'cards.take-back', card: 'c1', key: 'key-c1', seat } as const;
		expect(round.send('乙', { ...back, key: 'key-c2' })).toBe('card-not-yours');
		expect(round.send('甲', back)).toBe('ok');
		expect(round.send('甲', back)).toBe('ok');
		expect(round.write('甲', '三')).toBe('ok');
		expect(round.write('甲', '四')).toBe('cards-used');
	});

	it('[K9 C27] takes the same card once, also after collection', () => {
		const round = writing();
		for (const who of ['甲', '乙', '丙']) round.write(who, '一样的话', 'idea', `card-${who}`);
		expect(round.write('甲', '一样的话', 'idea', 'card-甲')).toBe('ok');
		expect(round.write('甲', '别的话', 'idea', 'card-甲')).toBe('conflict');
		expect(round.write('乙', '一样的话', 'idea', 'card-甲')).toBe('ok');
		expect(round.secret.cards.size).toBe(3);
		expect(round.secret.countsBySeat.cards.get(round.room.seat('甲'))).toBe(1);
		round.go('reading');
		expect(round.write('甲', '一样的话', 'idea', 'card-甲')).toBe('ok');
		expect(round.board.cards).toHaveLength(3);
	});

	it('[K10 C23] closes with collection, and lets absent people leave cards before it', () => {
		const round = new Round({ early: true, level: 'named' });
		const seat = round.room.seat('丙');
		round.room.send(CLERK, { type: 'attendance.undo-sign-in', seat });
		expect(round.write('甲', '早了')).toBe('cards-not-open');
		expect(round.write('丙', '我来不了')).toBe('ok');
		round.go('writing');
		expect(round.write('丙', '再补一张')).toBe('ok');
		round.write('甲', '到场');
		round.go('collecting');
		expect(round.write('甲', '晚了')).toBe('cards-closed');
		expect(round.write('丙', '晚了')).toBe('cards-closed');
		round.go('reading');
		expect(
			round.board.cards
				.filter((card) => card.early)
				.map((card) => round.text(card))
				.sort()
		).toEqual(['再补一张', '我来不了'].sort());
		const closed = writing();
		closed.room.send(CLERK, { type: 'attendance.undo-sign-in', seat });
		expect(closed.write('丙', '没签到')).toBe('not-present');
	});

	it('[K11 C7 C8] takes paper cards of clerks and helpers, each number once', () => {
		const round = writing({ level: 'named', cards: 1 });
		const seat = round.room.seat('甲');
		expect(round.paper(12, '纸上的话', { seat })).toBe('ok');
		expect(round.paper(12, '别的纸')).toBe('paper-number-used');
		expect(round.room.detail).toEqual({ number: 12 });
		expect(round.paper(13, '又一张', { seat })).toBe('cards-used');
		expect(round.paper(13, '不知是谁')).toBe('ok');
		expect(round.paper(14, '代', { who: '乙' })).toBe('not-allowed');
		round.go('collecting');
		expect(round.paper(14, '收上来的')).toBe('ok');
		expect(round.board.count).toEqual({ cards: 3, people: 1, papers: 3, unclaimed: 2 });
		const desk = privateCards(round.room.hidden.cards, [], {
			...{ types: true, desk: true, hears: false },
			sees: () => false
		});
		expect(desk.papers).toEqual([{ board: 'b1', numbers: [12, 13, 14], photographed: [] }]);
		round.go('reading');
		expect(round.cardWith('纸上的话')).toMatchObject({ paper: 12, seat });
		expect(round.cardWith('不知是谁')).toMatchObject({ paper: 13, seat: null });
		expect(round.paper(15, '太晚')).toBe('cards-closed');
	});

	it('[K12 C22] goes round by round where the chair wants it', () => {
		const round = writing({ collect: 'round', cards: 2 });
		expect(round.write('甲', '一')).toBe('ok');
		expect(round.write('甲', '二')).toBe('cards-next-round');
		expect(round.send(CHAIR, { type: 'cards.next-round', round: 2 })).toBe('ok');
		expect(round.send(CHAIR, { type: 'cards.next-round', round: 2 })).toBe('ok');
		expect(round.write('甲', '二')).toBe('ok');
		expect(round.write('乙', '一')).toBe('ok');
		expect(round.send(CHAIR, { type: 'cards.next-round', round: 3 })).toBe('cards-used');
	});

	it('[K13 C5] keeps no seat with an unsigned card, and says nowhere who wrote', () => {
		const round = writing({ level: 'unsigned' });
		const before = round.room.events.length;
		round.write('甲', '一');
		round.paper(1, '二', { seat: round.room.seat('乙') });
		for (const card of round.secret.cards.values())
			expect(card).toMatchObject({ seat: null, kind: null });
		const since = round.room.events.slice(before);
		expect(since.map(({ actor }) => actor)).toEqual(since.map(() => 'anonymous'));
		expect(since.length).toBeGreaterThan(0);
		const views = ['甲', CHAIR, CLERK].map((who) =>
			privateCards(round.room.hidden.cards, [round.room.seat(who)], {
				types: true,
				desk: true,
				hears: false,
				sees: () => false
			})
		);
		expect(JSON.stringify(views)).not.toMatch(/"text"|key-/);
		expect(views[0]!.used).toEqual([{ board: 'b1', seat: round.room.seat('甲'), cards: 1 }]);
	});

	it('[K7] a card of a shape nobody speaks is refused at the door', () => {
		const sent = {
			...{
				type: 'cards.send',
				board: 'b1',
				seat: 's1',
				card: 'abcdefgh1234',
				text: '话',
				stance: 'idea'
			},
			key: 'k'.repeat(24)
		};
		const accepts = (command: object) =>
			cardsCommands.some((one) => one.safeParse(command).success);
		expect(accepts(sent)).toBe(true);
		for (const change of [
			{ stance: 'love' },
			{ card: 'short' },
			{ key: 'k' },
			{ more: 1 },
			{ text: 7 }
		])
			expect(accepts({ ...sent, ...change }), JSON.stringify(change)).toBe(false);
		const prepare = { type: 'cards.prepare', item: 'i1', question: '？' };
		expect(accepts({ ...prepare, settings: { limit: 19 } })).toBe(false);
		expect(accepts({ ...prepare, settings: { limit: 80 } })).toBe(true);
	});
});
