/**
 * What an invented resident does next, by what stands in the room: the same commands as a person's phone sends. Pure:
 * chance and time come in.
 */
import { itemNow } from '#lib/meeting/agenda/agenda.ts';
import { attendanceOf } from '#lib/meeting/attendance/attendance.ts';
import { optionsOf, voteNow, type Vote } from '#lib/meeting/ballots/ballots.ts';
import { CARD_STANCES, type Board, type GroupId } from '#lib/meeting/cards/cards.ts';
import { liveGroups } from '#lib/meeting/cards/board.ts';
import { ranked } from '#lib/meeting/cards/weigh/weigh.ts';
import { FACES } from '#lib/meeting/mood/mood.ts';
import { signInOf } from '#lib/meeting/plan/view.ts';
import type { Speaker, Stance } from '#lib/meeting/queue/queue.ts';
import { linesToAsk } from '#lib/meeting/minutes/read-back.ts';
import { mayRaise, stancesFor } from '#lib/meeting/queue/view.ts';
import type { Command, MeetingState } from '#lib/meeting/registry.ts';
import type { Seat } from '#lib/meeting/roll/roll.ts';
import { acksOf } from '#lib/meeting/runsheet/acks.ts';
import { stageNow } from '#lib/meeting/runsheet/runsheet.ts';
import { ADVISED, MEANT, SAID, WRITTEN, type Persona } from './personas.ts';

/** What a resident's phone would remember. */
export interface Memory {
	/** Cards handed in, by board. */
	cards: Map<string, number>;
	/** Rounds and votes in which this one has had a say. */
	done: Set<string>;
}

export interface Chance {
	/** Evenly from 0 to 1. */
	random(): number;
	/** A name that nobody guesses, of so many small letters and digits. */
	name(length: number): string;
}

/** Ms that somebody takes to stand up. */
const STANDS_UP = 3000;

/** The next thing that this resident does, or nothing. `now`: ms, as the room counts. */
export function nextCommand(
	state: MeetingState,
	seat: Seat,
	persona: Persona,
	{ memory, chance, now }: { memory: Memory; chance: Chance; now: number }
): Command | null {
	const likely = (percent: number) => chance.random() * 100 < percent;
	const { status } = attendanceOf(state.attendance, seat.id);
	if (status === 'expected' || status === 'leave')
		return signInOf(state).is === 'open' && likely(30)
			? { type: 'attendance.sign-in', seat: seat.id }
			: null;
	if (status === 'left') return likely(20) ? { type: 'attendance.return', seat: seat.id } : null;
	const { speaker } = state.queue;
	if (speaker?.entry.seat === seat.id) return onTheFloor(speaker, seat, persona, now, chance);
	return (
		acknowledged(state, seat, likely) ??
		voted(state, seat, memory, chance) ??
		readBack(state, seat, persona, memory, likely) ??
		advised(state, seat, likely) ??
		onCards(state, seat, persona, memory, chance) ??
		faced(state, seat, persona, memory, chance) ??
		(likely(persona.hand) ? raised(state, seat, persona, chance) : null)
	);
}

function onTheFloor(
	speaker: Speaker,
	seat: Seat,
	persona: Persona,
	now: number,
	chance: Chance
): Command | null {
	const { entry, calledAt, startedAt, written, allowed } = speaker;
	if (startedAt === null) {
		if (now - calledAt < STANDS_UP) return null;
		return { type: 'queue.start', entry: entry.id, writing: seat.channel === 'online' };
	}
	if (speaker.writing && written.length === 0 && now - startedAt > STANDS_UP)
		return { type: 'queue.write', entry: entry.id, text: one(SAID[saidAs(entry.stance)], chance) };
	// A point of order waits for the chair's ruling; who talks too much stops when the time has been over for a while.
	if (entry.stance === 'order') return null;
	const most = Math.min(persona.speaks * 1000, allowed + 20_000);
	return now - startedAt > most ? { type: 'queue.end', entry: entry.id } : null;
}

function acknowledged(
	state: MeetingState,
	seat: Seat,
	likely: (percent: number) => boolean
): Command | null {
	if (stageNow(state.runsheet)?.kind !== 'rules') return null;
	if (!acksOf(state).missing.includes(seat.id)) return null;
	return likely(30) ? { type: 'runsheet.acknowledge', seat: seat.id } : null;
}

/** The open vote in which this resident has not had a say; it is taken for said. */
export function voteToCast(
	state: MeetingState,
	seat: Seat,
	{ done }: Memory,
	isSecret: boolean
): Vote | null {
	const vote = voteNow(state.ballots);
	if (!vote || vote.phonesClosed || !vote.voters.includes(seat.id) || done.has(vote.id))
		return null;
	if ((vote.blind !== null) !== isSecret) return null;
	done.add(vote.id);
	return vote;
}

function voted(state: MeetingState, seat: Seat, memory: Memory, chance: Chance): Command | null {
	const vote = voteToCast(state, seat, memory, false);
	if (!vote) return null;
	const choice = chosen(vote, chance);
	return { type: 'ballots.cast', vote: vote.id, seat: seat.id, ballot: chance.name(24), choice };
}

/** What is chosen in a vote. */
export function chosen(vote: Vote, chance: Chance): string[] {
	const options = optionsOf(vote);
	const { kind } = vote.settings;
	if (kind === 'ranking') return shuffled(options, chance);
	if (kind !== 'approval') return [one(options, chance)];
	const some = options.filter(() => chance.random() < 0.5);
	return some.length > 0 ? some : [one(options, chance)];
}

