/** Decides about votes. Rules: `RULES.md`, quoted as [E1] …. */
import type { Context, Outcome } from '../context.ts';
import { parseText } from '../parse-text.ts';
import { refuseUnlessOpen, refuseUnlessPlannedOrOpen } from '../phase.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { seatOf } from '../roll/roll.ts';
import { VOTE_LIMITS, voteOf, WINDOW, type Vote } from './ballots.ts';
import type { BallotsCommand } from './commands.ts';
import { closeAfterwards, openAfterwards } from './afterwards.ts';
import { castBallot } from './cast-ballot.ts';
import { closeVote, oneAlone, windowRuns } from './close-vote.ts';
import { countHall } from './count-hall.ts';
import { clearVote } from './hidden.ts';
import { openVote } from './open-vote.ts';
import { changeVote, optionOfGroup, prepareVote } from './prepare-vote.ts';
import { enterPaper, printPapers } from './paper-ballots.ts';
import { endProxy, recordProxy } from './proxies.ts';
import { enterRegister } from './register.ts';
import { castSecretly, giveToken, voidVote } from './secret-ballots.ts';
import { takeBack } from './take-back.ts';
import { tellTurnout } from './turnout.ts';
import { countable } from './view.ts';

/** Events and hidden writes, or why not. */
export function decideBallots(
	state: MeetingState,
	hidden: Hidden,
	command: BallotsCommand,
	context: Context
): Outcome {
	if (command.type === 'ballots.prepare') return prepareVote(state, hidden, command, context);
	if (command.type === 'ballots.register') return enterRegister(state, command, context);
	if (command.type === 'ballots.proxy') return recordProxy(state, command, context);
	if (command.type === 'ballots.proxy-end') return endProxy(state, command);
	if (command.type === 'ballots.adopt') return adopt(state, command);
	const vote = voteOf(state.ballots, command.vote);
	if (!vote) return refuse('no-such-vote');
	switch (command.type) {
		case 'ballots.change':
			return changeVote(state, hidden, vote, command, context);
		case 'ballots.option':
			return optionOfGroup(state, vote, command, context);
		case 'ballots.drop':
			if (vote.step !== 'ready') return refuse('vote-not-ready');
			return (
				refuseUnlessPlannedOrOpen(state) ?? {
					events: [{ type: 'ballots.dropped', body: { vote: vote.id } }]
				}
			);
		case 'ballots.readmit':
			return refuseUnlessPlannedOrOpen(state) ?? readmit(vote, command);
		case 'ballots.exclude':
			return refuseUnlessPlannedOrOpen(state) ?? exclude(state, vote, command, context);
		case 'ballots.open':
			return openVote(state, vote, command, context);
		case 'ballots.cast':
			return shutFor(state, vote) ?? castBallot(state, hidden, vote, command, context);
		case 'ballots.token':
			return refuseUnlessOpen(state) ?? giveToken(state, hidden, vote, command, context);
		case 'ballots.cast-secret':
			return refuseUnlessOpen(state) ?? castSecretly(hidden, vote, command, context);
		case 'ballots.void':
			return voidVote(vote, context, clearVote(vote.id));
		case 'ballots.take-back':
			return shutFor(state, vote) ?? takeBack(state, hidden, vote, command, context);
		case 'ballots.count':
			return refuseUnlessOpen(state) ?? countHall(state, hidden, vote, command, context);
		case 'ballots.print':
			return printPapers(state, hidden, vote, command);
		case 'ballots.enter-paper':
			return enterPaper(state, hidden, vote, command, context);
		case 'ballots.open-afterwards':
			return openAfterwards(state, vote, context);
		case 'ballots.annul':
			return refuseUnlessOpen(state) ?? annul(vote, command, context);
		default:
			return runOf(state, hidden, vote, command, context);
	}
}

/** [E50] For votes that are prepared from now on. */
function adopt(
	state: MeetingState,
	{ rule }: Extract<BallotsCommand, { type: 'ballots.adopt' }>
): Outcome {
	const shut = refuseUnlessPlannedOrOpen(state);
	if (shut) return shut;
	if (state.ballots.adopted === rule) return { events: [] };
	return { events: [{ type: 'ballots.adopted', body: { rule } }] };
}

