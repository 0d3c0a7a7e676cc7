/** When a vote opens, and for whom. */
import { describe, expect, it } from 'vitest';
import { voteOf } from './ballots.ts';
import { begin, cast, CHAIR, close, prepare, talked } from './test-votes.ts';

describe('opening', () => {
	it('[E6 S2.44] without a word said it takes a reason', () => {
		const room = talked();
		const item = room.state.agenda.items[1]!.id;
		room.send(CHAIR, {
			...{ type: 'ballots.prepare', item },
			draft: { question: '开业条件', settings: { kind: 'yes-no' } }
		});
		const vote = room.state.ballots.votes.at(-1)!.id;
		expect(room.send(CHAIR, { type: 'ballots.open', vote })).toBe('vote-undiscussed');
		expect(room.send(CHAIR, { type: 'ballots.open', vote, waive: ' ' })).toBe('text-empty');
		expect(room.send(CHAIR, { type: 'ballots.open', vote, waive: '上次已谈过' })).toBe('ok');
		expect(room.text(voteOf(room.state.ballots, vote)!.waived)).toBe('上次已谈过');
	});

	it('[E6 X5] how people feel may be asked before they talk', () => {
		const room = talked();
		const item = room.state.agenda.items[1]!.id;
		room.send(CHAIR, {
			...{ type: 'ballots.prepare', item },
			draft: { question: '您的态度', settings: { kind: 'scale' } }
		});
		const vote = room.state.ballots.votes.at(-1)!.id;
		expect(room.send(CHAIR, { type: 'ballots.open', vote })).toBe('ok');
	});

	it('[E7] where the rules ask for it, whoever waits to speak for or against is heard', () => {
		const room = talked();
		room.state = {
			...room.state,
			plan: {
				...room.state.plan,
				rules: { ...room.state.plan.rules!, voteNeedsDebateExhausted: true }
			}
		};
		const item = room.state.agenda.items[0]!.id;
		const vote = prepare(room);
		room.send('乙', { type: 'queue.join', seat: room.seat('乙'), item, stance: 'ask' });
		room.send('丙', { type: 'queue.join', seat: room.seat('丙'), item, stance: 'against' });
		expect(room.send(CHAIR, { type: 'ballots.open', vote })).toBe('vote-debate-waits');
		expect(room.detail).toEqual({ n: 1 });
		room.send('丙', { type: 'queue.withdraw', seat: room.seat('丙'), item });
		expect(room.send(CHAIR, { type: 'ballots.open', vote })).toBe('ok');
	});

	it('[E8 L7] what counts by law was announced long enough before', () => {
		const room = talked();
		const law = { kind: 'yes-no', legal: true, rule: 'V03' } as const;
		const vote = prepare(room, { settings: law });
		room.state = { ...room.state, plan: { ...room.state.plan, announcedAt: null } };
		expect(room.send(CHAIR, { type: 'ballots.open', vote })).toBe('vote-not-announced');
		const days = (n: number) => room.now - n * 86_400_000;
		room.state = { ...room.state, plan: { ...room.state.plan, announcedAt: days(9) } };
		// Announced, but this item was not on the notice.
		expect(room.send(CHAIR, { type: 'ballots.open', vote })).toBe('vote-not-announced');
		const noticed = room.state.agenda.items.map(({ id }) => id);
		room.state = { ...room.state, ballots: { ...room.state.ballots, noticed } };
		room.state = { ...room.state, plan: { ...room.state.plan, announcedAt: days(4) } };
		expect(room.send(CHAIR, { type: 'ballots.open', vote })).toBe('vote-notice-short');
		expect(room.detail).toEqual({ days: 5 });
		room.state = { ...room.state, plan: { ...room.state.plan, announcedAt: days(5) } };
		expect(room.send(CHAIR, { type: 'ballots.open', vote })).toBe('ok');
	});

	it('[E4] one at a time, and nobody speaks meanwhile', () => {
		const room = talked();
		const first = begin(room);
		const second = prepare(room);
		expect(room.send(CHAIR, { type: 'ballots.open', vote: second })).toBe('vote-other-open');
		expect(room.send(CHAIR, { type: 'ballots.open', vote: first })).toBe('vote-already-open');
		close(room, first);
		expect(room.send(CHAIR, { type: 'ballots.open', vote: first })).toBe('vote-closed');
	});
});

describe('who may vote', () => {
	it('[E4 S5.10 S3.48] the roll is frozen: scope and who steps back', () => {
		const room = talked();
		const seats = ['甲', '乙', '丙'].map((who) => room.seat(who));
		const vote = prepare(room, { scope: { label: '3号楼', seats } });
		const exclude = {
			type: 'ballots.exclude',
			vote,
			seat: seats[1]!,
			reason: '承包人亲属'
		} as const;
		const readmit = (who: string) =>
			room.send(CHAIR, { type: 'ballots.readmit', vote, seat: room.seat(who) });
		expect(room.send(CHAIR, { ...exclude, seat: seats[0]! })).toBe('ok');
		expect(room.send(CHAIR, exclude)).toBe('ok');
		expect(readmit('甲'), 'a slip is taken back').toBe('ok');
		expect(readmit('甲'), 'twice is once').toBe('ok');
		room.send(CHAIR, { type: 'ballots.open', vote });
		expect(readmit('乙')).toBe('vote-not-ready');
		expect(voteOf(room.state.ballots, vote)!.voters).toEqual([seats[0], seats[2]]);
		expect(cast(room, '丁', 'yes')).toBe('not-in-scope');
		expect(cast(room, '乙', 'yes')).toBe('voter-excluded');
		expect(cast(room, CHAIR, 'yes')).toBe('not-a-voter');
		expect(cast(room, '甲', 'yes')).toBe('ok');
		expect(cast(room, '丙', 'yes')).toBe('ok');
		const { tally } = close(room, vote).result!;
		expect(tally.register).toEqual({ heads: 2, area: null });
	});
});
