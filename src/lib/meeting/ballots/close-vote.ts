/** What a vote comes to: its ballots together, by its rule, for good. */
import type { Context, Outcome } from '../context.ts';
import { refuse } from '../refusal.ts';
import type { Hidden, HiddenWrite, MeetingState } from '../registry.ts';
import {
	fromAfar,
	optionsOf,
	SOURCES,
	votedIn,
	voteNow,
	type BallotsAlike,
	type BallotsEvent,
	type BoardBallot,
	type OptionId,
	type Source,
	type Turnout,
	type Vote,
	type VoteId,
	type VoteResult
} from './ballots.ts';
import { absentFrom } from './absent-voters.ts';
import { clearVote, hiddenVote, type BallotsWrite, type HiddenVote } from './hidden.ts';
import { paperBoard, papersOf } from './paper-entries.ts';
import { registered } from './register.ts';
import { boardLines, boardOf } from './secret-board.ts';
import { mergeSources, type SourceResult } from './sources.ts';
import { tally } from './tally.ts';
import { countedPeople, turnoutOf } from './turnout.ts';
import { roomQuorum, votersHere } from './view.ts';

/** The closing of a vote: its result, and nothing hidden left. */
export function closeVote(
	state: MeetingState,
	hidden: Hidden,
	vote: Vote,
	{ digest }: Pick<Context, 'digest'>
): { events: BallotsEvent[]; hidden: HiddenWrite[] } {
	const secret = hiddenVote(hidden.ballots, vote.id);
	const turnout = turnoutOf(secret);
	// Ballots that were told and are not here could not be opened any more (`lost` in the rules): no result.
	if (votedByThemselves(vote.turnout) > votedByThemselves(turnout))
		return {
			events: [{ type: 'ballots.annulled', body: { vote: vote.id, why: null } }],
			hidden: clearVote(vote.id)
		};
	// One person's choice would be the result: it is told to nobody.
	if (votesAlone(vote, turnout))
		return {
			events: [{ type: 'ballots.annulled', body: { vote: vote.id, why: null, alone: true } }],
			hidden: clearVote(vote.id)
		};
	const result = resultOf(state, vote, secret);
	const papers = papersOf(secret);
	const paper = paperBoard(vote, papers, result.sources);
	if (vote.printed > 0)
		result.papers = { n: papers.size, printed: vote.printed, digest: digest(paper.lines) };
	const absent = vote.settings.afterwards ? { absent: absentFrom(state, vote, secret) } : {};
	const ballots = vote.blind ? boardOf(secret) : [];
	if (vote.blind)
		result.board = {
			...{ ballots: ballots.length, issued: secret.issued.size },
			digest: digest(boardLines(ballots))
		};
	return {
		events: [{ type: 'ballots.closed', body: { vote: vote.id, turnout, result, ...absent } }],
		hidden: [
			...clearVote(vote.id),
			...ballots.map((value) => onBoard(vote.id, value)),
			...paper.hidden
		]
	};
}

/** [E44] 不记名 or 秘密, and one person alone has voted of those who might. */
function votesAlone({ settings, voters }: Vote, turnout: Turnout): boolean {
	return settings.secrecy !== 'named' && voters.length > 1 && votedIn(turnout) === 1;
}

/** The same while it is open: the chair waits for more, or annuls it. */
export function oneAlone(hidden: Hidden, vote: Vote): boolean {
	return votesAlone(vote, turnoutOf(hiddenVote(hidden.ballots, vote.id)));
}

function onBoard(of: VoteId, value: BoardBallot): BallotsWrite {
	return { slice: 'ballots', lot: 'ballots-board', of, key: value.token, value };
}

/** What is counted in the hall may be counted anew; what each gave for themselves only grows. */
function votedByThemselves(turnout: Turnout): number {
	const { hands = 0, paper = 0 } = turnout;
	return votedIn(turnout) - hands - paper;
}

/** The vote that is open ends with the meeting. */
export function closeWithMeeting(state: MeetingState, hidden: Hidden, context: Context): Outcome {
	const vote = voteNow(state.ballots);
	if (!vote) return { events: [] };
	return windowRuns(state, hidden, vote, context)
		? refuse('vote-window')
		: closeVote(state, hidden, vote, context);
}

