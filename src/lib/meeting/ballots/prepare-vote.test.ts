/** What a vote is before it is opened. */
import { describe, expect, it } from 'vitest';
import { voteOf } from './ballots.ts';
import { CHAIR, CLERK, prepare, talked } from './test-votes.ts';

describe('preparing', () => {
	it('[E1] is for the desk, before the meeting too, until it is opened', () => {
		const room = talked();
		const item = room.state.agenda.items[0]!.id;
		const draft = { question: '题', settings: { kind: 'yes-no' } } as const;
		expect(room.send('甲', { type: 'ballots.prepare', item, draft })).toBe('not-allowed');
		const vote = prepare(room);
		expect(room.send(CLERK, { type: 'ballots.change', vote, draft })).toBe('ok');
		expect(room.text(voteOf(room.state.ballots, vote)!.question)).toBe('题');
		room.send(CHAIR, { type: 'ballots.open', vote });
		expect(room.send(CHAIR, { type: 'ballots.change', vote, draft })).toBe('vote-not-ready');
		expect(room.send(CHAIR, { type: 'ballots.drop', vote })).toBe('vote-not-ready');
		const other = prepare(room);
		expect(room.send(CHAIR, { type: 'ballots.drop', vote: other })).toBe('ok');
		expect(voteOf(room.state.ballots, other)).toBeUndefined();
		expect(room.send(CHAIR, { type: 'ballots.open', vote: 'v9' })).toBe('no-such-vote');
	});

	it('[E1] whatever one desk changes, the form that is open at another sees that it did', () => {
		const room = talked();
		const vote = prepare(room);
		const draft = { question: '题', settings: { kind: 'yes-no' } } as const;
		const change = (more: object) => {
			const { question } = voteOf(room.state.ballots, vote)!;
			room.do(CLERK, { type: 'ballots.change', vote, draft: { ...draft, ...more } });
			return voteOf(room.state.ballots, vote)!.question.id !== question.id;
		};
		expect(change({})).toBe(true);
		expect(change({ scope: { label: '3号楼', seats: [room.seat('甲')] } })).toBe(true);
		expect(change({}), 'the same words again').toBe(true);
	});

	it('[E2] options: two at least, none twice, twelve at most', () => {
		const room = talked();
		const settings = { kind: 'single' } as const;
		const one = prepare(room, { settings, options: [{ text: '只供午餐' }] });
		expect(room.send(CHAIR, { type: 'ballots.open', vote: one })).toBe('vote-few-options');
		const item = room.state.agenda.items[0]!.id;
		const send = (texts: string[]) =>
			room.send(CHAIR, {
				...{ type: 'ballots.prepare', item },
				draft: { question: '供餐', settings, options: texts.map((text) => ({ text })) }
			});
		expect(send(['午餐', ' 午餐 '])).toBe('vote-same-options');
		expect(send(['方案A', '方案 Ａ\u200d'])).toBe('vote-same-options');
		expect(send(Array.from({ length: 13 }, (_, n) => `第${n}种`))).toBe('vote-many-options');
		expect(send(['午餐', ''])).toBe('text-empty');
	});

	it('[E18 L19] refuses to elect people', () => {
		const room = talked();
		const item = room.state.agenda.items[0]!.id;
		for (const question of ['选举业委会主任', '换届投票', 'Elect the chair', '罷免主任'])
			expect(
				room.send(CHAIR, {
					type: 'ballots.prepare',
					item,
					draft: { question, settings: { kind: 'yes-no' } }
				})
			).toBe('vote-elects');
		prepare(room, { question: '选择供餐时段' });
	});

	it('[E9] a rule goes with the kinds it can decide', () => {
		const room = talked();
		const item = room.state.agenda.items[0]!.id;
		for (const [kind, rule] of [
			['yes-no', 'V16'],
			['single', 'V01'],
			['scale', 'V14']
		] as const)
			expect(
				room.send(CHAIR, {
					type: 'ballots.prepare',
					item,
					draft: { question: '题', settings: { kind, rule } }
				})
			).toBe('vote-rule-kind');
	});
});
