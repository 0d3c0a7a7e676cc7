/** Votes as rooms hold them: everybody presses at once, comes, goes, is entered by the clerk, taken back, counted. */
import { expect, it } from 'vitest';
import { seeded } from '../../../../tests/live/seeded.ts';
import type { TestRoom } from '../test-room.ts';
import { optionsOf, VOTE_KINDS, voteOf, votedIn, type Vote, type VoteKind } from './ballots.ts';
import { hiddenVote } from './hidden.ts';
import { auditVotes } from './recount.ts';
import { begin, cast, CHAIR, CLERK, PEOPLE, talked } from './test-votes.ts';
import { countedPeople } from './turnout.ts';

const chance = seeded(20261130);
const pick = <T>(all: readonly T[]): T => all[Math.floor(chance() * all.length)]!;
const WRITTEN: readonly VoteKind[] = ['single', 'approval', 'ranking'];

function draw(room: TestRoom): string {
	const kind = pick(VOTE_KINDS);
	const options = WRITTEN.includes(kind) ? ['甲案', '乙案', '丙案'].map((text) => ({ text })) : [];
	return begin(room, {
		settings: {
			...{ kind, secrecy: pick(['named', 'unsigned']), twice: pick(['last', 'hall']) },
			...{ seconds: pick([null, 600]), changeable: pick([true, true, false]) }
		},
		options
	});
}

function press(room: TestRoom, vote: Vote): void {
	const who = pick(PEOPLE);
	const seat = room.seat(who);
	const options = optionsOf(vote);
	const several = vote.settings.kind === 'approval' || vote.settings.kind === 'ranking';
	const choice = [...new Set(several ? [pick(options), pick(options)] : [pick(options)])];
	const clerks = `clerk-of-${seat}`.replace(/\W|_/gu, '').padEnd(24, 'x');
	switch (Math.floor(chance() * 9)) {
		case 0:
			return void cast(room, who, choice, { by: CLERK, ballot: clerks });
		case 1:
			return void room.send(CLERK, {
				type: 'ballots.take-back',
				vote: vote.id,
				seat,
				ballot: clerks
			});
		case 2:
			return void room.send(who, { type: 'attendance.step-out', seat });
		case 3:
			return void room.send(who, { type: 'attendance.return', seat });
		case 4:
			room.pass(600);
			if (vote.turnoutAt !== null && room.now >= vote.turnoutAt)
				room.do('clock', { type: 'ballots.tell-turnout', vote: vote.id });
			return;
		case 5: {
			if (chance() < 0.2) room.send(CHAIR, { type: 'ballots.close-phones', vote: vote.id });
			const source = pick(['hands', 'paper'] as const);
			const counts = { [options[0]!]: Math.floor(chance() * 3) };
			for (const by of [CHAIR, CLERK])
				room.send(by, { type: 'ballots.count', vote: vote.id, source, counts });
			return;
		}
		default:
			return void cast(room, who, choice, {
				ballot: `own-of-${seat}`.replace(/\W|_/gu, '').padEnd(24, 'x')
			});
	}
}

it('[E21] [E22] [E26] each person once, as many as were told, and whoever counts again comes to the same', () => {
	for (let n = 0; n < 120; n++) {
		const room = talked();
		for (const who of PEOPLE.slice(4))
			room.send('organiser', {
				...{ type: 'roll.change', seat: room.seat(who) },
				change: { channel: pick(['online', 'phone', 'hall']) }
			});
		const id = draw(room);
		for (let presses = 0; presses < 40; presses++) press(room, voteOf(room.state.ballots, id)!);
		const { cast: voted, ballots, counted } = hiddenVote(room.hidden.ballots, id);
		const hands = [...counted.values()].filter(({ second }) => second !== null);
		const people = voted.size + hands.reduce((sum, one) => sum + countedPeople(one.counts), 0);
		expect(ballots.size).toBe(voted.size);
		room.do(CHAIR, { type: 'ballots.close', vote: id });
		const vote = voteOf(room.state.ballots, id)!;
		expect([vote.step, votedIn(vote.turnout)]).toEqual(['closed', people]);
		expect(people).toBeLessThanOrEqual(vote.voters.length);
		expect(auditVotes(room.state.ballots)).toEqual([]);
	}
});
