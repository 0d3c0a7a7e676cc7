/**
 * A secret vote of a thousand: whoever holds database, journal and a backup joins people and choices no better than by
 * chance. And what was published of votes that are over is changed in a thousand ways: each change is found and named.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finishToken, newToken } from '#lib/live/blind-token.ts';
import { voteOf, type BallotsState } from '#lib/meeting/ballots/ballots.ts';
import { hiddenVote } from '#lib/meeting/ballots/hidden.ts';
import { auditVotes } from '#lib/meeting/ballots/recount.ts';
import { auditBoard, boardLines, boardOf } from '#lib/meeting/ballots/secret-board.ts';
import { hash } from 'node:crypto';
import { makeBackup } from '#server/backup.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Command } from '#lib/meeting/registry.ts';
import { isSigned } from '#server/meeting/blind-keys.ts';
import type { Room } from '#server/meeting/room.ts';
import { takeBallot } from '#server/meeting/secret-door.ts';
import { verifyRecord } from '#server/verify/record-file.ts';
import { makeMeeting, resident, seatId } from '../live/people.ts';
import { seeded } from '../live/seeded.ts';
import { serve } from '../live/serve.ts';
import { grouped, type Prove, type Row } from './program.ts';

const OPTIONS = ['agree', 'accept', 'reserve', 'disagree'] as const;

export const prove: Prove = async ({ size, seed }) => {
	const people = size === 'full' ? 1000 : 60;
	const random = seeded(seed);
	const dir = mkdtempSync(join(tmpdir(), 'yitang-secret-'));
	try {
		const it = await serve(dir);
		const room = await makeMeeting(
			it.app,
			Array.from({ length: people }, (_, n) => resident(`居民${n + 1}`))
		);
		const chair = await seated(room, seatId(room, 'chair'));
		const vote = await opened(room, chair);
		const { key } = voteOf(room.committed.state.ballots, vote)!.blind!.keys[0]!;
		const seats = room.committed.state.roll.order.filter(
			(id) => room.committed.state.roll.seats[id]!.votes
		);
		const truth = new Map<string, string>();
		const ballots: { token: string; signature: string; choice: string }[] = [];
		for (const seat of seats) {
			const token = await newToken(key);
			const { blinded } = token;
			await say(room, await seated(room, seat), { type: 'ballots.token', vote, seat, blinded });
			await it.app.rooms.flush();
			const given = hiddenVote(room.committed.hidden.ballots, vote).issued.get(seat)!;
			const signature = await finishToken(key, token, given.signature);
			const choice = OPTIONS[Math.floor(random() * OPTIONS.length)]!;
			ballots.push({ token: token.token, signature, choice });
			truth.set(token.token, seat);
		}
		// People choose when they choose: chance decides the order.
		for (const { token, signature, choice } of shuffled(ballots, random)) {
			const body = JSON.stringify({ vote, token, key: 0, signature, choice: [choice] });
			const answer = await takeBallot(it.app, room.addressKey, body, true);
			if ('refused' in answer) throw new Error(`a ballot was refused: ${answer.refused}`);
		}
		await it.app.rooms.flush();
		await makeBackup(dir, join(dir, 'backup.db'));
		const given = [...hiddenVote(room.committed.hidden.ballots, vote).issued.keys()];
		await say(room, chair, { type: 'ballots.close', vote });
		await it.app.rooms.flush();
		const board = boardOf({
			ballots: new Map(
				[...hiddenVote(room.committed.hidden.ballots, vote).board].map(
					([token, { choice, ...signed }]) => [token, { choice, source: 'secret', signed }]
				)
			)
		});
		const linked = attack(
			bytesIn(dir),
			board.map(({ token }) => token),
			given,
			truth
		);
		const state = room.committed.state.ballots;
		const published = (await it.app.records.journal(room)).plain.toString();
		const rows: Row[] = [
			{
				promise:
					'Database, journal and a backup of a secret vote join nobody and a ballot better than chance',
				figure: `${grouped(people)} ballots, ${linked.tries} ways to join them, at best ${linked.best} right (by chance 1), ${linked.beside} names beside a ballot`,
				// One is right by chance; nine or more of a try come once in a million.
				held: linked.best < 9 && linked.beside === 0
			},
			mutated(state, vote, board, size === 'full' ? 1000 : 100, random),
			recordMutated(published, size === 'full' ? 1000 : 100, random)
		];
		// Routes are found by listing them, which Vite would do.
		await import('../module-hooks.mjs');
		const { voteLeaks } = await import('../live/vote-leaks.ts');
		const { read, leaks, blind } = await voteLeaks(it, size === 'small');
		for (const leak of [...leaks, ...blind].slice(0, 20)) console.error(leak);
		rows.push({
			promise:
				'Before the end no route and no socket of any role holds a choice, at any level; after it all do',
			figure: `${grouped(read)} answers read, ${leaks.length} leaks, ${blind.length} that could not find it after the end`,
			held: leaks.length + blind.length === 0
		});
		await it.stop();
		return rows;
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
};

/** Whoever sits there, by a session of their own. */
async function seated(room: Room, seat: string): Promise<{ seat: string; session: string }> {
	const session = `session of ${seat}`;
	if (!room.committed.hidden.roll.holders.has(seat)) {
		const proves = { session, owner: false, door: true, proves: seat };
		await room.ask({ id: newId(), as: 'door', command: { type: 'roll.claim', seat } }, proves);
	}
	return { seat, session };
}

