/** 准备: a question, what can be chosen, and by which rule it is decided. */
import { itemsShown } from '../agenda/agenda.ts';
import { boardOf } from '../cards/cards.ts';
import type { Context, Outcome } from '../context.ts';
import type { TextRef } from '../names.ts';
import { parseText } from '../parse-text.ts';
import { refuseUnlessPlannedOrOpen } from '../phase.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { seatOf } from '../roll/roll.ts';
import { sameKey } from '../words.ts';
import { mayFollow } from './absent-voters.ts';
import {
	BURDEN_PEOPLE,
	MAX_OPTIONS,
	MAX_VOTES,
	OPTION_DETAILS,
	VOTE_LIMITS,
	voteOf,
	type Burden,
	type NewVote,
	type Vote,
	type VoteOption,
	type VoteSettings
} from './ballots.ts';
import type { BallotsCommand, OptionDraft, VoteDraft } from './commands.ts';
import { invitedIn } from './invited-voters.ts';
import { countsSilent, votesByHomes } from './register.ts';
import { usualRule, voteRule } from './vote-rules.ts';

type Of<T extends BallotsCommand['type']> = Extract<BallotsCommand, { type: T }>;

/** Statutory elections have a form of their own, which this is not (L19). */
const ELECTS =
	/选举|選舉|改选|改選|补选|補選|换届|換屆|竞选|競選|罢免|罷免|\belect(?:s|ed|ing|ions?)?\b/iu;

/** A new vote; before the meeting, too. */
export function prepareVote(
	state: MeetingState,
	hidden: Hidden,
	{ item, draft }: Of<'ballots.prepare'>,
	context: Context
): Outcome {
	const shut = refuseUnlessPlannedOrOpen(state);
	if (shut) return shut;
	const { votes } = state.ballots;
	if (votes.length >= MAX_VOTES)
		return refuse(votes.some(({ step }) => step === 'ready') ? 'too-many' : 'limit-reached', {
			max: MAX_VOTES
		});
	if (item !== null && !itemsShown(state.agenda).some(({ id }) => id === item))
		return refuse('no-such-item');
	const blank = { id: context.newId('v'), item, options: [] };
	const made = drafted(state, hidden, blank, draft, context);
	if ('refused' in made) return made;
	return { events: [{ type: 'ballots.prepared', body: { vote: made } }] };
}

/** Another wording, other options, another rule, until it is opened. */
export function changeVote(
	state: MeetingState,
	hidden: Hidden,
	vote: Vote,
	{ draft }: Of<'ballots.change'>,
	context: Context
): Outcome {
	const shut = refuseUnlessPlannedOrOpen(state);
	if (shut) return shut;
	if (vote.step !== 'ready') return refuse('vote-not-ready');
	const made = drafted(state, hidden, vote, draft, context);
	if ('refused' in made) return made;
	return { events: [{ type: 'ballots.changed', body: { vote: made } }] };
}

/** A group of cards becomes an option and keeps its number (C20). */
export function optionOfGroup(
	state: MeetingState,
	vote: Vote,
	command: Of<'ballots.option'>,
	context: Context
): Outcome {
	const shut = refuseUnlessPlannedOrOpen(state);
	if (shut) return shut;
	if (vote.step !== 'ready') return refuse('vote-not-ready');
	const { kind } = vote.settings;
	if (kind === 'yes-no' || kind === 'scale') return refuse('vote-rule-kind');
	const board = boardOf(state.cards, command.board);
	const group = board?.groups.find(({ id }) => id === command.group);
	if (!group) return refuse('no-such-group');
	if (!group.name) return refuse('group-unnamed', { n: Number(group.id.slice(1)) });
	const there = vote.options.some(
		(one) => one.group?.board === command.board && one.group.group === command.group
	);
	if (there) return { events: [] };
	if (vote.options.length >= MAX_OPTIONS) return refuse('vote-many-options', { max: MAX_OPTIONS });
	const option: VoteOption = {
		...NO_DETAILS,
		id: context.newId('o'),
		text: group.name,
		group: { board: command.board, group: command.group }
	};
	const { id, item, question, settings, options, before, scope, burden } = vote;
	const changed = {
		id,
		item,
		question,
		settings,
		options: [...options, option],
		before,
		scope,
		burden
	};
	return { events: [{ type: 'ballots.changed', body: { vote: changed } }] };
}

const NOBODY_SAID = { proposer: null, responsible: null, beneficiary: null };
const NO_DETAILS = { cost: null, who: null, time: null, pro: null, con: null };

