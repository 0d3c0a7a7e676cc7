/**
 * Pulls the plug again and again while people vote and change their votes: at the end each ballot says what its
 * voter was last told, or sent after it, and everybody is counted once.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { SCALE, voteOf } from '#lib/meeting/ballots/ballots.ts';
import { hiddenVote } from '#lib/meeting/ballots/hidden.ts';
import { auditVotes } from '#lib/meeting/ballots/recount.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Command } from '#lib/meeting/registry.ts';
import type { Room } from '#server/meeting/room.ts';
import { Answers } from './answers.ts';
import { spawnServer } from './kill.ts';
import { makeMeeting, Phone, resident, seatId, sitDown } from './people.ts';
import { seeded } from './seeded.ts';
import { serve } from './serve.ts';

const PEOPLE = 12;

export interface KilledVote {
	cycles: number;
	/** Votes and changes of votes that were answered. */
	acknowledged: number;
	/** Voters whose ballot does not say what they were told last, nor what they sent after it. Must be 0. */
	lost: number;
	/** Ballots more, or fewer, than people who voted. Must be 0. */
	wrong: number;
	/** What a recount of the published result finds. Must be empty. */
	faults: string[];
}

/** Runs `cycles` kills; `seed` chooses when. */
export async function pullPlugsOnVoters(cycles: number, seed: number): Promise<KilledVote> {
	const random = seeded(seed);
	const dir = mkdtempSync(path(tmpdir(), 'yitang-kill-'));
	const first = await serve(dir);
	const people = Array.from({ length: PEOPLE }, (_, n) => resident(`居民${n + 1}`));
	const room = await makeMeeting(first.app, people);
	const vote = await openVote(room);
	const seats = people.map((_, n) => seatId(room, n + 1));
	const cookies = await Promise.all(seats.map((seat) => sitDown(first.app, room, seat)));
	const port = Number(new URL(first.origin).port);
	await first.stop();

	/** Of each voter: choices sent since the last one that was answered, that one first. */
	const sent = seats.map((): string[] => []);
	const answers = new Answers();
	let stopping = false;
	let child = await spawnServer(dir, port);
	const origin = `http://127.0.0.1:${port}`;
	const phones = seats.map((seat, n) => new Phone(origin, room.code, seat, cookies[n]!));
	const voting = phones.map(async (phone, n) => {
		for (let turn = 0; !stopping; turn++) {
			const choice = SCALE[(n + turn) % SCALE.length]!;
			sent[n]!.push(choice);
			const { seat } = phone;
			const ballot = `ballotofvoternumber${String(n).padStart(4, '0')}`;
			const command: Command = { type: 'ballots.cast', vote, seat, ballot, choice: [choice] };
			const answer = await phone.send(command);
			if (!('seq' in answer)) continue;
			answers.add();
			sent[n] = [choice];
		}
	});
	for (let cycle = 0; cycle < cycles; cycle++) {
		await answers.until(answers.count + PEOPLE + random() * 40);
		const dead = new Promise((resolve) => child.once('exit', resolve));
		child.kill('SIGKILL');
		await dead;
		child = await spawnServer(dir, port);
	}
	stopping = true;
	await Promise.all(voting);
	for (const phone of phones) phone.close();
	const dead = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGKILL');
	await dead;

	const last = await serve(dir);
	const back = (await last.app.rooms.byCode(room.code))!;
	const { ballots, cast } = hiddenVote(back.committed.hidden.ballots, vote);
	const said = new Map(
		[...ballots].map(([key, { choice }]) => [Number(key.slice(-4)), choice[0]!])
	);
	await ask(back, { type: 'ballots.close', vote });
	const { result } = voteOf(back.committed.state.ballots, vote)!;
	const report: KilledVote = {
		cycles,
		acknowledged: answers.count,
		lost: sent.filter((choices, n) => !choices.includes(said.get(n) ?? '')).length,
		wrong: Math.abs(ballots.size - cast.size) + Math.abs(result!.tally.cast.heads - ballots.size),
		faults: auditVotes(back.committed.state.ballots)
	};
	await last.stop();
	rmSync(dir, { recursive: true, force: true });
	return report;
}

/** Everybody is here, and says how far they agree; it stays open until it is closed. */
async function openVote(room: Room): Promise<string> {
	await ask(room, { type: 'plan.open' });
	const { seats, order } = room.committed.state.roll;
	const voters = order.filter((seat) => seats[seat]!.votes);
	await ask(room, { type: 'attendance.sign-in-all', seats: voters });
	const settings = { kind: 'scale', seconds: null } as const;
	await ask(room, {
		...{ type: 'ballots.prepare', item: null },
		draft: { question: '您的态度', settings }
	});
	const vote = room.committed.state.ballots.votes[0]!.id;
	await ask(room, { type: 'ballots.open', vote });
	return vote;
}

/** As the chair. */
async function ask(room: Room, command: Command): Promise<void> {
	const as = seatId(room, 'chair');
	const session = room.committed.hidden.roll.holders.get(as) ?? 'chair';
	const proves = { session, owner: false, door: true, proves: as };
	if (!room.committed.hidden.roll.holders.has(as))
		await room.ask({ id: newId(), as: 'door', command: { type: 'roll.claim', seat: as } }, proves);
	const answer = await room.ask(
		{ id: newId(), as, command },
		{ session, owner: false, door: false }
	);
	if ('refused' in answer) throw new Error(`${command.type} was refused: ${answer.refused}`);
}