async function say(
	room: Room,
	{ seat, session }: { seat: string; session: string },
	command: Command
): Promise<void> {
	const answer = await room.ask(
		{ id: newId(), as: seat, command },
		{ session, owner: false, door: false }
	);
	if ('refused' in answer) throw new Error(`${command.type} was refused: ${answer.refused}`);
}

async function opened(room: Room, chair: { seat: string; session: string }): Promise<string> {
	await say(room, chair, { type: 'plan.open' });
	const { seats, order } = room.committed.state.roll;
	await say(room, chair, {
		type: 'attendance.sign-in-all',
		seats: order.filter((seat) => seats[seat]!.votes)
	});
	const settings = { kind: 'scale', secrecy: 'secret', seconds: null } as const;
	const draft = { question: '您对现在的物业满意吗', settings };
	await say(room, chair, { type: 'ballots.prepare', item: null, draft });
	const vote = room.committed.state.ballots.votes.at(-1)!.id;
	await say(room, chair, { type: 'ballots.open', vote });
	return vote;
}

function shuffled<T>(all: readonly T[], random: () => number): T[] {
	return all
		.map((one) => ({ one, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ one }) => one);
}

/** All that lies on the disk, the write-ahead log and the backup with it. */
function bytesIn(dir: string): Buffer {
	const files = readdirSync(dir).filter((file) => /\.db(-wal)?$/u.test(file));
	return Buffer.concat(files.map((file) => readFileSync(join(dir, file))));
}

/** Joins the nth ballot of one order with the nth person of another, in every way that the bytes offer. */
function attack(
	bytes: Buffer,
	tokens: readonly string[],
	given: readonly string[],
	truth: ReadonlyMap<string, string>
): { tries: number; best: number; beside: number } {
	const places = tokens.map((token) => ({
		token,
		first: bytes.indexOf(token),
		last: bytes.lastIndexOf(token)
	}));
	const seats = given.map((seat) => ({
		seat,
		first: bytes.indexOf(`"${seat}"`),
		last: bytes.lastIndexOf(`"${seat}"`)
	}));
	const ballotOrders = [
		[...tokens],
		places.toSorted((a, b) => a.first - b.first).map(({ token }) => token),
		places.toSorted((a, b) => a.last - b.last).map(({ token }) => token)
	];
	const seatOrders = [
		[...given],
		given.toSorted(),
		seats.toSorted((a, b) => a.first - b.first).map(({ seat }) => seat),
		seats.toSorted((a, b) => a.last - b.last).map(({ seat }) => seat)
	];
	const both = <T>(orders: T[][]) => orders.flatMap((one) => [one, one.toReversed()]);
	const hits = both(ballotOrders).flatMap((ballots) =>
		both(seatOrders).map(
			(people) => ballots.filter((token, n) => truth.get(token) === people[n]).length
		)
	);
	let beside = 0;
	for (const { token, last } of places) {
		const near = bytes.subarray(Math.max(0, last - 400), last + 800).toString('latin1');
		if (near.includes(`"${truth.get(token)!}"`)) beside += 1;
	}
	return { tries: hits.length, best: Math.max(...hits), beside };
}

