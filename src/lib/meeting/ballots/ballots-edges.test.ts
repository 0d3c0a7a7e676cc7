import { describe, expect, it } from 'vitest';
import { prepared } from '../runsheet/test-meetings.ts';
import { MAX_VOTES, voteOf, type Vote } from './ballots.ts';
import { begin, cast, CHAIR, CLERK, close, DRAFT, PEOPLE, prepare, talked } from './test-votes.ts';

it('[E1] a meeting with sixty votes takes no more; only one that was not opened can be taken out', () => {
	const room = talked();
	const vote = prepare(room);
	const full = (step: Vote['step']) => {
		const { ballots } = room.state;
		const votes = Array.from({ length: MAX_VOTES }, () => ({ ...ballots.votes[0]!, step }));
		room.state = { ...room.state, ballots: { ...ballots, votes } };
	};
	const more = () => room.send(CHAIR, { type: 'ballots.prepare', item: null, draft: DRAFT });
	expect(voteOf(room.state.ballots, vote)!.step).toBe('ready');
	full('ready');
	expect(more()).toBe('too-many');
	full('closed');
	expect(more()).toBe('limit-reached');
});

describe('people who vote and leave', () => {
	it('[E12] count among those who came, beside those who are here and do not vote', () => {
		const room = talked(['甲', '乙', '丙', '丁']);
		const vote = begin(room, { settings: { kind: 'yes-no', rule: 'V01' } });
		cast(room, '甲', 'yes');
		room.do('甲', { type: 'attendance.step-out', seat: room.seat('甲') });
		cast(room, '乙', 'yes');
		const { tally } = close(room, vote).result!;
		expect(tally).toMatchObject({ present: 4, outcome: 'failed' });
	});

	it('[E20] are not among those who raise a hand', () => {
		const room = talked();
		const vote = begin(room);
		for (const who of ['甲', '乙']) {
			cast(room, who, 'yes');
			room.do(who, { type: 'attendance.step-out', seat: room.seat(who) });
		}
		room.do(CHAIR, { type: 'ballots.close-phones', vote });
		const count = { type: 'ballots.count', vote, source: 'hands', counts: { no: 5 } } as const;
		expect(room.send(CLERK, { ...count, counts: { no: 6 } })).toBe('counts-people');
		expect(room.send(CLERK, count)).toBe('ok');
		expect(room.send(CHAIR, count)).toBe('ok');
		// Two have agreed: a third number undoes nothing.
		expect(room.send(CLERK, { ...count, counts: { no: 1 } })).toBe('counts-agreed');
		expect(close(room, vote).result!.tally.options.map(({ heads }) => heads)).toEqual([2, 5, 0]);
	});
});

describe('what somebody else entered', () => {
	it('[E27 E16] taken back, what they had given themselves stands again', () => {
		const room = talked();
		const vote = begin(room, { settings: { kind: 'yes-no', secrecy: 'named' } });
		cast(room, '甲', 'yes');
		cast(room, '甲', 'no', { by: CLERK });
		expect(cast(room, '甲', 'abstain', { by: CLERK })).toBe('ok');
		const ballot = 'of-nobody-0123456789012';
		const back = { type: 'ballots.take-back', vote, seat: room.seat('甲'), ballot } as const;
		expect(room.send(CLERK, back)).toBe('ok');
		expect(room.send(CLERK, back)).toBe('ballot-not-entered');
		const { result, turnout } = close(room, vote);
		expect(turnout).toEqual({ hall: 1 });
		expect(result!.box).toEqual([{ choice: ['yes'], n: 1, seats: [room.seat('甲')] }]);
	});

	it('[E27 E22] taken back within the second, the vote closes with what is left', () => {
		const room = talked();
		const vote = begin(room);
		for (const who of ['甲', '丙']) cast(room, who, 'yes');
		room.pass(1000).do('clock', { type: 'ballots.tell-turnout', vote });
		room.pass(1000).do('clock', { type: 'ballots.tell-turnout', vote });
		const ballot = 'of-the-clerk-012345678';
		cast(room, '乙', 'no', { by: CLERK, ballot });
		room.do(CLERK, { type: 'ballots.take-back', vote, seat: room.seat('乙'), ballot });
		expect(close(room, vote)).toMatchObject({ step: 'closed', turnout: { hall: 2 } });
	});

	it('[E27] what somebody says by telephone the clerk enters, and it counts as 电话', () => {
		const room = talked();
		room.send('organiser', {
			...{ type: 'roll.change', seat: room.seat('甲') },
			change: { channel: 'phone' }
		});
		const vote = begin(room, { settings: { kind: 'yes-no', secrecy: 'named' } });
		cast(room, '甲', 'yes', { by: CLERK });
		cast(room, '乙', 'no', { by: CLERK });
		const { turnout, result } = close(room, vote);
		expect(turnout).toEqual({ telephone: 1, entered: 1 });
		expect(result!.tally.cast.heads).toBe(2);
	});

	it('[E27] whoever is awaited by telephone and comes with a device of their own has given it themselves', () => {
		const room = talked();
		const seat = room.seat('甲');
		room.send('organiser', { type: 'roll.change', seat, change: { channel: 'phone' } });
		const vote = begin(room, { settings: { kind: 'yes-no', secrecy: 'named' } });
		cast(room, '甲', 'yes');
		const back = { type: 'ballots.take-back', vote, seat, ballot: 'x'.repeat(24) } as const;
		expect(room.send(CLERK, back)).toBe('ballot-not-entered');
		cast(room, '甲', 'no', { by: CLERK });
		expect(room.state.ballots.votes[0]!.turnout).toEqual({ online: 1 });
		expect(room.send(CLERK, back)).toBe('ok');
	});
});

