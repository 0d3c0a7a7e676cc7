import { describe, expect, it } from 'vitest';
import { due } from '../../due.ts';
import { privateView } from '../../private-view.ts';
import { CHAIR, CLERK, Round } from '../test-round.ts';

const SOUND = 'c291bmQ=';

function writing(settings: ConstructorParameters<typeof Round>[0] = {}): Round {
	const round = new Round(settings, ['甲', '乙', '丙', '丁']);
	round.go('writing');
	return round;
}

const speak = (round: Round, who: string, card = `v-${who}`, key = `key-${card}`) =>
	round.send(who, {
		...{ type: 'cards.voice', seat: round.room.seat(who), card, key },
		...{ seconds: 12, sound: SOUND }
	});
const type = (round: Round, card: string, text: string, who = CLERK) =>
	round.send(who, { type: 'cards.type-voice', card, text, stance: 'idea' });

function heardBy(round: Round, who: string) {
	const { state, hidden } = round.room;
	const holders = new Map([[round.room.seat(who), 'session']]);
	const seen = { ...hidden, roll: { ...hidden.roll, holders } };
	return privateView(state, seen, { session: 'session', organiser: false }).cards.voices;
}

describe('a voice card', () => {
	it('[K36] counts as one of the writer’s cards, once, and waits for the clerk alone', () => {
		const round = writing({ cards: 1 });
		expect(speak(round, '甲')).toBe('ok');
		expect(speak(round, '甲')).toBe('ok');
		expect(speak(round, '甲', 'v-甲', 'another-key')).toBe('conflict');
		expect(speak(round, '甲', 'v-more')).toBe('cards-used');
		expect(round.write('甲', '再写一张')).toBe('cards-used');
		expect(round.board.count).toEqual({ cards: 1, people: 1, papers: 0, voices: 1 });
		expect(heardBy(round, CLERK)).toHaveLength(1);
		expect(heardBy(round, '甲')).toHaveLength(1);
		for (const who of ['乙', CHAIR]) expect(heardBy(round, who)).toEqual([]);
		expect(round.open).not.toContain(SOUND);
		expect(JSON.stringify([...round.secret.voices.values()])).not.toContain(SOUND);
	});

	it('[K36] typed by the clerk it is a card of whoever spoke, on an unsigned board without a name', () => {
		for (const level of ['named', 'unsigned'] as const) {
			const round = writing({ level });
			for (const who of ['甲', '乙', '丙']) expect(speak(round, who)).toBe('ok');
			expect(type(round, 'v-甲', '不要油烟', CHAIR)).toBe('not-allowed');
			expect(type(round, 'v-甲', ' ')).toBe('text-empty');
			for (const who of ['甲', '乙', '丙'])
				expect(type(round, `v-${who}`, `${who}说的`)).toBe('ok');
			expect(type(round, 'v-甲', '甲说的')).toBe('ok');
			expect(type(round, 'v-甲', '别的话')).toBe('no-such-voice');
			expect(round.secret.voices.size).toBe(0);
			const seat = level === 'named' ? round.room.seat('甲') : null;
			expect(round.secret.cards.get('v-甲')).toMatchObject({ text: '甲说的', seat, paper: null });
			expect(round.go('reading')).toBe('ok');
			expect(round.secret.keys.get('v-甲')).toBe('key-v-甲');
			expect(round.board.cards).toHaveLength(3);
		}
	});

	it('[K36] given back or taken back it frees the card; the writer sees that it came back', () => {
		const round = writing({ cards: 1 });
		speak(round, '甲');
		expect(round.send(CHAIR, { type: 'cards.give-back', card: 'v-甲' })).toBe('not-allowed');
		expect(round.send(CLERK, { type: 'cards.give-back', card: 'v-甲' })).toBe('ok');
		expect(heardBy(round, CLERK)).toEqual([]);
		expect(heardBy(round, '甲')).toMatchObject([{ back: true }]);
		expect(type(round, 'v-甲', '迟了')).toBe('no-such-voice');
		expect(speak(round, '甲', 'v-2')).toBe('ok');
		const back = { type: 'cards.take-back', card: 'v-2', seat: round.room.seat('甲') } as const;
		expect(round.send('甲', { ...back, key: 'wrong' })).toBe('card-not-yours');
		expect(round.send('甲', { ...back, key: 'key-v-2' })).toBe('ok');
		expect(round.write('甲', '还是写字吧')).toBe('ok');
	});

	it('[K36] the chair is asked once more before cards are shown without it; then it is gone', () => {
		const round = writing();
		for (const who of ['甲', '乙', '丙']) round.write(who, `${who}写的`);
		speak(round, '丁');
		expect(round.go('reading')).toBe('untyped-waiting');
		const go = { type: 'cards.go', from: 'writing', to: 'reading', untyped: true } as const;
		expect(round.send(CHAIR, go)).toBe('ok');
		expect(round.secret.voices.size).toBe(0);
		expect(round.board.count).toEqual({ cards: 3, people: 3, papers: 0 });
		expect(speak(round, '丁', 'v-late')).toBe('cards-closed');
	});

	it('[K36] goes an hour after collection, and with the meeting', () => {
		const round = writing();
		speak(round, '甲');
		round.go('collecting');
		const next = due(round.room.state)!;
		expect(next).toEqual({
			at: round.board.at + 3_600_000,
			command: { type: 'cards.lapse', board: 'b1' }
		});
		round.room.now = next.at;
		expect(round.send('clock', { type: 'cards.lapse' })).toBe('ok');
		expect(round.secret.voices.size).toBe(0);
		expect(due(round.room.state)).toBe(null);

		const other = writing();
		speak(other, '甲');
		speak(other, '乙');
		expect(other.send(CLERK, { type: 'cards.give-back', card: 'v-乙' })).toBe('ok');
		expect(other.room.send(CHAIR, { type: 'plan.close' })).toBe('ok');
		expect(other.secret.voices.size).toBe(0);
		expect(other.board.count).toEqual({ cards: 0, people: 0, papers: 0 });
		expect(due(other.room.state)).toBe(null);
	});
});