/** The published result and its board, each time with one thing changed. */
function mutated(
	state: BallotsState,
	vote: string,
	board: ReturnType<typeof boardOf>,
	count: number,
	random: () => number
): Row {
	const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
	const proof = { digest: (text: string) => hash('sha256', text), isSigned };
	const { blind, result } = voteOf(state, vote)!;
	const keys = blind!.keys.map(({ key }) => key);
	const missed: string[] = [];
	for (let n = 0; n < count; n++) {
		const copy = structuredClone({ state, board });
		const changed = voteOf(copy.state, vote)!;
		const at = Math.floor(random() * copy.board.length);
		const one = copy.board[at]!;
		const box = changed.result!.box[Math.floor(random() * changed.result!.box.length)]!;
		const { did, places } = pick<() => { did: string; places: RegExp }>([
			() => {
				const other = pick(OPTIONS.filter((id) => id !== one.choice[0]));
				one.choice = [other];
				return { did: `${one.token.slice(0, 8)} became ${other}`, places: /digest/u };
			},
			() => {
				one.token = one.token.replace(/^./u, (sign) => (sign === '0' ? '1' : '0'));
				return { did: 'another token', places: /unsigned|digest/u };
			},
			() => {
				const sign = Math.floor(random() * 300);
				const { signature } = one;
				one.signature = `${signature.slice(0, sign)}${signature[sign] === 'A' ? 'B' : 'A'}${signature.slice(sign + 1)}`;
				return { did: `signature of ${one.token.slice(0, 8)}`, places: /unsigned|digest/u };
			},
			() => {
				copy.board.splice(at, 1);
				return { did: 'a ballot gone', places: /digest/u };
			},
			() => {
				copy.board.push({ ...pick(copy.board) });
				return { did: 'a ballot twice', places: /twice|digest/u };
			},
			() => {
				box.n += pick([-1, 1, 7]);
				return { did: 'another number of ballots', places: /vote/u };
			},
			() => {
				const option = pick(changed.result!.tally.options);
				option.heads += pick([-1, 1, 10]);
				return { did: 'another number in the result', places: /vote/u };
			},
			() => {
				changed.voters.pop();
				return { did: 'one voter less', places: /vote/u };
			},
			() => {
				changed.result!.board!.ballots += 1;
				return { did: 'another number on the board', places: /vote/u };
			},
			() => {
				const source = pick(changed.result!.sources);
				source.counts[pick(OPTIONS)]! += 1;
				return { did: 'another source', places: /vote/u };
			},
			() => {
				changed.turnout.secret = (changed.turnout.secret ?? 0) - 1;
				return { did: 'another turnout', places: /vote/u };
			}
		])();
		const faults = [
			...auditVotes(copy.state).map((what) => `vote ${what}`),
			...auditBoard({ keys, digest: result!.board!.digest }, copy.board, proof).map(
				({ what }) => what
			)
		];
		if (!faults.some((fault) => places.test(fault))) missed.push(`${did} → ${faults.join(' | ')}`);
	}
	const whole = auditBoard({ keys, digest: hash('sha256', boardLines(board)) }, board, proof);
	for (const line of missed.slice(0, 20)) console.error(line);
	return {
		promise:
			'A result and its board as they were published verify; whatever is changed in them is found',
		figure: `${grouped(count)} changes, ${missed.length} unnoticed; unchanged ${whole.length + auditVotes(state).length} faults`,
		held: missed.length + whole.length + auditVotes(state).length === 0
	};
}

/** The public record, each time with one sign of it changed: most break a number, the rest the signature. */
function recordMutated(text: string, count: number, random: () => number): Row {
	let unnoticed = 0;
	let unread = 0;
	for (let n = 0; n < count; n++) {
		const at = Math.floor(random() * text.length);
		const sign = text[at]!;
		const other = /\d/u.test(sign)
			? `${(Number(sign) + 1 + Math.floor(random() * 8)) % 10}`
			: sign === 'a'
				? 'b'
				: 'a';
		const changed = verifyRecord(text.slice(0, at) + other + text.slice(at + 1));
		// What is no record any more is said to be none.
		if (!changed) unread += 1;
		else if (changed.wrong === null) unnoticed += 1;
	}
	const whole = verifyRecord(text);
	return {
		promise:
			'A public record verifies as it was published; with one sign changed it does not, and what is wrong is named',
		figure: `${grouped(count)} changes, ${unnoticed} unnoticed, ${unread} no record any more; unchanged: ${whole?.wrong ?? 'nothing wrong'}`,
		held: unnoticed === 0 && whole?.wrong === null
	};
}
