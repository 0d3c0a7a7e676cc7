/** 开始表决: who may vote is frozen, and what the rules of the meeting ask before a vote is looked at. */
import { itemsShown } from '../agenda/agenda.ts';
import { isPresent } from '../attendance/attendance.ts';
import type { Context, Outcome } from '../context.ts';
import type { Instant, ItemId, SeatId, TextRef } from '../names.ts';
import { parseText } from '../parse-text.ts';
import { refuseUnlessOpen } from '../phase.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { HiddenWrite, MeetingState } from '../registry.ts';
import { VOTE_LIMITS, voteNow, type Vote } from './ballots.ts';
import type { BallotsCommand } from './commands.ts';
import { countsAreas, votersOf, votesByHomes, weightsTell } from './register.ts';
import { blindVote } from './blind-vote.ts';
import { representedIn } from './proxies.ts';
import { voteRule } from './vote-rules.ts';

type Open = Extract<BallotsCommand, { type: 'ballots.open' }>;

const DAY = 86_400_000;

export function openVote(
	state: MeetingState,
	vote: Vote,
	command: Open,
	context: Context
): Outcome {
	const shut = refuseUnlessOpen(state);
	if (shut) return shut;
	if (vote.step === 'open') return refuse('vote-already-open');
	if (vote.step !== 'ready') return refuse('vote-closed');
	if (voteNow(state.ballots)) return refuse('vote-other-open');
	if (state.queue.speaker !== null) return refuse('someone-speaking');
	if (written(vote) && vote.options.length < 2) return refuse('vote-few-options');
	if (vote.item !== null && !itemsShown(state.agenda).some(({ id }) => id === vote.item))
		return refuse('no-such-item');
	const early = undiscussed(state, vote) ?? debateWaits(state, vote);
	if (early && command.waive === undefined) return early;
	const unlawful = notAnnounced(state, vote, context.now);
	if (unlawful) return unlawful;
	const voters = votersIn(state, vote);
	if (!Array.isArray(voters)) return voters;
	// A reason that nothing asked for is none.
	const waived = early ? waivedWords(command, context) : null;
	if (waived && 'refused' in waived) return waived;
	const { seconds, secrecy, days } = vote.settings;
	const lasts = days ? days * DAY : seconds === null ? null : seconds * 1000;
	const until = lasts === null ? null : context.now + lasts;
	const body = { vote: vote.id, voters, until, waived };
	if (secrecy !== 'secret') return { events: [{ type: 'ballots.opened', body }] };
	const made = blindVote(state, vote, voters, context);
	if ('refused' in made) return made;
	const { blind, hidden } = made;
	return {
		events: [{ type: 'ballots.opened', body: { ...body, blind } }],
		hidden: hidden as HiddenWrite[]
	};
}

function written({ settings: { kind } }: Vote): boolean {
	return kind !== 'yes-no' && kind !== 'scale';
}

function waivedWords({ waive }: Open, context: Context): TextRef | Refusal | null {
	if (waive === undefined) return null;
	const text = parseText(waive, { max: VOTE_LIMITS.reason, required: true });
	return typeof text === 'string' ? context.text(text) : text;
}

/** [E6] Nobody has spoken and no card was read: then it takes the chair's 免议 (S2.44). */
function undiscussed(state: MeetingState, { item, settings }: Vote): Refusal | null {
	// How people feel about something is asked before they talk about it, too (X5).
	if (settings.kind === 'scale') return null;
	return discussed(state, item) ? null : refuse('vote-undiscussed');
}

/** Somebody has spoken to the item, or cards on it were shown; without an item: to anything. */
export function discussed({ queue, cards }: MeetingState, item: ItemId | null): boolean {
	const about = (one: ItemId | null) => item === null || one === item;
	return (
		queue.turns.some(({ entry }) => entry.stance !== 'order' && about(entry.item)) ||
		cards.boards.some((board) => board.cards.length > 0 && about(board.item))
	);
}

/** [E7] Where the rules of the meeting ask for it, whoever wants to speak for or against is heard first. */
function debateWaits({ plan, queue }: MeetingState, { settings }: Vote): Refusal | null {
	if (settings.kind === 'scale' || plan.rules?.voteNeedsDebateExhausted !== true) return null;
	const waiting = queue.entries.filter(({ stance }) => stance === 'for' || stance === 'against');
	return waiting.length > 0 ? refuse('vote-debate-waits', { n: waiting.length }) : null;
}

/** [E8] What counts by law was on a notice, long enough before (L7). */
function notAnnounced(
	{ plan, ballots }: MeetingState,
	{ settings, item }: Vote,
	now: Instant
): Refusal | null {
	if (!settings.legal) return null;
	if (plan.announcedAt === null || item === null || !ballots.noticed.includes(item))
		return refuse('vote-not-announced');
	const { noticeDays } = voteRule(settings.rule);
	if (now - plan.announcedAt >= noticeDays * DAY) return null;
	return refuse('vote-notice-short', { days: noticeDays });
}

/** [E4] All who vote, less those whom the matter does not concern and those who step back. */
function votersIn(state: MeetingState, vote: Vote): SeatId[] | Refusal {
	const { register } = state.ballots;
	const homes = votesByHomes(vote.settings);
	if (homes && !register) return refuse('vote-register-missing');
	const listed = homes ? votersOf(register!) : state.roll.order;
	const voters = listed.filter(
		(seat) =>
			state.roll.seats[seat]?.votes === true &&
			(vote.scope === null || vote.scope.seats.includes(seat)) &&
			!vote.excluded.some((one) => one.seat === seat)
	);
	if (voters.length === 0) return refuse('vote-no-voters');
	if (!countsAreas(vote.settings) || vote.settings.secrecy === 'named') return voters;
	const represented = representedIn(state, { ...vote, voters });
	const here = voters.filter(
		(seat) => vote.settings.days || isPresent(state.attendance, seat) || represented.has(seat)
	);
	// Whoever may vote may come yet: none of them is alone with an area, nor of those who are here.
	return weightsTell(register!, voters) || weightsTell(register!, here)
		? refuse('vote-weights-tell')
		: voters;
}