/** [E42] The days that were said are not over, and somebody has not voted: nobody but the clock ends it. */
export function windowRuns(
	state: MeetingState,
	hidden: Hidden,
	vote: Vote,
	{ actor, now }: Pick<Context, 'actor' | 'now'>
): boolean {
	if (!fromAfar(vote) || actor.role === 'clock' || now >= (vote.until ?? 0)) return false;
	const { cast } = hiddenVote(hidden.ballots, vote.id);
	return votersHere(state, vote).some((seat) => !cast.has(seat));
}

/** The result of these ballots. */
export function resultOf(state: MeetingState, vote: Vote, secret: HiddenVote): VoteResult {
	const options = optionsOf(vote);
	const box = boxOf(state, vote, secret, options);
	const here = new Set(votersHere(state, vote));
	return {
		tally: tally({
			kind: vote.settings.kind,
			rule: vote.settings.rule,
			options,
			register: registered(state, vote),
			// Whoever voted and left was here, too (E12).
			present: vote.voters.filter(
				(seat) => here.has(seat) || secret.cast.has(seat) || secret.issued.has(seat)
			).length,
			room: roomQuorum(state),
			...(vote.settings.silentFollow ? { silentFollow: true } : {}),
			ballots: box
		}),
		box,
		// How often each was named says nothing of an order.
		sources: vote.settings.kind === 'ranking' ? [] : bySource(secret, options)
	};
}

/** Alike ballots together, in an order that says nothing of when they came. */
function boxOf(
	state: MeetingState,
	{ settings }: Vote,
	{ ballots, counted, entries }: HiddenVote,
	options: readonly OptionId[]
): BallotsAlike[] {
	const box = new Map<string, BallotsAlike>();
	const put = (choice: readonly OptionId[], n: number, area?: number, seat?: string) => {
		const key = choice.map((id) => options.indexOf(id)).join();
		const alike = box.get(key) ?? {
			choice: [...choice],
			n: 0,
			...(area === undefined ? {} : { area: 0 }),
			...(settings.secrecy === 'named' ? { seats: [] } : {})
		};
		alike.n += n;
		if (area !== undefined) alike.area = (alike.area ?? 0) + area;
		if (seat !== undefined) alike.seats?.push(seat);
		box.set(key, alike);
	};
	const named = settings.secrecy === 'named';
	for (const [key, { choice, area }] of ballots) put(choice, 1, area, named ? key : undefined);
	for (const { second, counts } of counted.values())
		if (second !== null) for (const [id, n] of Object.entries(counts)) if (n > 0) put([id], n);
	for (const choice of papersOf({ entries }).values()) put(choice, 1);
	const order = new Map(state.roll.order.map((seat, n) => [seat, n]));
	const all = [...box.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, alike]) => alike);
	for (const { seats } of all) seats?.sort((a, b) => order.get(a)! - order.get(b)!);
	return all;
}

function bySource(
	{ ballots, counted, entries }: HiddenVote,
	options: readonly OptionId[]
): VoteResult['sources'] {
	const results = new Map<Source, SourceResult>();
	const result = (source: Source) => {
		const known = results.get(source);
		if (known) return known;
		const counts = Object.fromEntries(options.map((id) => [id, 0]));
		const made: SourceResult = { sources: [source], people: 0, counts };
		results.set(source, made);
		return made;
	};
	for (const { source, choice } of ballots.values()) {
		const one = result(source);
		one.people += 1;
		for (const id of choice) one.counts[id]! += 1;
	}
	for (const [source, { second, counts }] of counted) {
		if (second === null) continue;
		const one = result(source);
		one.people += countedPeople(counts);
		for (const [id, n] of Object.entries(counts)) one.counts[id]! += n;
	}
	for (const [id = ''] of papersOf({ entries }).values()) {
		const one = result('paper');
		one.people += 1;
		one.counts[id]! += 1;
	}
	const inOrder = SOURCES.flatMap((source) => results.get(source) ?? []);
	return mergeSources(inOrder).map(({ sources, counts }) => ({ sources, counts }));
}
