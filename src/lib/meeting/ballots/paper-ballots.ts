/**
 * 纸质票 with check codes (L9, X21): printed from the vote, each with a code that says nothing of who drew it, entered
 * by two people, and found again on the board.
 *
 * Invariant: what a paper says counts once two people have entered the same of it, and never twice.
 */
import type { Actor, Context, Outcome } from '../context.ts';
import { refuseUnlessOpen, refuseUnlessPlannedOrOpen } from '../phase.ts';
import { refuse } from '../refusal.ts';
import type { Hidden, HiddenWrite, MeetingState } from '../registry.ts';
import type { OptionId, Vote } from './ballots.ts';
import { wrongChoice } from './cast-ballot.ts';
import type { BallotsCommand } from './commands.ts';
import { hallWaits } from './count-hall.ts';
import { hiddenVote, type BallotsWrite, type PaperEntry } from './hidden.ts';
import { agreedOn, onPaper, same } from './paper-entries.ts';
import { countable } from './view.ts';
import { turnoutAfter } from './turnout.ts';

type Of<T extends BallotsCommand['type']> = Extract<BallotsCommand, { type: T }>;

/** Papers of one vote. */
export const MOST_PAPERS = 1000;

/** More papers; their codes are random and made by whoever prints. */
export function printPapers(
	state: MeetingState,
	hidden: Hidden,
	vote: Vote,
	{ codes }: Of<'ballots.print'>
): Outcome {
	const shut = refuseUnlessPlannedOrOpen(state);
	if (shut) return shut;
	if (vote.step !== 'ready' && vote.step !== 'open') return refuse('vote-closed');
	if (!countable(vote)) return refuse('counts-kind');
	const { papers } = hiddenVote(hidden.ballots, vote.id);
	if (new Set(codes).size < codes.length || codes.some((code) => papers.has(code)))
		return refuse('paper-twice');
	const n = papers.size + codes.length;
	if (n > MOST_PAPERS) return refuse('limit-reached', { max: MOST_PAPERS });
	return {
		events: [{ type: 'ballots.printed', body: { vote: vote.id, n } }],
		hidden: codes.map((code) => onPaper(vote, code, null))
	};
}

/** One paper as one person reads it. */
export function enterPaper(
	state: MeetingState,
	hidden: Hidden,
	vote: Vote,
	{ code, choice }: Of<'ballots.enter-paper'>,
	context: Context
): Outcome {
	const shut = refuseUnlessOpen(state);
	if (shut) return shut;
	if (vote.step !== 'open') return refuse(vote.step === 'ready' ? 'vote-not-open' : 'vote-closed');
	if (!vote.phonesClosed) return refuse('vote-phones-open');
	const wrong = wrongChoice(vote, choice);
	if (wrong) return wrong;
	const secret = hiddenVote(hidden.ballots, vote.id);
	if (!secret.papers.has(code)) return refuse('paper-unknown');
	const known = secret.entries.get(code) ?? [];
	const agreed = agreedOn(known);
	if (agreed) return same(agreed, choice) ? { events: [] } : refuse('counts-agreed');
	const entries = entered(known, choice, context.actor);
	if (!entries) return refuse('counts-differ');
	const max = hallWaits(state, vote, secret);
	if (agreedOn(entries) && max < 1) return refuse('counts-people', { max });
	const [slice, lot] = ['ballots', 'ballots-entries'] as const;
	const writes: BallotsWrite[] = [
		{ slice, lot, of: vote.id, key: code, value: { entries: [...entries] } }
	];
	const events = turnoutAfter(hidden.ballots, vote, writes, context);
	return { events, hidden: writes as HiddenWrite[], anonymous: true };
}

/** With this one; null where two others read it differently, and a third reads a third thing. */
function entered(
	known: readonly PaperEntry[],
	choice: OptionId[],
	{ id: by, holds }: Actor
): readonly PaperEntry[] | null {
	// One device that holds two seats is one person.
	const others = known.filter((one) => one.by !== by && !holds.includes(one.by));
	if (others.length < 2) return [...others, { by, choice }];
	const alike = others.find((one) => same(one.choice, choice));
	return alike ? [alike, { by, choice }] : null;
}