describe('one device with two seats', () => {
	it('[E20 L9] is one person who counts', () => {
		const room = talked();
		const vote = begin(room);
		room.do(CHAIR, { type: 'ballots.close-phones', vote });
		const count = { type: 'ballots.count', vote, source: 'hands', counts: { no: 5 } } as const;
		const chair = [room.seat(CHAIR)];
		expect(room.send(CHAIR, count)).toBe('ok');
		expect(room.refused(CLERK, count, chair)).toBe('counts-second-person');
		// A slip is corrected at either seat.
		room.do(CLERK, { ...count, counts: { no: 4 } }, chair);
		expect(close(room, vote).result!.tally.cast.heads).toBe(0);
	});
});

describe('the clock of a vote', () => {
	it('[E19] what has no end gets none by being extended', () => {
		const room = talked();
		const vote = begin(room);
		room.do(CHAIR, { type: 'ballots.close-phones', vote });
		room.pass(20 * 60_000);
		expect(room.send(CHAIR, { type: 'ballots.extend', vote, seconds: 30 })).toBe('ok');
		expect(voteOf(room.state.ballots, vote)!.until).toBe(null);
	});

	it('[E20] phones go on where nobody could count the hall', () => {
		const room = talked();
		const vote = begin(room, { settings: { kind: 'yes-no', secrecy: 'named' } });
		expect(room.send(CHAIR, { type: 'ballots.close-phones', vote })).toBe('counts-kind');
		expect(cast(room, '甲', 'yes')).toBe('ok');
	});

	it('[E19] ten minutes are the most, and the chair reads so', () => {
		const room = talked();
		const vote = begin(room, { settings: { kind: 'yes-no', seconds: 600 } });
		expect(room.send(CHAIR, { type: 'ballots.extend', vote, seconds: 30 })).toBe('vote-longest');
		expect(room.detail).toEqual({ max: 10 });
	});

	it('[E19] its time is over, whether the clock has said so or not', () => {
		const room = talked();
		begin(room, { settings: { kind: 'yes-no', seconds: 30 } });
		room.pass(30_000);
		expect(cast(room, '甲', 'yes')).toBe('vote-closed');
	});

	it('[E22] ballots that cannot be opened any more give no result', () => {
		const room = talked();
		const vote = begin(room);
		cast(room, '甲', 'yes');
		room.hidden = { ...room.hidden, ballots: { votes: new Map() } };
		expect(close(room, vote)).toMatchObject({ step: 'annulled', result: null, why: null });
	});
});

