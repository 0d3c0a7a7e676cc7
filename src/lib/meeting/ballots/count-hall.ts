/** 举手 and 纸质票: counted by two people, who must come to the same (L9). */
import type { Context, Outcome } from '../context.ts';
import { refuse } from '../refusal.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { optionsOf, type HallCount, type Vote } from './ballots.ts';
import type { BallotsCommand } from './commands.ts';
import { hiddenVote, type BallotsWrite, type HiddenVote } from './hidden.ts';
import { papersOf } from './paper-entries.ts';
import { countedPeople, turnoutAfter } from './turnout.ts';
import { countable, votersHere } from './view.ts';

type Count = Extract<BallotsCommand, { type: 'ballots.count' }>;

export function countHall(
	state: MeetingState,
	hidden: Hidden,
	vote: Vote,
	{ source, counts }: Count,
	context: Context
): Outcome {
	if (vote.step !== 'open') return refuse(vote.step === 'ready' ? 'vote-not-open' : 'vote-closed');
	if (!countable(vote, source)) return refuse('counts-kind');
	if (!vote.phonesClosed) return refuse('vote-phones-open');
	const options = optionsOf(vote);
	if (Object.keys(counts).some((id) => !options.includes(id))) return refuse('no-such-option');
	if (source === 'paper' && vote.printed > 0) return refuse('paper-coded');
	const secret = hiddenVote(hidden.ballots, vote.id);
	const { counted } = secret;
	const max = hallWaits(state, vote, secret, source);
	if (countedPeople(counts) > max) return refuse('counts-people', { max });
	const { id: by, holds } = context.actor;
	const first = counted.get(source);
	// One device that holds two seats is one person.
	const oneself = first !== undefined && (first.by === by || holds.includes(first.by));
	const whole = Object.fromEntries(options.map((id) => [id, counts[id] ?? 0]));
	const slice = 'ballots';
	const lot = 'ballots-counted';
	const put = (value: { by: string; second: string | null }): BallotsWrite => {
		return { slice, lot, of: vote.id, key: source, value: { ...value, counts: whole } };
	};
	const same = first && options.every((id) => first.counts[id] === whole[id]);
	if (first && !oneself && first.second === null && !same) return refuse('counts-differ');
	// What two have agreed on stands: a third number would undo both.
	if (first && first.second !== null) return same ? { events: [] } : refuse('counts-agreed');
	if (same && oneself) return refuse('counts-second-person');
	const checked = first !== undefined && same;
	const value = checked ? { by: first.by, second: by } : { by, second: null };
	const writes = [put(value)];
	return {
		events: [
			{ type: 'ballots.counted', body: { vote: vote.id, source, ...value } },
			...turnoutAfter(hidden.ballots, vote, writes, context)
		],
		hidden: writes
	};
}

/**
 * How many more can be counted in the hall; `source` is counted anew. Whoever voted and left is not among those who
 * raise a hand; of a secret vote, whoever was given a ballot.
 */
export function hallWaits(
	state: MeetingState,
	vote: Vote,
	{ cast, issued, counted, entries }: HiddenVote,
	source?: HallCount
): number {
	const others = [...counted].filter(([one, { second }]) => one !== source && second !== null);
	const taken = others.reduce((sum, [, one]) => sum + countedPeople(one.counts), 0);
	const waiting = votersHere(state, vote).filter((seat) => !cast.has(seat) && !issued.has(seat));
	return Math.max(0, waiting.length - taken - papersOf({ entries }).size);
}
