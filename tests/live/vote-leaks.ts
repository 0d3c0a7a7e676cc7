/**
 * The leak matrix of votes: roles × levels × states × everything that can be asked. All vote alike, and until the end no
 * route and no socket of anybody holds what they chose; after it each of them does, so that the search is known to find.
 */
import { SECRECIES, type Secrecy } from '#lib/meeting/ballots/ballots.ts';
import { SEAT_ROLES, type SeatRole } from '#lib/meeting/names.ts';
import type { Command } from '#lib/meeting/registry.ts';
import type { Room } from '#server/meeting/room.ts';
import { crawl, type Reader } from './crawl.ts';
import { makeMeeting, Phone, resident, seatId, sitDown, staff } from './people.ts';
import { SecretVoter } from './secret-voter.ts';
import type { Served } from './serve.ts';

/** What everybody chooses, as it stands in any answer. */
const CHOSEN = '"disagree"';
const VOTERS = 6;
const NOBODY: Reader = { seat: null, account: null, display: null };
/** All papers are made of the same record. */
const LESS = { format: ['json'], name: ['minutes'], paper: ['notice'] };
/** All that a seat can be but a guest, who has no part in votes, and a member, of whom there are seven. */
const ROLES = SEAT_ROLES.filter((role) => role !== 'guest' && role !== 'member');

export interface Leaks {
	/** Answers that were read: of a route to a role in a state, and what its socket holds. */
	read: number;
	/** Where a choice was found before the end; must be empty. */
	leaks: string[];
	/** Who did not find it after the end: the search would be worth nothing. Must be empty. */
	blind: string[];
}

/** Reads everything as everybody, before the end and after it; `small`: at one level, as who knows most and who least. */
export async function voteLeaks(it: Served, small = false): Promise<Leaks> {
	const found: Leaks = { read: 0, leaks: [], blind: [] };
	const roles = small ? (['chair', 'clerk'] as const) : ROLES;
	for (const secrecy of small ? (['unsigned'] as const) : SECRECIES)
		await atLevel(it, secrecy, roles, found);
	return found;
}

async function atLevel(
	it: Served,
	secrecy: Secrecy,
	roles: readonly SeatRole[],
	found: Leaks
): Promise<void> {
	const people = Array.from({ length: VOTERS + 1 }, (_, n) => resident(`居民${n + 1}`));
	const others = roles.filter((role) => role !== 'chair' && role !== 'clerk');
	const room = await makeMeeting(it.app, [
		...people,
		...others.map((role) => staff(`在场的${role}`, role))
	]);
	const phones = new Map<string, Phone>();
	const alike = new Set<string>();
	const join = async (name: string, seat: string) => {
		const cookie = seat === '' ? '' : await sitDown(it.app, room, seat);
		const one = new Phone(it.origin, seat === '' ? room.addressKey : room.code, seat, cookie);
		phones.set(name, one);
		await one.until((p) => p.copy !== null, 'the room to show');
		return one;
	};
	const chair = await join('chair', seatId(room, 'chair'));
	for (const role of roles.slice(1)) await join(role, seatId(room, role));
	const voters: Phone[] = [];
	for (let n = 1; n <= VOTERS; n++) voters.push(await join(`voter ${n}`, seatId(room, n)));
	// They are alike: one of them is read.
	for (let n = 2; n <= VOTERS; n++) alike.add(`voter ${n}`);
	await join('a member who has not voted', seatId(room, VOTERS + 1));
	await join('stranger', '');

	const read = new Map([...phones].filter(([name]) => !alike.has(name)));
	const vote = await opened(chair, room, secrecy);
	for (const [n, one] of voters.entries()) await cast(it, room, one, vote, secrecy, n);
	// 记名 nothing is counted in the hall, so that its phones are never stopped.
	const states = secrecy === 'named' ? ['open'] : ['open', 'phones stopped'];
	for (const state of states) {
		if (state !== 'open') await say(chair, { type: 'ballots.close-phones', vote });
		for (const [name, where] of await holding(it, room, read, found))
			// 记名: what I gave myself stands on my own phone.
			if (secrecy !== 'named' || !name.startsWith('voter'))
				found.leaks.push(`${secrecy}, ${state}: ${name} at ${where}`);
	}
	await say(chair, { type: 'ballots.close', vote });
	const seen = new Set((await holding(it, room, read, found)).map(([name]) => name));
	for (const name of read.keys()) if (!seen.has(name)) found.blind.push(`${secrecy}: ${name}`);
	for (const one of phones.values()) one.close();
}

async function say(one: Phone, command: Command): Promise<void> {
	const answer = await one.send(command);
	if ('refused' in answer) throw new Error(`${command.type} was refused: ${answer.refused}`);
}

async function opened(chair: Phone, room: Room, secrecy: Secrecy): Promise<string> {
	await say(chair, { type: 'plan.open' });
	const { seats, order } = room.committed.state.roll;
	const here = order.filter((seat) => seats[seat]!.votes);
	await say(chair, { type: 'attendance.sign-in-all', seats: here });
	const settings = { kind: 'scale', secrecy, seconds: null } as const;
	const draft = { question: '您对办食堂的态度', settings };
	await say(chair, { type: 'ballots.prepare', item: null, draft });
	const vote = room.committed.state.ballots.votes.at(-1)!.id;
	await say(chair, { type: 'ballots.open', vote });
	return vote;
}

async function cast(
	it: Served,
	room: Room,
	one: Phone,
	vote: string,
	secrecy: Secrecy,
	n: number
): Promise<void> {
	const choice = CHOSEN.replaceAll('"', '');
	const { seat } = one;
	const ballot = `ballotofnobodyatall${n}x`;
	if (secrecy !== 'secret')
		return say(one, { type: 'ballots.cast', vote, seat, ballot, choice: [choice] });
	const voter = new SecretVoter(one, vote);
	await voter.ask();
	await voter.take();
	const answer = await voter.cast(it.origin, room.addressKey, choice);
	if ('refused' in answer) throw new Error(`a ballot was refused: ${answer.refused}`);
}

/** Who has the choice in what they can get now, and where. */
async function holding(
	it: Served,
	room: Room,
	phones: ReadonlyMap<string, Phone>,
	found: Leaks
): Promise<[name: string, where: string][]> {
	const holds: [string, string][] = [];
	for (const [name, one] of phones) {
		await one.until((p) => p.copy!.seq === room.committed.seq, `${name} to be up to date`);
		const line = JSON.stringify([one.copy, one.privateView, one.directory, one.presence]);
		const id = room.committed.hidden.roll.holders.get(one.seat);
		const seat = id ? ({ id, account: null, expiresAt: Infinity } as Reader['seat']) : null;
		const all = [['socket', line], ...(await crawl(it.app, room, { ...NOBODY, seat }, LESS))];
		found.read += all.length;
		for (const [place, text] of all) if (text!.includes(CHOSEN)) holds.push([name, place!]);
	}
	return holds;
}
