/** Whatever a guest was asked to do, and did, is theirs as what they are on the roll. */
import { describe, expect, it } from 'vitest';
import type { TestRoom } from '../test-room.ts';
import { begin, cast, CHAIR, CLERK, close, prepare, talked } from '../ballots/test-votes.ts';
import { voteOf } from '../ballots/ballots.ts';
import { resident } from './test-rolls.ts';
import { applyHidden } from '../hidden.ts';
import { withBoundVoter } from '../ballots/bound-voters.ts';
import { Round } from '../cards/test-round.ts';

const GUEST = '来宾';

/** An open meeting with a guest who has signed in, and an entry of the roll that nobody holds. */
function met(): TestRoom {
	const room = talked();
	room.do('organiser', { type: 'roll.add', entries: [resident('李建国')] });
	room.join('li', GUEST);
	room.do(GUEST, { type: 'attendance.sign-in', seat: room.seat(GUEST) });
	return room;
}

function bind(room: TestRoom): void {
	room.do(CLERK, { type: 'roll.bind', guest: room.seat(GUEST), seat: room.seat('李建国') });
}

describe('[S17] a guest who turns out to be somebody on the roll', () => {
	it('[CP1] goes on writing captions, which one press takes back', () => {
		const room = met();
		room.do(CLERK, { type: 'captions.ask', seat: room.seat(GUEST), on: true });
		room.pass(2000).do(GUEST, {
			type: 'captions.write',
			seat: room.seat(GUEST),
			text: '大家好'
		});
		bind(room);
		const seat = room.seat('李建国');
		expect(room.state.captions).toMatchObject({ writers: [seat], lines: [{ by: seat }] });
		const write = { type: 'captions.write', seat, text: '第二句' } as const;
		expect(room.pass(2000).send('李建国', write)).toBe('ok');
		room.do(CLERK, { type: 'captions.ask', seat, on: false });
		expect(room.pass(2000).send('李建国', write)).toBe('not-captioner');
	});

	it('goes on writing minutes, where the chair let them', () => {
		const room = met();
		room.do(CHAIR, { type: 'minutes.allow', seat: room.seat(GUEST), allowed: true });
		bind(room);
		expect(room.state.minutes.writers).toEqual([room.seat('李建国')]);
	});

	it('has what they proposed for the agenda, and may take it back', () => {
		const room = met();
		const propose = { type: 'agenda.propose', title: '电梯', why: '' } as const;
		room.do(GUEST, { ...propose, seat: room.seat(GUEST) });
		bind(room);
		const seat = room.seat('李建国');
		const [proposal] = room.state.agenda.proposals;
		expect(proposal).toMatchObject({ seat, by: null });
		const back = { type: 'agenda.take-back', seat, proposal: proposal!.id } as const;
		expect(room.send('李建国', back)).toBe('ok');
	});

	it('[C5] has written their card, and writes no other', () => {
		const round = new Round({ cards: 1 });
		const { room } = round;
		room.do('organiser', { type: 'roll.add', entries: [resident('李建国')] });
		room.join('li', GUEST);
		room.do(GUEST, { type: 'attendance.sign-in', seat: room.seat(GUEST) });
		round.go('writing');
		expect(round.write(GUEST, '希望有早饭')).toBe('ok');
		bind(room);
		expect(round.write('李建国', '再来一张')).toBe('cards-used');
	});

	it('keeps what they answered when their words were read back', () => {
		const room = met();
		const row = {
			seat: room.seat(GUEST),
			text: 'x1',
			right: false,
			meant: '不是这个意思',
			at: 1,
			by: CLERK
		};
		room.hidden = applyHidden(room.hidden, {
			...{ slice: 'minutes', lot: 'read-backs', key: 'l1' },
			value: row
		});
		bind(room);
		expect(room.hidden.lots['read-backs'].get('l1')).toEqual({ ...row, seat: room.seat('李建国') });
	});

	it('[H2] has shown their face, and shows no second one', () => {
		const room = met();
		room.do(CHAIR, { type: 'mood.open' });
		const give = (who: string, ballot: string) =>
			room.send(who, { type: 'mood.give', seat: room.seat(who), ballot, face: 'good' });
		expect(give(GUEST, 'ballot-of-the-guest')).toBe('ok');
		bind(room);
		expect(give('李建国', 'another-ballot-of-them')).toBe('mood-given');
		expect(give('李建国', 'ballot-of-the-guest'), 'the same phone').toBe('ok');
	});
});

