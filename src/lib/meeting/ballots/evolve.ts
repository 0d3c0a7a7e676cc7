/** The votes after one event. On every phone's first load: as short as it can be said. */
import { itemNow, itemsShown } from '../agenda/agenda.ts';
import type { Refusal } from '../refusal.ts';
import type { MeetingEvent, MeetingState, OnScreen, StateOf } from '../registry.ts';
import { withBoundVoter } from './bound-voters.ts';
import { emptyBallots, type BallotsState, type NewVote, type Vote } from './ballots.ts';
import { voteOnScreen } from './vote-on-screen.ts';

/** The slice as every phone loads it. */
export const ballotsState: StateOf<'ballots'> = {
	shape: 9,
	empty: emptyBallots,
	evolve: evolveBallots,
	onScreen: ballotsOnScreen,
	tookScreensAt: ({ ballots }) =>
		Math.max(0, ...ballots.votes.map(({ openedAt }) => openedAt ?? 0)),
	holdsDebate: motionMissing
};

/** [E35] Where the rules ask for a motion, the open item says in words what is for or against, or a vote on it does. */
function motionMissing({ plan, agenda, ballots }: MeetingState): Refusal | null {
	const item = plan.rules?.motionRequired ? itemNow(agenda) : null;
	if (!item || item.goal !== null) return null;
	const moved = ballots.votes.some((vote) => vote.item === item.id && vote.step !== 'annulled');
	return moved ? null : { refused: 'motion-missing' };
}

/** A vote has the screens while it is open, and its result until somebody has spoken after it. */
function ballotsOnScreen(state: MeetingState): OnScreen | null {
	const vote = voteOnScreen(state);
	if (!vote) return null;
	return {
		step: `${vote.id} ${vote.step}`,
		quiet: vote.step === 'open',
		over: vote.step !== 'open',
		settles: vote.step === 'closed'
	};
}

