import { describe, expect, it } from 'vitest';
import { trail } from '../cards/own/trail.ts';
import { shown } from '../cards/test-round.ts';
import { visibleTexts } from '../disclosure/disclosure.ts';
import { factsOf } from '../facts.ts';
import { noticeContent } from './notice/notice-content.ts';
import { suggestionsOf } from './suggestions.ts';
import { atResults, CHAIR, CLERK, day, PEOPLE, revise, WHOLE, written } from './test-outcomes.ts';

describe('suggestions', () => {
	it('[Q17] [S2.52] are answered with a reason where they are not followed, and their writers read it', () => {
		const round = shown();
		const { room } = round;
		const [one, other] = [round.cardWith('甲说'), round.cardWith('乙说')];
		round.group([one.id], 'new', '价格');
		round.group([other.id], 'new', '晚饭');
		const source = (group: string) => ({ from: 'group', board: 'b1', group }) as const;
		const answer = (group: string, verdict: 'adopted' | 'partly' | 'declined', reason = '') =>
			room.send(CLERK, { type: 'outcomes.answer', source: source(group), verdict, reason });
		expect(suggestionsOf(room.state).map(({ verdict }) => verdict)).toEqual([null, null]);
		expect(answer('g2', 'declined')).toBe('verdict-reason');
		expect(answer('g2', 'partly')).toBe('verdict-reason');
		expect(answer('g9', 'adopted')).toBe('no-such-group');
		expect(answer('g2', 'declined', '人手不够')).toBe('ok');
		expect(answer('g2', 'partly', '先试一个月')).toBe('ok');
		expect(
			room.send(PEOPLE[0]!, {
				type: 'outcomes.answer',
				source: source('g2'),
				verdict: 'adopted',
				reason: ''
			})
		).toBe('not-allowed');
		written(room, WHOLE, source('g1'));
		const [first, second] = suggestionsOf(room.state);
		expect(first).toMatchObject({ verdict: 'adopted', n: 1, cards: 1 });
		expect(second).toMatchObject({ verdict: 'partly', n: null });
		expect(room.text(second!.reason)).toBe('先试一个月');
		expect(room.state.outcomes.answers).toHaveLength(1);
		expect(trail(room.state, 'b1', other.id, true).at(-1)).toMatchObject({
			what: 'answered',
			verdict: 'partly'
		});
		expect(noticeContent(room.state).suggestions).toHaveLength(2);
		expect(factsOf(room.events).filter(({ what }) => what === 'suggestion')).toHaveLength(2);
		round.send(CHAIR, { type: 'cards.hide', card: other.id, reason: '说到了别人' });
		expect(suggestionsOf(room.state)).toHaveLength(1);
	});
});

describe('other opinions', () => {
	it('[Q18] [S5.16] are said by whoever takes part, or by the desk without a name, and answered', () => {
		const room = atResults();
		const line = written(room);
		const seat = room.seat(PEOPLE[0]!);
		const said = { type: 'outcomes.dissent', seat, outcome: line.id, text: '担心油烟' } as const;
		expect(room.send(PEOPLE[1]!, said)).toBe('not-allowed');
		expect(room.send(PEOPLE[0]!, { ...said, text: ' ' })).toBe('text-empty');
		expect(room.send(PEOPLE[0]!, { ...said, outcome: 'nix' })).toBe('no-such-outcome');
		expect(room.send(PEOPLE[0]!, said)).toBe('ok');
		const unnamed = { type: 'outcomes.dissent-unnamed', outcome: null, text: '太吵' } as const;
		expect(room.send(PEOPLE[0]!, unnamed)).toBe('not-allowed');
		expect(room.send(CLERK, unnamed)).toBe('ok');
		const [one, two] = room.state.outcomes.dissents;
		expect([one!.seat, two!.seat]).toEqual([seat, null]);
		const reply = { type: 'outcomes.reply', dissent: one!.id, text: '排烟口改向东侧' } as const;
		expect(room.send(PEOPLE[0]!, reply)).toBe('not-allowed');
		const settle = { type: 'outcomes.settle', dissent: one!.id } as const;
		expect(room.send(CLERK, settle)).toBe('dissent-unanswered');
		expect(room.send(CLERK, { ...reply, dissent: 'nix' })).toBe('no-such-dissent');
		expect(room.send(CLERK, { ...settle, dissent: 'nix' })).toBe('no-such-dissent');
		expect(room.send(CLERK, reply)).toBe('ok');
		expect(room.send(CLERK, settle)).toBe('ok');
		expect(noticeContent(room.state).dissents).toMatchObject([
			{ n: 1, settledAt: room.now },
			{ n: null, reply: null }
		]);
		const told = factsOf(room.events).filter((fact) => fact.what === 'dissent');
		expect(told).toMatchObject([{ n: 1, dissent: { settledAt: room.now } }, { n: null }]);
	});

	it('[Q18] keep no notice waiting, and are public with it', () => {
		const room = atResults();
		room.do('organiser', { type: 'record.set', publish: 'sealed' });
		written(room);
		const seat = room.seat(PEOPLE[0]!);
		room.do(PEOPLE[0]!, { type: 'outcomes.dissent', seat, outcome: null, text: '我不同意' });
		const seen = () => Object.values(visibleTexts(room.state, room.texts, 'public'));
		expect(seen()).not.toContain('我不同意');
		const period = { from: day('2026-04-12'), until: day('2026-04-18') };
		expect(room.send(CLERK, { type: 'outcomes.publish', ...period })).toBe('ok');
		expect(seen()).toContain('我不同意');
	});
});

it('[Q19] [S2.50] a line has a timetable, rules and a rota, which are put right as its other words', () => {
	const room = atResults();
	const parts = { timetable: '周一到周五：9:00—17:00', rota: '周一上午：王桂芳\n周一下午：李建国' };
	const line = written(room, { ...WHOLE, parts });
	expect(room.text(line.parts!.rota)).toBe(parts.rota);
	expect(line.parts!.rules).toBeUndefined();
	expect(revise(room, line, { parts: { rules: '进门登记', timetable: '' } })).toBe('ok');
	const now = room.state.outcomes.lines[0]!;
	expect(Object.keys(now.parts!).sort()).toEqual(['rota', 'rules']);
	room.do(CLERK, {
		type: 'outcomes.publish',
		from: day('2026-04-12'),
		until: day('2026-04-18')
	});
	expect(revise(room, now, { parts: { rota: '' } })).toBe('needs-reason');
	expect(revise(room, now, { parts: { rota: '' } }, { reason: '还没排好' })).toBe('ok');
	expect(room.state.outcomes.lines[0]!.corrected[0]!.was.parts).toEqual(now.parts);
});