describe('[S33] [E4] who came to an urgent meeting, and turns out to be on a later list', () => {
	/** As if the meeting had had no list when they came: the guest votes. */
	function voting(): TestRoom {
		const room = met();
		const { seats } = room.state.roll;
		const guest = seats[room.seat(GUEST)]!;
		const roll = { ...room.state.roll, seats: { ...seats, [guest.id]: { ...guest, votes: true } } };
		room.state = { ...room.state, roll };
		return room;
	}

	it('votes in the vote that is open, once', () => {
		const room = voting();
		const vote = begin(room);
		const { voters } = voteOf(room.state.ballots, vote)!;
		expect(voters).toContain(room.seat(GUEST));
		bind(room);
		expect(voteOf(room.state.ballots, vote)!.voters).toHaveLength(voters.length - 1);
		expect(cast(room, '李建国', 'yes')).toBe('ok');
		for (const who of ['甲', '乙']) cast(room, who, 'yes');
		expect(close(room, vote).result!.tally).toMatchObject({
			register: { heads: voters.length - 1 }
		});
	});

	it('[E29] is not bound once a ballot of a secret vote was given to them: they could get another', () => {
		const room = voting();
		const vote = begin(room, { settings: { kind: 'yes-no', secrecy: 'secret' } });
		const seat = room.seat(GUEST);
		const blinded = `~${'1'.repeat(128)}`;
		expect(room.send(GUEST, { type: 'ballots.token', vote, seat, blinded })).toBe('ok');
		const as = room.seat('李建国');
		expect(room.send(CLERK, { type: 'roll.bind', guest: seat, seat: as })).toBe('voted-as-guest');
	});

	it.each([GUEST, '李建国'])('steps back from an open vote as both, where %s was to', (out) => {
		const room = voting();
		const vote = prepare(room);
		const reason = '本人是承包方';
		room.do(CLERK, { type: 'ballots.exclude', vote, seat: room.seat(out), reason });
		room.do(CHAIR, { type: 'ballots.open', vote });
		const before = voteOf(room.state.ballots, vote)!.voters;
		bind(room);
		const { voters } = voteOf(room.state.ballots, vote)!;
		expect(voters).not.toContain(room.seat('李建国'));
		const both = [room.seat(GUEST), room.seat('李建国')];
		expect(voters).toEqual(before.filter((one) => !both.includes(one)));
		expect(cast(room, '李建国', 'yes')).toBe('voter-excluded');
	});

	it('[X12] votes no second time afterwards, where they were there as the guest', () => {
		const room = voting();
		const vote = begin(room);
		for (const who of [GUEST, '甲', '乙']) expect(cast(room, who, 'yes')).toBe('ok');
		close(room, vote);
		const [came, listed] = [room.seat(GUEST), room.seat('李建国')];
		const after = (absent: string[]) => {
			const { ballots } = room.state;
			const votes = ballots.votes.map((one) => ({
				...one,
				voters: [...new Set([...one.voters, listed])],
				absent
			}));
			const bound = withBoundVoter({ ...ballots, votes }, came, listed);
			return voteOf(bound, vote)!.absent;
		};
		expect(after([listed]), 'the guest was there').toEqual([]);
		expect(after([came]), 'the entry was there').toEqual([]);
		expect(after([came, listed]), 'neither was there').toEqual([listed]);
	});

	it('has stepped back from it as both', () => {
		const room = voting();
		const vote = prepare(room);
		const reason = '本人是承包方';
		room.do(CLERK, { type: 'ballots.exclude', vote, seat: room.seat(GUEST), reason });
		bind(room);
		room.do(CHAIR, { type: 'ballots.open', vote });
		expect(voteOf(room.state.ballots, vote)!.voters).not.toContain(room.seat('李建国'));
		expect(cast(room, '李建国', 'yes')).toBe('voter-excluded');
	});

	it('[E38] has the proxies that both were given, but gives one, and gives on none', () => {
		const room = voting();
		const { ballots } = room.state;
		const form = (principal: string, proxy: string) => ({
			...{ principal, proxy, sameHome: false },
			form: { id: `x-${principal}`, hash: '' }
		});
		const after = (...forms: [principal: string, proxy: string][]) =>
			withBoundVoter(
				{ ...ballots, proxies: forms.map(([one, other]) => form(one, other)) },
				'guest',
				'entry'
			).proxies.map(({ principal, proxy }) => `${principal} ${proxy}`);
		expect(after(['x', 'entry'], ['y', 'guest'])).toEqual(['x entry', 'y entry']);
		expect(after(['guest', 'z'])).toEqual(['entry z']);
		expect(after(['entry', 'x'], ['guest', 'y']), 'two of one').toEqual(['entry x']);
		expect(after(['x', 'entry'], ['guest', 'y']), 'given on').toEqual(['x entry']);
		expect(after(['guest', 'entry']), 'to oneself').toEqual([]);
	});

	it('is counted once among those who may vote later', () => {
		const room = voting();
		bind(room);
		const vote = begin(room);
		const { voters } = voteOf(room.state.ballots, vote)!;
		expect(voters).toContain(room.seat('李建国'));
		expect(voters.filter((one) => room.state.roll.seats[one]!.boundTo)).toEqual([]);
	});
});
