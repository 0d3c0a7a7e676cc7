/** 投点: blind until closed, counted once, the hall's called by group number (C17, C18, C19, C22). */
import { isPresent } from '../../attendance/attendance.ts';
import { mergeChannels, type ChannelCount, type CountedWay } from '../../channels.ts';
import type { Context, Outcome } from '../../context.ts';
import type { SeatId } from '../../names.ts';
import type { Hidden, MeetingState } from '../../registry.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import { seatOf } from '../../roll/roll.ts';
import { liveGroups, votersPresent } from '../board.ts';
import type { Board, GroupId, Weighed, WeighedPart } from '../cards.ts';
import { counted, recount } from '../count.ts';
import { divided } from './divided.ts';
import {
	hiddenBoard,
	type Ballot,
	type CardsWrite,
	type HiddenBoard,
	type WeighBallot
} from '../hidden.ts';
import { putWeighing, setCount, setHall } from '../hidden-rows.ts';
import type { CardsCommand } from '../commands.ts';

type Weigh = Extract<CardsCommand, { type: 'cards.weigh' }>;
type Hall = Extract<CardsCommand, { type: 'cards.weigh-hall' }>;

/** Points one person has: dots, or the sum of the ranks. */
export function budget(board: Board): number {
	const n = ranked(board);
	return board.settings.weigh === 'rank' ? (n * (n + 1)) / 2 : board.settings.dots;
}

/** How many groups one person ranks. */
export function ranked(board: Board): number {
	return Math.min(board.settings.ranks, liveGroups(board).length);
}

/** One ballot; said again it replaces what it said before. It has no seat. */
export function weigh(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	{ seat: id, ballot, points }: Weigh,
	context: Context
): Outcome {
	if (board.step !== 'dots') return refuse('wrong-step');
	if (board.phonesClosed) return refuse('phones-closed');
	const seat = seatOf(state.roll, id);
	if (!seat) return refuse('no-such-seat');
	if (!seat.votes) return refuse('vote-needed');
	if (!isPresent(state.attendance, seat.id)) return refuse('not-present');
	const said = onlySome(points);
	const refusal = board.settings.weigh === 'rank' ? badRanks(board, said) : badDots(board, said);
	if (refusal) return refusal;
	const secret = hiddenBoard(hidden.cards, board.id);
	const known = secret.weigh.has(ballot);
	const gave = secret.countsBySeat.weigh.has(seat.id);
	if (known !== gave) return refuse(gave ? 'already-weighed' : 'conflict');
	const online = seat.channel === 'online';
	const writes: CardsWrite[] = [putWeighing(board.id, ballot, { online, points: said })];
	if (!gave) writes.push(setCount(board.id, 'weigh', seat.id, 1));
	return { events: counted(hidden, board, writes, context), hidden: writes, anonymous: true };
}

/** No more dots by phone; from here the clerk enters what the hall calls. */
export function closePhones(hidden: Hidden, board: Board): Outcome {
	if (board.step !== 'dots') return refuse('wrong-step');
	if (board.phonesClosed) return { events: [] };
	const ballots = hiddenBoard(hidden.cards, board.id).weigh.size;
	const closed = { type: 'cards.phones-closed', body: { board: board.id, ballots } } as const;
	return { events: [...recount(hidden, board, null), closed] };
}

/** What the hall called, group by group, with the number of people; replaces an earlier entry. */
export function weighHall(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	{ people, points }: Hall
): Outcome {
	// Hands of a ranking say which choice they are.
	if (board.settings.weigh === 'rank') return refuse('wrong-step');
	const refused = hallRefused(state, hidden, board, people);
	if (refused) return refused;
	const said = onlySome(points);
	const live = liveGroups(board);
	if (Object.keys(said).some((group) => !live.includes(group))) return refuse('no-such-group');
	const max = people * budget(board);
	if (sum(said) > max) return refuse('hall-total', { max, people });
	const per = people * (board.settings.maxPer || board.settings.dots);
	const over = Object.keys(said).find((group) => said[group]! > per);
	if (over) return refuse('hall-group', { group: over.slice(1), max: per });
	return {
		events: [{ type: 'cards.hall-weighed', body: { board: board.id, people } }],
		hidden: [setHall(board.id, said)]
	};
}