function drafted(
	state: MeetingState,
	hidden: Hidden,
	{ id, item, options: former }: Pick<Vote, 'id' | 'item' | 'options'>,
	draft: VoteDraft,
	context: Context
): NewVote | Refusal {
	const question = parseText(draft.question, { max: VOTE_LIMITS.question, required: true });
	if (typeof question !== 'string') return question;
	if (ELECTS.test(question)) return refuse('vote-elects');
	const settings = settingsOf(state, draft.settings);
	if (settings.secrecy === 'secret') context.blind.expect(1);
	if (!voteRule(settings.rule).kinds.includes(settings.kind)) return refuse('vote-rule-kind');
	if (settings.days && (!votesByHomes(settings) || settings.secrecy === 'secret'))
		return refuse('vote-days-rule');
	if (settings.afterwards && !mayFollow(settings)) return refuse('vote-afterwards-rule');
	if (settings.silentFollow && !countsSilent(settings)) return refuse('vote-silent-rule');
	const before = draft.before === undefined ? null : voteOf(state.ballots, draft.before);
	if (
		before === undefined ||
		(before && (before.settings.kind !== settings.kind || before.id === id))
	)
		return refuse('no-such-vote');
	const options = optionsIn(draft.options ?? [], settings, former, context);
	if (!Array.isArray(options)) return options;
	// The sheet of homes says whom the matter concerns; homes whose owners have no seat are among them.
	if (draft.scope && votesByHomes(settings)) return refuse('vote-scope-homes');
	const scope = scopeIn(state, hidden, draft, context);
	if (scope && 'refused' in scope) return scope;
	const burden = burdenIn(draft, context);
	if (burden && 'refused' in burden) return burden;
	return {
		id,
		item,
		question: context.text(question),
		settings,
		options,
		before: before?.id ?? null,
		scope,
		burden
	};
}

function settingsOf(
	{ plan: { rules }, ballots: { adopted } }: MeetingState,
	given: VoteDraft['settings']
): VoteSettings {
	const { kind } = given;
	return {
		secrecy: 'unsigned',
		rule: usualRule(kind, adopted),
		legal: false,
		// The rules that the meeting adopted say whether it is asked (L13).
		askAbstain: kind === 'yes-no' && (rules?.askAbstain ?? true),
		seconds: 120,
		changeable: true,
		twice: 'last',
		...given,
		// Nobody could find it again.
		...(given.secrecy === 'secret' ? { changeable: false } : {}),
		...(given.days ? { seconds: null } : {})
	};
}

function optionsIn(
	drafts: readonly OptionDraft[],
	{ kind }: VoteSettings,
	former: readonly VoteOption[],
	context: Context
): VoteOption[] | Refusal {
	if (kind === 'yes-no' || kind === 'scale') return [];
	if (drafts.length > MAX_OPTIONS) return refuse('vote-many-options', { max: MAX_OPTIONS });
	const options: VoteOption[] = [];
	const words = new Set<string>();
	for (const draft of drafts) {
		const text = parseText(draft.text, { max: VOTE_LIMITS.option, required: true });
		if (typeof text !== 'string') return text;
		if (words.has(sameKey(text))) return refuse('vote-same-options');
		words.add(sameKey(text));
		if (ELECTS.test(text)) return refuse('vote-elects');
		const known = former.find(({ id }) => id === draft.id && !options.some((one) => one.id === id));
		const details: Record<string, TextRef | null> = {};
		for (const detail of OPTION_DETAILS) {
			const said = parseText(draft[detail], { max: VOTE_LIMITS.detail });
			if (typeof said !== 'string') return said;
			details[detail] = said === '' ? null : context.text(said);
		}
		options.push({
			...NO_DETAILS,
			...details,
			id: known?.id ?? context.newId('o'),
			text: context.text(text),
			group: known?.group ?? null
		});
	}
	return options;
}

function scopeIn(
	{ roll }: MeetingState,
	{ roll: { people } }: Hidden,
	{ scope }: VoteDraft,
	context: Context
): NewVote['scope'] | Refusal {
	if (!scope) return null;
	const label = parseText(scope.label, { max: VOTE_LIMITS.scope, required: true });
	if (typeof label !== 'string') return label;
	const seats = scope.seats.filter((seat) => seatOf(roll, seat)?.votes);
	if (seats.length < scope.seats.length) return refuse('no-such-seat');
	const chosen = [...new Set(seats)];
	const voters = roll.order.filter((seat) => roll.seats[seat]!.votes);
	const invited = invitedIn(chosen, voters, (seat) => people.get(seat)?.building ?? '');
	if (invited.length === 0) return { label: context.text(label), seats: chosen };
	const reason = parseText(scope.reason, { max: VOTE_LIMITS.reason });
	if (typeof reason !== 'string') return reason;
	if (reason === '') return refuse('scope-reason', { n: invited.length });
	const why = context.text(reason);
	return { label: context.text(label), seats: chosen, invited: { seats: invited, reason: why } };
}

/** Who asks, who sees to it, who has it, and what it costs; null where nothing of it is said. */
function burdenIn({ burden }: VoteDraft, context: Context): Burden | null | Refusal {
	if (!burden) return null;
	const said: Record<string, TextRef | null> = {};
	for (const person of BURDEN_PEOPLE) {
		const words = parseText(burden[person], { max: VOTE_LIMITS.burden });
		if (typeof words !== 'string') return words;
		said[person] = words === '' ? null : context.text(words);
	}
	const { cost } = burden;
	if (cost === null && BURDEN_PEOPLE.every((person) => said[person] === null)) return null;
	return { ...NOBODY_SAID, ...said, cost };
}
