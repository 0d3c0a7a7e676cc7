/** Members propose, the chair answers, and the proposer sees why. Rules [G10]–[G13]. */
import type { Context, Outcome } from '../context.ts';
import type { MeetingState } from '../registry.ts';
import type { TextRef } from '../names.ts';
import { refuseUnlessPlannedOrOpen } from '../phase.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { parseText } from '../parse-text.ts';
import { addItem } from './adding.ts';
import {
	itemsShown,
	MAX_OPEN_PROPOSALS,
	MAX_PROPOSALS,
	PROPOSAL_LIMITS,
	type AgendaCommand,
	type AgendaEvent,
	type Proposal
} from './agenda.ts';

type Of<T extends string> = Extract<AgendaCommand, { type: `agenda.${T}` }>;
type ProposalCommand = Of<'propose' | 'take-back' | 'accept' | 'merge' | 'decline'>;
type Answered = Extract<AgendaEvent, { type: 'agenda.answered' }>;

/** Events for one command about a proposal, or why not. */
export function decideProposal(
	state: MeetingState,
	command: ProposalCommand,
	context: Context
): Outcome {
	const refusal = refuseUnlessPlannedOrOpen(state);
	if (refusal) return refusal;
	if (command.type === 'agenda.propose') return propose(state, command, context);
	const proposal = state.agenda.proposals.find((one) => one.id === command.proposal);
	if (!proposal) return refuse('no-such-proposal');
	if (command.type === 'agenda.take-back' && proposal.seat !== command.seat)
		return refuse('not-your-seat');
	if (proposal.status !== 'open') return refuse('already-answered');
	switch (command.type) {
		case 'agenda.take-back':
			return { events: [answered(proposal, 'taken-back', null, null)] };
		case 'agenda.accept':
			return accept(state, proposal, command, context);
		case 'agenda.merge': {
			if (!itemsShown(state.agenda).some((item) => item.id === command.item))
				return refuse('no-such-item');
			const reason = reasonOf(command.reason, false, context);
			if (reason && 'refused' in reason) return reason;
			return { events: [answered(proposal, 'merged', command.item, reason)] };
		}
		case 'agenda.decline': {
			const reason = reasonOf(command.reason, true, context);
			if (reason && 'refused' in reason) return reason;
			return { events: [answered(proposal, 'declined', null, reason)] };
		}
	}
}

function propose(state: MeetingState, command: Of<'propose'>, context: Context): Outcome {
	const { proposals } = state.agenda;
	const own = proposals.filter((one) => one.seat === command.seat && one.status === 'open');
	if (own.length >= MAX_OPEN_PROPOSALS) return refuse('too-many-proposals', { n: own.length });
	if (proposals.length >= MAX_PROPOSALS) return refuse('limit-reached', { max: MAX_PROPOSALS });
	const title = parseText(command.title, { max: PROPOSAL_LIMITS.title, required: true });
	if (typeof title !== 'string') return title;
	const why = parseText(command.why, { max: PROPOSAL_LIMITS.why, lines: true });
	if (typeof why !== 'string') return why;
	const body = {
		proposal: context.newId('prop'),
		seat: command.seat,
		by: context.actor.id === command.seat ? null : context.actor.id,
		title: context.text(title),
		why: why === '' ? null : context.text(why)
	};
	return { events: [{ type: 'agenda.proposed', body }] };
}

function accept(
	state: MeetingState,
	proposal: Proposal,
	command: Of<'accept'>,
	context: Context
): Outcome {
	const { parent, kind, minutes } = command;
	const added = addItem(state, { parent, title: proposal.title, kind, minutes }, context);
	if ('refused' in added) return added;
	const reason = reasonOf(command.reason, false, context);
	if (reason && 'refused' in reason) return reason;
	return { events: [added, answered(proposal, 'accepted', added.body.id, reason)] };
}

function answered(
	proposal: Proposal,
	how: Answered['body']['how'],
	item: string | null,
	reason: TextRef | null
): Answered {
	return { type: 'agenda.answered', body: { proposal: proposal.id, how, item, reason } };
}

function reasonOf(
	text: string | undefined,
	required: boolean,
	context: Context
): TextRef | null | Refusal {
	const reason = parseText(text, { max: PROPOSAL_LIMITS.reason });
	if (typeof reason !== 'string') return reason;
	if (reason === '') return required ? refuse('needs-reason') : null;
	return context.text(reason);
}
