import { describe, expect, it } from 'vitest';
import type { Context } from '../../context.ts';
import type { Person } from '../../names.ts';
import { kindOf, tellable } from '../kinds.ts';
import { reveal } from '../reveal.ts';
import { CHAIR, CLERK, Round, shown } from '../test-round.ts';
import { trail } from '../own/trail.ts';
import { columnOf, forHall, groupsOf, nextPress, reading, stacks } from '../view.ts';

const person = (title: string, building: string): Person => ({ name: '', title, building });

describe('showing', () => {
	it('[K14 C10] 6.E line 10: shows all cards in an order that their ids and times do not tell', () => {
		const round = new Round({ cards: 20 }, ['甲', '乙', '丙', '丁', '戊']);
		round.go('writing');
		for (let n = 0; n < 20; n++)
			for (const who of ['甲', '乙', '丙', '丁', '戊']) round.write(who, `第${n}句，${who}`);
		const places = Array.from({ length: 100 }, (_, n) => n * 7919);
		const context = {
			newId: () => String(((places.shift() ?? 0) * 104_729) % 1_000_003).padStart(7, '0'),
			text: (body: string) => ({ id: body, hash: '' })
		} as unknown as Context;
		const { events } = reveal(round.room.state, round.room.hidden, round.board, context);
		const ids = events.flatMap((event) =>
			event.type === 'cards.revealed' ? event.body.cards.map(({ id }) => Number(id.slice(1))) : []
		);
		expect([...ids].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n + 1));
		const inOrder = ids.filter((id, n) => n > 0 && id > ids[n - 1]!).length;
		expect(inOrder).toBeGreaterThan(25);
		expect(inOrder).toBeLessThan(75);
	});

	it('[K14] shows what is written in a second wave after what was shown', () => {
		const round = shown({ cards: 2 });
		const first = round.board.cards.map(({ id }) => id);
		round.go('writing');
		for (const who of ['甲', '乙', '丙']) round.write(who, `${who}补充`);
		round.go('reading');
		expect(round.board.cards.slice(0, 3).map(({ id }) => id)).toEqual(first);
		expect(round.board.cards).toHaveLength(6);
	});

	it('[K15] shows a kind only where three are present, 居民 or 单位 where three are left', () => {
		const round = new Round({}, ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬']);
		const people = new Map(round.room.hidden.roll.people);
		const roll: Record<string, Person> = {
			...{ 甲: person('楼长', '1号楼'), 乙: person('楼长', '2号楼'), 丙: person('楼长', '3号楼') },
			...{
				丁: person('老党员', '2号楼'),
				戊: person('志愿者', '4号楼'),
				己: person('租户', '5号楼')
			},
			...{
				庚: person('经理', '物业'),
				辛: person('主任', '业委会'),
				壬: person('老师', '驻区小学')
			}
		};
		for (const [name, who] of Object.entries(roll)) people.set(round.room.seat(name), who);
		const hidden = { ...round.room.hidden, roll: { ...round.room.hidden.roll, people } };
		const tell = tellable(round.room.state, hidden);
		const told = (name: string) => tell(kindOf(roll[name]));
		expect(['甲', '丁', '庚'].map(told)).toEqual(['=楼长', 'resident', 'unit']);
		people.delete(round.room.seat('壬'));
		people.delete(round.room.seat('己'));
		people.delete(round.room.seat('丙'));
		const fewer = tellable(round.room.state, hidden);
		// Two 楼长 and two others are four residents; two from units would be told apart.
		expect([kindOf(roll['甲']), kindOf(roll['庚'])].map(fewer)).toEqual(['resident', null]);
	});

	it('[K16] tells paper numbers on named boards only, and nowhere in the hall', () => {
		for (const [level, paper] of [
			['named', 7],
			['kind', undefined],
			['unsigned', undefined]
		] as const) {
			const round = new Round({ level });
			round.go('writing');
			for (const who of ['甲', '乙']) round.write(who, `${who}说`);
			round.paper(7, '纸上说', { seat: round.room.seat('丙') });
			round.go('reading');
			const card = round.cardWith('纸上说');
			expect(card.paper).toBe(paper);
			expect(forHall(card)).not.toHaveProperty('paper');
			expect('seat' in card).toBe(level === 'named');
		}
	});

	it('[K17 F13] asks once more before so few unsigned cards are shown that one could guess', () => {
		const round = new Round({ level: 'unsigned' });
		round.go('writing');
		expect(round.go('reading')).toBe('cards-none');
		round.write('甲', '一');
		round.write('甲', '二');
		round.write('乙', '三');
		expect(round.go('reading')).toBe('cards-few');
		expect(round.go('reading', true)).toBe('ok');
		expect(round.board.cards).toHaveLength(3);
	});
});