/** What the clerk wrote under this name: right, or not. */
function readBack(
	state: MeetingState,
	seat: Seat,
	persona: Persona,
	{ done }: Memory,
	likely: (percent: number) => boolean
): Command | null {
	const line = linesToAsk(state, seat.id).find(({ text }) => !done.has(text.id));
	if (!line || !likely(20)) return null;
	done.add(line.text.id);
	const right = !persona.angry;
	const about = { line: line.id, text: line.text.id };
	return { type: 'minutes.read-back', seat: seat.id, ...about, right, meant: right ? '' : MEANT };
}

/** Advice on results that wait for it. */
function advised(
	state: MeetingState,
	seat: Seat,
	likely: (percent: number) => boolean
): Command | null {
	if (seat.role !== 'adviser') return null;
	const line = state.outcomes.lines.find(({ legal }) => legal.awaited);
	if (!line || !likely(30)) return null;
	return { type: 'outcomes.advise', outcome: line.id, seat: seat.id, text: ADVISED };
}

function onCards(
	state: MeetingState,
	seat: Seat,
	persona: Persona,
	memory: Memory,
	chance: Chance
): Command | null {
	for (const board of state.cards.boards) {
		const command =
			written(board, seat, persona, memory, chance) ??
			weighed(board, seat, memory, chance) ??
			agreed(board, seat, memory, chance);
		if (command) return command;
	}
	return null;
}

function written(
	board: Board,
	seat: Seat,
	persona: Persona,
	{ cards }: Memory,
	chance: Chance
): Command | null {
	if (board.step !== 'writing') return null;
	const before = cards.get(board.id) ?? 0;
	const { collect, cards: most } = board.settings;
	const wanted = Math.min(collect === 'round' ? board.round : persona.cards, persona.cards, most);
	if (before >= wanted) return null;
	cards.set(board.id, before + 1);
	const stance = persona.angry ? 'worry' : one(CARD_STANCES, chance);
	return {
		type: 'cards.send',
		board: board.id,
		seat: seat.id,
		card: chance.name(16),
		key: chance.name(24),
		text: one(WRITTEN[stance], chance),
		stance
	};
}

function weighed(board: Board, seat: Seat, { done }: Memory, chance: Chance): Command | null {
	const { step, groups, phonesClosed, settings } = board;
	if (step !== 'dots' || phonesClosed || groups.length === 0) return null;
	if (done.has(`dots ${board.id}`)) return null;
	done.add(`dots ${board.id}`);
	const points: Record<GroupId, number> = {};
	if (settings.weigh === 'rank') {
		const live = groups.filter(({ id }) => liveGroups(board).includes(id));
		const best = shuffled(live, chance).slice(0, ranked(board));
		for (const [n, { id }] of best.entries()) points[id] = best.length - n;
	} else
		for (let dot = 0; dot < settings.dots; dot++) {
			const most = settings.maxPer === 0 ? settings.dots : settings.maxPer;
			const free = groups.filter(({ id }) => (points[id] ?? 0) < most);
			if (free.length === 0) break;
			const { id } = one(free, chance);
			points[id] = (points[id] ?? 0) + 1;
		}
	return {
		type: 'cards.weigh',
		board: board.id,
		seat: seat.id,
		ballot: chance.name(24),
		points
	};
}

function agreed(board: Board, seat: Seat, { done }: Memory, chance: Chance): Command | null {
	if (board.agreeing !== 'open' || done.has(`agree ${board.id}`)) return null;
	done.add(`agree ${board.id}`);
	const shown = shuffled(board.cards, chance).slice(0, 20);
	const votes = Object.fromEntries(
		shown.map(({ id }) => [id, one([1, 1, 0, -1] as const, chance)])
	);
	return {
		type: 'cards.agree',
		board: board.id,
		seat: seat.id,
		ballot: chance.name(24),
		votes
	};
}

function faced(
	{ mood }: MeetingState,
	seat: Seat,
	persona: Persona,
	{ done }: Memory,
	chance: Chance
): Command | null {
	if (mood.at === null || done.has('mood')) return null;
	done.add('mood');
	const face = persona.angry ? 'bad' : one(FACES, chance);
	return { type: 'mood.give', seat: seat.id, ballot: chance.name(24), face };
}

function raised(state: MeetingState, seat: Seat, persona: Persona, chance: Chance): Command | null {
	const item = itemNow(state.agenda)?.id;
	if (!item || stageNow(state.runsheet)?.kind !== 'discussion') return null;
	const may = stancesFor(state, seat).filter((stance) => mayRaise(state, seat.id, stance) === null);
	const angry = may.filter((stance) => stance === 'against' || stance === 'order');
	const from = persona.angry && angry.length > 0 ? angry : may.filter((one) => one !== 'order');
	if (from.length === 0) return null;
	return { type: 'queue.join', seat: seat.id, item, stance: one(from, chance) };
}

const saidAs = (stance: Stance): keyof typeof SAID =>
	stance === 'against' || stance === 'ask' || stance === 'order' ? stance : 'for';

function one<T>(of: readonly T[], { random }: Chance): T {
	return of[Math.floor(random() * of.length)]!;
}

function shuffled<T>(of: readonly T[], { random }: Chance): T[] {
	return of
		.map((one) => [random(), one] as const)
		.sort(([a], [b]) => a - b)
		.map(([, one]) => one);
}