function evolveBallots(
	state: BallotsState,
	event: MeetingEvent,
	before: MeetingState
): BallotsState {
	switch (event.type) {
		case 'plan.created':
			// Meetings of before there was an announcement were announced as they were made.
			return event.body.announced
				? { ...state, noticed: event.body.items.map(({ id }) => id) }
				: state;
		case 'plan.announced':
			return { ...state, noticed: itemsShown(before.agenda).map(({ id }) => id) };
		case 'ballots.prepared':
			return { ...state, votes: [...state.votes, made(event.body.vote)] };
		case 'ballots.registered':
			return { ...state, register: event.body.register };
		case 'ballots.adopted':
			return { ...state, adopted: event.body.rule };
		case 'ballots.proxy-recorded': {
			const { body } = event;
			return { ...state, proxies: [...without(state, body.principal), body] };
		}
		case 'ballots.proxy-ended':
			return { ...state, proxies: without(state, event.body.principal) };
		case 'roll.removed': {
			const { seat } = event.body;
			const proxies = without(state, seat).filter(({ proxy }) => proxy !== seat);
			return proxies.length < state.proxies.length ? { ...state, proxies } : state;
		}
		case 'roll.bound':
			return withBoundVoter(state, event.body.guest, event.body.seat);
		case 'ballots.dropped': {
			const { vote } = event.body;
			const votes = state.votes
				.filter(({ id }) => id !== vote)
				.map((one) => (one.before === vote ? { ...one, before: null } : one));
			return { ...state, votes };
		}
		case 'ballots.changed': {
			const { vote } = event.body;
			return changed(state, vote.id, () => ({ ...vote, burden: vote.burden ?? null }));
		}
		case 'ballots.excluded': {
			const { vote, seat, reason } = event.body;
			return changed(state, vote, ({ excluded }) => ({
				excluded: [...excluded, { seat, reason }]
			}));
		}
		case 'ballots.readmitted': {
			const { vote, seat } = event.body;
			return changed(state, vote, ({ excluded }) => ({
				excluded: excluded.filter((one) => one.seat !== seat)
			}));
		}
		case 'ballots.opened': {
			const { vote, voters, until, waived, blind = null } = event.body;
			const { at } = event;
			return changed(state, vote, () => ({
				...{ step: 'open', openedAt: at },
				...{ voters, until, waived, blind }
			}));
		}
		case 'ballots.turnout-told': {
			const { vote, turnout, next } = event.body;
			return changed(state, vote, () => ({ turnout, turnoutAt: next }));
		}
		case 'ballots.extended': {
			const { vote, until } = event.body;
			return changed(state, vote, () => ({ until }));
		}
		case 'ballots.phones-closed':
			// The hall is counted as long as it takes.
			return changed(state, event.body.vote, () => ({ phonesClosed: true, until: null }));
		case 'ballots.printed': {
			const { vote, n } = event.body;
			return changed(state, vote, () => ({ printed: n }));
		}
		case 'ballots.counted': {
			const { vote, ...count } = event.body;
			return changed(state, vote, ({ counted }) => ({
				counted: [...counted.filter(({ source }) => source !== count.source), count]
			}));
		}
		case 'ballots.closed': {
			const { vote, turnout, result, absent = [] } = event.body;
			const closedAt = event.at;
			return changed(state, vote, () => ({
				...{ step: 'closed', closedAt, until: null },
				...{ turnout, turnoutAt: null, result, absent }
			}));
		}
		case 'ballots.afterwards-opened': {
			const first = state.votes.find(({ id }) => id === event.body.after);
			if (!first) return state;
			return { ...state, afterwards: [...state.afterwards, madeAfter(first, event)] };
		}
		case 'ballots.afterwards-closed': {
			const { vote, turnout, result } = event.body;
			const closedAt = event.at;
			return changed(state, vote, () => ({
				...{ step: 'closed', closedAt, until: null },
				...{ turnout, turnoutAt: null, result }
			}));
		}
		case 'ballots.annulled': {
			const { vote, why, restored = false, alone = false } = event.body;
			const { at, actor: by } = event;
			return changed(state, vote, ({ closedAt }) => ({
				...{ step: 'annulled', why, annulled: { at, by }, restored, alone, until: null },
				...{ turnoutAt: null, closedAt: closedAt ?? at }
			}));
		}
		default:
			return state;
	}
}

function without({ proxies }: BallotsState, principal: string): BallotsState['proxies'] {
	return proxies.filter((one) => one.principal !== principal);
}

function changed(
	state: BallotsState,
	id: string,
	change: (vote: Vote) => Partial<Vote>
): BallotsState {
	const next = (vote: Vote) => (vote.id === id ? { ...vote, ...change(vote) } : vote);
	if (state.afterwards.some((vote) => vote.id === id))
		return { ...state, afterwards: state.afterwards.map(next) };
	return { ...state, votes: state.votes.map(next) };
}

/** The same question for those who were away: nothing passes or fails by it. */
function madeAfter(
	{ item, question, settings, options, scope }: Vote,
	{ at, body }: Extract<MeetingEvent, { type: 'ballots.afterwards-opened' }>
): Vote {
	const { vote: id, after, voters, until } = body;
	const { kind, secrecy, askAbstain, changeable, twice } = settings;
	const how = { kind, secrecy, askAbstain, changeable, twice };
	return {
		...made({
			...{ id, item, question, options, scope, before: null },
			settings: { ...how, rule: 'V16', legal: false, seconds: null }
		}),
		...{ step: 'open', openedAt: at, after, voters, until }
	};
}

function made(vote: NewVote): Vote {
	return {
		...vote,
		burden: vote.burden ?? null,
		excluded: [],
		step: 'ready',
		openedAt: null,
		until: null,
		closedAt: null,
		waived: null,
		voters: [],
		blind: null,
		turnout: {},
		turnoutAt: null,
		phonesClosed: false,
		printed: 0,
		counted: [],
		result: null,
		why: null,
		annulled: null,
		restored: false,
		alone: false,
		absent: [],
		after: null
	};
}