/** Those who were away vote after the meeting. */
function shutFor(state: MeetingState, { after }: Vote): Refusal | null {
	return after === null ? refuseUnlessOpen(state) : null;
}

type Run = Extract<
	BallotsCommand,
	{
		type: 'ballots.extend' | 'ballots.close-phones' | 'ballots.close' | 'ballots.tell-turnout';
	}
>;

/** What the chair and the clock do while a vote is open. */
function runOf(
	state: MeetingState,
	hidden: Hidden,
	vote: Vote,
	command: Run,
	context: Context
): Outcome {
	// Said twice, or by two at once: what was wanted has happened.
	if (vote.step === 'closed' && command.type !== 'ballots.extend') return { events: [] };
	if (vote.step !== 'open') return refuse(vote.step === 'ready' ? 'vote-not-open' : 'vote-closed');
	const { id } = vote;
	const { now } = context;
	// What was said of its end holds, unless nobody is left who could vote.
	if (windowRuns(state, hidden, vote, context)) return refuse('vote-window');
	if (
		vote.after !== null &&
		(command.type === 'ballots.extend' || command.type === 'ballots.close-phones')
	)
		return refuse('vote-window');
	switch (command.type) {
		case 'ballots.extend': {
			// Without an end there is nothing to put off; a hall is counted as long as it takes.
			if (vote.until === null) return { events: [] };
			const until = Math.max(vote.until, now) + command.seconds * 1000;
			const last = (vote.openedAt ?? now) + WINDOW.most * 1000;
			if (vote.until >= last) return refuse('vote-longest', { max: WINDOW.most / 60 });
			return {
				events: [{ type: 'ballots.extended', body: { vote: id, until: Math.min(until, last) } }]
			};
		}
		case 'ballots.close-phones':
			if (vote.phonesClosed) return { events: [] };
			// Nobody could vote any more.
			if (!countable(vote)) return refuse('counts-kind');
			return { events: [{ type: 'ballots.phones-closed', body: { vote: id } }] };
		case 'ballots.tell-turnout':
			return { events: tellTurnout(hidden.ballots, vote, null) };
		case 'ballots.close':
			if (vote.after !== null) return closeAfterwards(state, hidden, vote);
			if (context.actor.role !== 'clock' && oneAlone(hidden, vote)) return refuse('vote-alone');
			return closeVote(state, hidden, vote, context);
	}
}

/** 回避: who has an interest of their own steps back, before the vote (S3.48). */
function exclude(
	state: MeetingState,
	vote: Vote,
	command: Extract<BallotsCommand, { type: 'ballots.exclude' }>,
	context: Context
): Outcome {
	if (vote.step !== 'ready') return refuse('vote-not-ready');
	const seat = seatOf(state.roll, command.seat);
	if (!seat) return refuse('no-such-seat');
	if (!seat.votes) return refuse('not-a-voter');
	if (vote.excluded.some((one) => one.seat === seat.id)) return { events: [] };
	const reason = parseText(command.reason, { max: VOTE_LIMITS.reason, required: true });
	if (typeof reason !== 'string') return reason;
	const body = { vote: vote.id, seat: seat.id, reason: context.text(reason) };
	return { events: [{ type: 'ballots.excluded', body }] };
}

/** Whoever was said to step back votes after all. */
function readmit(
	vote: Vote,
	{ seat }: Extract<BallotsCommand, { type: 'ballots.readmit' }>
): Outcome {
	if (vote.step !== 'ready') return refuse('vote-not-ready');
	if (!vote.excluded.some((one) => one.seat === seat)) return { events: [] };
	return { events: [{ type: 'ballots.readmitted', body: { vote: vote.id, seat } }] };
}

/** A vote that went wrong stays where it is, and says that it does not count. */
function annul(
	vote: Vote,
	command: Extract<BallotsCommand, { type: 'ballots.annul' }>,
	context: Context
): Outcome {
	if (vote.step === 'annulled') return { events: [] };
	if (vote.step === 'ready') return refuse('vote-not-open');
	const why = parseText(command.reason, { max: VOTE_LIMITS.reason, required: true });
	if (typeof why !== 'string') return why;
	return {
		events: [{ type: 'ballots.annulled', body: { vote: vote.id, why: context.text(why) } }],
		hidden: clearVote(vote.id)
	};
}