describe('reading and grouping', () => {
	it('[K18 C11] reads one card after the other', () => {
		const round = shown();
		const [first, second] = round.board.cards;
		expect(reading(round.board)).toMatchObject({ showing: null, next: first, left: 3 });
		expect(round.send('甲', { type: 'cards.show', card: first!.id })).toBe('not-allowed');
		expect(round.send(CLERK, { type: 'cards.show', card: first!.id })).toBe('ok');
		expect(reading(round.board).showing?.id).toBe(first!.id);
		expect(reading(round.board)).toMatchObject({ next: { id: second!.id }, left: 2 });
		expect(round.send(CLERK, { type: 'cards.show', card: '__proto__' })).toBe('no-such-card');
		expect(nextPress(round.board)).toEqual({ press: 'weigh', from: 'reading', to: 'dots' });
	});

	it('[K19] a group keeps its number when it is empty, and the last move holds', () => {
		const round = shown();
		const ids = round.board.cards.map(({ id }) => id);
		expect(round.group([ids[0]!], 'new', '价格')).toBe('ok');
		expect(round.group([ids[0]!], 'new')).toBe('ok');
		expect(round.group([ids[1]!, ids[2]!], 'g1')).toBe('ok');
		expect(round.group([ids[1]!], 'g2')).toBe('ok');
		expect(round.group(['none'], 'g2')).toBe('no-such-card');
		expect(round.group([ids[1]!], 'g9')).toBe('no-such-group');
		expect(groupsOf(round.board).map(({ number, cards }) => [number, cards])).toEqual([
			[1, 1],
			[2, 2]
		]);
		round.group([ids[2]!], null);
		expect(groupsOf(round.board)[0]).toMatchObject({ id: 'g1', cards: 0 });
		expect(columnOf(round.board, 'loose')).toHaveLength(1);
	});

	it('[K20 C12] lets everybody move one card where the chair allowed it', () => {
		const round = shown();
		const { id } = round.board.cards[0]!;
		round.group([id], 'new');
		const move = { type: 'cards.group' as const, cards: [id], to: null };
		expect(round.send('甲', move)).toBe('drag-off');
		round.send(CHAIR, { type: 'cards.set', settings: { dragAll: true } });
		expect(round.send('甲', move)).toBe('ok');
		const two = round.board.cards.map((card) => card.id).slice(0, 2);
		expect(round.send('甲', { ...move, cards: two })).toBe('not-allowed');
	});

	it('[K21 C13] stacks what says the same: all words stay, one level deep, moved together', () => {
		const round = shown({ level: 'named', cards: 2 });
		const [a, b, c] = ['甲', '乙', '丙'].map((who) => round.cardWith(`${who}说`).id) as [
			string,
			string,
			string
		];
		round.group([c], 'new');
		const stack = (card: string, onto: string | null) =>
			round.send(CLERK, { type: 'cards.stack', card, onto });
		expect(stack(a, b)).toBe('ok');
		expect(stack(b, c)).toBe('ok');
		expect(round.card(a)).toMatchObject({ under: c, group: 'g1' });
		expect(stack(c, a)).toBe('ok');
		expect(round.card(c).under ?? null).toBeNull();
		expect(stacks(round.board)).toMatchObject([{ card: { id: c }, authors: 3 }]);
		round.group([c], 'new');
		expect(round.board.cards.map(({ group }) => group)).toEqual(['g2', 'g2', 'g2']);
		round.group([a], 'g1');
		expect(round.card(a)).toMatchObject({ under: null, group: 'g1' });
		expect(stack(b, null)).toBe('ok');
		expect(stacks(round.board)).toHaveLength(3);
	});

	it('[K22 C15] parks with a reason that the trail tells', () => {
		const round = shown();
		const { id } = round.board.cards[0]!;
		const park = (reason: string) =>
			round.send(CLERK, { type: 'cards.park', cards: [id], as: 'off', reason });
		expect(park(' ')).toBe('needs-reason');
		expect(park('另一个议题再说')).toBe('ok');
		const steps = trail(round.room.state, 'b1', id, true);
		const last = steps.at(-1)!;
		expect(last).toMatchObject({ what: 'parked', as: 'off' });
		expect(last.what === 'parked' && round.room.text(last.reason)).toBe('另一个议题再说');
		round.group([id], 'new');
		expect(trail(round.room.state, 'b1', id, true).at(-1)).toMatchObject({
			what: 'grouped',
			number: 1
		});
	});

	it('[K23 C14] takes names from members and one from the desk', () => {
		const round = shown();
		round.group([round.board.cards[0]!.id], 'new');
		const seat = round.room.seat('甲');
		const propose = (name: string) =>
			round.send('甲', { type: 'cards.suggest-name', group: 'g1', seat, name });
		expect(propose('价格要便宜')).toBe('ok');
		expect(propose('补贴')).toBe('ok');
		expect(propose('优惠')).toBe('ok');
		expect(propose('再来')).toBe('limit-reached');
		expect(round.send('甲', { type: 'cards.name', group: 'g1', name: '我定' })).toBe('not-allowed');
		expect(round.send(CLERK, { type: 'cards.name', group: 'g1', name: '价格与补贴' })).toBe('ok');
		expect(round.room.text(groupsOf(round.board)[0]!.name)).toBe('价格与补贴');
		expect(groupsOf(round.board)[0]!.names).toHaveLength(3);
	});

	it('[K24 C16] lets the writer ask, by seat or by key, and tells nobody who asked', () => {
		for (const level of ['named', 'unsigned'] as const) {
			const round = shown({ level });
			const { id } = round.cardWith('甲说');
			round.group([round.cardWith('乙说').id], 'new');
			const ask = { type: 'cards.ask', card: id, wish: 'move', to: 'g1' } as const;
			expect(round.send('乙', ask)).toBe('card-not-yours');
			expect(round.send('乙', { ...ask, key: 'key-of-another' })).toBe('card-not-yours');
			expect(round.send('甲', level === 'named' ? ask : { ...ask, key: `key-${id}` })).toBe('ok');
			const told = round.room.events.at(-1)!;
			expect(told.actor).toBe(level === 'named' ? round.room.seat('甲') : 'anonymous');
			expect(round.send('甲', { ...ask, key: `key-${id}` })).toBe('ask-waiting');
			expect(round.send(CLERK, { type: 'cards.answer-ask', ask: 'a1', done: true })).toBe('ok');
			expect(round.card(id).group).toBe('g1');
			expect(round.board.asks[0]).toMatchObject({ done: true });
		}
	});

	it('[K25] splits a card into two that still belong to its writer', () => {
		const round = shown({ level: 'unsigned' });
		const { id } = round.cardWith('甲说');
		round.group([id], 'new');
		const parts = ['要便宜', '要软烂'].map((text) => ({ text, stance: 'idea' as const }));
		const split = (some: typeof parts) =>
			round.send(CLERK, { type: 'cards.split', card: id, parts: some });
		expect(split(parts.slice(1))).toBe('split-needs-two');
		expect(split(parts)).toBe('ok');
		expect(groupsOf(round.board)[0]!.cards).toBe(2);
		expect(round.card(id)).toMatchObject({ split: true });
		expect(round.group([id], null)).toBe('no-such-card');
		const part = round.cardWith('要软烂').id;
		const ask = { type: 'cards.ask', card: part, wish: 'move', key: `key-${id}` } as const;
		expect(round.send('甲', ask)).toBe('ok');
		expect(trail(round.room.state, 'b1', id, true).at(-1)).toMatchObject({ what: 'split' });
	});

	it('[K26 C24] hides an abusive card with a reason, and can show it again', () => {
		const round = shown();
		const { id } = round.cardWith('乙说');
		round.send(CLERK, { type: 'cards.show', card: id });
		const hide = (reason: string | null) =>
			round.send(CLERK, { type: 'cards.hide', card: id, reason });
		expect(hide('')).toBe('needs-reason');
		expect(hide('点名骂人')).toBe('ok');
		expect(round.board.showing).toBeNull();
		expect(reading(round.board).left).toBe(2);
		expect(trail(round.room.state, 'b1', id, true).at(-1)).toMatchObject({ what: 'hidden' });
		expect(round.text(round.card(id))).toBe('乙说');
		expect(hide(null)).toBe('ok');
		expect(round.card(id).hidden).toBeNull();
	});

	it('[K35 C20] puts a named group on the agenda, once', () => {
		const round = shown();
		round.group([round.board.cards[0]!.id], 'new');
		const press = { type: 'cards.to-agenda', group: 'g1' } as const;
		expect(round.send(CLERK, press)).toBe('group-unnamed');
		round.send(CLERK, { type: 'cards.name', group: 'g1', name: '价格与补贴' });
		expect(round.send(CLERK, press)).toBe('ok');
		expect(round.send(CLERK, press)).toBe('ok');
		const items = round.room.state.agenda.items.filter(({ parent }) => parent === round.board.item);
		expect(items).toHaveLength(1);
		expect(groupsOf(round.board)[0]!.item).toBe(items[0]!.id);
		expect(trail(round.room.state, 'b1', round.board.cards[0]!.id, true).at(-1)).toMatchObject({
			what: 'item',
			item: items[0]!.id
		});
	});
});