/** Why the hall of so many people cannot be entered now; null: it can. */
export function hallRefused(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	people: number
): Refusal | null {
	if (board.step !== 'dots') return refuse('wrong-step');
	if (!board.phonesClosed) return refuse('phones-still-open');
	const placed = hiddenBoard(hidden.cards, board.id).countsBySeat.weigh;
	const left = votersPresent(state).filter((id) => !placed.has(id)).length;
	return people > left ? refuse('hall-people', { max: Math.max(0, left) }) : null;
}

/** Everything counted, of those who are here or did it. Pure, and the same for any order of ballots. */
export function weighed(board: Board, secret: HiddenBoard, present: readonly SeatId[]): Weighed {
	const ballots = [...secret.weigh.values()];
	const could = new Set([...present, ...secret.countsBySeat.weigh.keys()]).size;
	const channel = (way: CountedWay, given: readonly WeighBallot[]): ChannelCount => {
		return { ways: [way], people: given.length, counts: total(given) };
	};
	const parts = mergeChannels([
		channel(
			'hall',
			ballots.filter((ballot) => !ballot.online)
		),
		channel(
			'online',
			ballots.filter((ballot) => ballot.online)
		),
		{ ways: ['on-behalf'], people: board.hallPeople, counts: secret.hall ?? {} }
	]).map(({ ways, counts }): WeighedPart => ({ ways, points: byNumber(counts) }));
	return {
		parts,
		ballots: ballots.length,
		people: board.hallPeople,
		of: Math.max(could, ballots.length + board.hallPeople),
		divided: board.settings.weigh === 'rank' ? divided(board, ballots, ranked(board)) : []
	};
}

function total(ballots: readonly WeighBallot[]): Record<GroupId, number> {
	const points: Record<GroupId, number> = {};
	for (const ballot of ballots)
		for (const [group, n] of Object.entries(ballot.points))
			points[group] = (points[group] ?? 0) + n;
	return points;
}

/** The order in which ballots came must not show in what is told. */
function byNumber(points: Readonly<Record<GroupId, number>>): Record<GroupId, number> {
	const number = (group: GroupId) => Number(group.slice(1));
	return Object.fromEntries(Object.entries(points).sort(([a], [b]) => number(a) - number(b)));
}

function badDots(board: Board, said: Ballot): Refusal | null {
	const live = liveGroups(board);
	if (Object.keys(said).length === 0) return refuse('dots-none');
	if (Object.keys(said).some((group) => !live.includes(group))) return refuse('no-such-group');
	const { dots: max, maxPer } = board.settings;
	if (sum(said) > max) return refuse('dots-too-many', { max });
	if (maxPer !== 0 && Object.values(said).some((n) => n > maxPer))
		return refuse('dots-per-group', { max: maxPer });
	return null;
}

/** The best gets most points, each number once. */
function badRanks(board: Board, said: Ballot): Refusal | null {
	const n = ranked(board);
	const live = liveGroups(board);
	if (Object.keys(said).some((group) => !live.includes(group))) return refuse('no-such-group');
	const values = Object.values(said).sort((a, b) => a - b);
	const right = values.length === n && values.every((value, index) => value === index + 1);
	return right ? null : refuse('rank-incomplete', { n });
}

/** Groups that got something. */
function onlySome(points: Record<GroupId, number>): Ballot {
	return Object.fromEntries(Object.entries(points).filter(([, n]) => n > 0));
}

function sum(points: Ballot): number {
	return Object.values(points).reduce((all, n) => all + n, 0);
}
