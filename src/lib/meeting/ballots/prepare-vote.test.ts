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

	it('[E50] a meeting adopts a rule: what is prepared afterwards has it where it goes with the kind', () => {
		const room = talked();
		const rule = () => room.state.ballots.votes.at(-1)!.settings.rule;
		prepare(room);
		expect(rule()).toBe('V01');
		expect(room.send('甲', { type: 'ballots.adopt', rule: 'V14' })).toBe('not-allowed');
		room.do(CLERK, { type: 'ballots.adopt', rule: 'V14' });
		const { length } = room.events;
		room.do(CHAIR, { type: 'ballots.adopt', rule: 'V14' });
		expect(room.events).toHaveLength(length);
		prepare(room, { question: '同意每月公布账目' });
		expect(rule()).toBe('V14');
		prepare(room, { question: '您的态度', settings: { kind: 'scale' } });
		expect(rule()).toBe('V15');
		prepare(room, { question: '同意换水泵', settings: { kind: 'yes-no', rule: 'V03' } });
		expect(rule()).toBe('V03');
		room.do(CHAIR, { type: 'ballots.adopt', rule: null });
		prepare(room, { question: '同意修路' });
		expect(rule()).toBe('V01');
		expect(room.state.ballots.votes[0]!.settings.rule).toBe('V01');
	});

	it('[E52 S5.10] whoever votes and is not of the buildings is invited from outside, with a reason', () => {
		const room = talked();
		const inside = room.state.roll.order.filter((seat) => room.state.roll.seats[seat]!.votes);
		const entry = { building: '9号楼', title: '居民', role: 'member', votes: true } as const;
		const more = { official: false, channel: 'hall', hasPhone: true } as const;
		const entries = ['外一', '外二'].map((name) => ({ name, ...entry, ...more }));
		room.do('organiser', { type: 'roll.add', entries });
		const guest = room.seat('外一');
		const scope = { label: '1号楼', seats: [...inside, guest] };
		const item = room.state.agenda.items[0]!.id;
		const asked = (given: typeof scope & { reason?: string }) =>
			room.send(CHAIR, {
				...{ type: 'ballots.prepare', item },
				draft: { question: '同意修电梯', settings: { kind: 'yes-no' }, scope: given }
			});
		expect(asked(scope)).toBe('scope-reason');
		expect(room.detail).toEqual({ n: 1 });
		expect(asked({ ...scope, reason: ' ' })).toBe('scope-reason');
		expect(asked({ ...scope, reason: '他家的墙要动' })).toBe('ok');
		expect(room.state.ballots.votes.at(-1)!.scope!.invited!.seats).toEqual([guest]);
		// Both of the other building, or nobody whole: its words say whom it concerns.
		expect(asked({ ...scope, seats: [...scope.seats, room.seat('外二')] })).toBe('ok');
		expect(asked({ ...scope, seats: [inside[0]!, guest] })).toBe('ok');
		expect(room.state.ballots.votes.at(-1)!.scope).not.toHaveProperty('invited');
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