describe('what is prepared', () => {
	it('[E1] does not change after the meeting', () => {
		const room = talked();
		const vote = prepare(room);
		room.do(CHAIR, { type: 'plan.close' });
		for (const command of [
			{ type: 'ballots.drop', vote },
			{ type: 'ballots.exclude', vote, seat: room.seat('甲'), reason: 'x' },
			{ type: 'ballots.annul', vote, reason: 'x' }
		] as const)
			expect(room.send(CHAIR, command), command.type).toBe('closed');
	});

	it('[E18] electricity is no election', () => {
		const room = talked();
		for (const question of ['Rewire the electricity?', 'Electric chargers?', '选哪种路灯'])
			prepare(room, { question });
	});

	it('[E2] one id names one choice, and no vote comes before itself', () => {
		const room = talked();
		const settings = { kind: 'single' } as const;
		const vote = prepare(room, { settings, options: [{ text: '甲案' }, { text: '乙案' }] });
		const { id } = voteOf(room.state.ballots, vote)!.options[0]!;
		const question = '哪一案';
		const options = [
			{ id, text: '甲' },
			{ id, text: '乙' }
		];
		room.do(CHAIR, { type: 'ballots.change', vote, draft: { question, settings, options } });
		expect(new Set(voteOf(room.state.ballots, vote)!.options.map((one) => one.id)).size).toBe(2);
		const draft = { question, settings, before: vote };
		expect(room.send(CHAIR, { type: 'ballots.change', vote, draft })).toBe('no-such-vote');
	});

	it('[E8 L7] what stands on the notice is known from the announcement on', () => {
		const room = prepared();
		expect(room.state.ballots.noticed).toEqual([]);
		room.do('organiser', { type: 'plan.announce' });
		expect(room.state.ballots.noticed).toEqual(room.state.agenda.items.map(({ id }) => id));
	});

	it('[E4] an item with a vote does not vanish without trace', () => {
		const room = talked();
		const [first, second] = room.state.agenda.items.slice(0, 2).map(({ id }) => ({ id })) as [
			{ id: string },
			{ id: string }
		];
		room.do(CHAIR, {
			...{ type: 'ballots.prepare', item: second.id },
			draft: { question: '开业条件', settings: { kind: 'yes-no' } }
		});
		const vote = room.state.ballots.votes.at(-1)!.id;
		const kept = { id: first.id, parent: null, kind: 'speech', minutes: 20 } as const;
		room.do('documents', { type: 'agenda.arrange', items: [kept], gone: [second.id] });
		expect(room.state.agenda.items.find(({ id }) => id === second.id)).toMatchObject({
			withdrawn: true
		});
		expect(room.send(CHAIR, { type: 'ballots.open', vote, waive: '急' })).toBe('no-such-item');
	});
});

describe('owners', () => {
	const homes = (seats: (string | null)[]) =>
		seats.map((seat, n) => ({ unit: `${n}号`, area: 8000, owner: `业主${n}`, seat }));

	it('[E23] are asked whether they have a seat or not', () => {
		const room = talked();
		const seats = PEOPLE.map((who) => room.seat(who));
		const units = homes([...seats, null]);
		room.do(CHAIR, { type: 'ballots.register', units, area: 8 * 8000 });
		const vote = begin(room, { settings: { kind: 'yes-no', rule: 'V07' } });
		for (const who of PEOPLE) cast(room, who, 'yes');
		expect(close(room, vote).result!.tally).toMatchObject({
			register: { heads: 8, area: null },
			outcome: 'failed'
		});
	});

	it('[E23] the sheet is the scope: no people are chosen beside it', () => {
		const room = talked();
		const item = room.state.agenda.items[0]!.id;
		const scope = { label: '3单元', seats: [room.seat('甲')] };
		const draft = { question: '电梯', settings: { kind: 'yes-no', rule: 'V12' }, scope } as const;
		expect(room.send(CHAIR, { type: 'ballots.prepare', item, draft })).toBe('vote-scope-homes');
	});

	it('[E16 L14] what was given in the hall takes the place of what came from afar', () => {
		const room = talked();
		const seat = room.seat('甲');
		room.do('organiser', { type: 'roll.change', seat, change: { channel: 'online' } });
		const settings = {
			kind: 'yes-no',
			secrecy: 'named',
			twice: 'hall',
			changeable: false
		} as const;
		const vote = begin(room, { settings });
		expect(cast(room, '甲', 'yes')).toBe('ok');
		expect(cast(room, '甲', 'no', { by: CLERK })).toBe('ok');
		expect(cast(room, '甲', 'yes')).toBe('already-voted');
		expect(close(room, vote).result!.tally.options.map(({ heads }) => heads)).toEqual([0, 1, 0]);
	});
});
