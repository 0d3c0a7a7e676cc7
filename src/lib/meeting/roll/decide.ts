/** Hands a roll command to its decision. Rules: `RULES.md`, quoted as [S1] … */
import type { Context, Outcome } from '../context.ts';
import type { Hooks } from '../hooks.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { refuseUnlessPlannedOrOpen } from '../phase.ts';
import { decideBind } from './bind.ts';
import { decideAdd, decideChange, decideRemove, decideWalkIn } from './entries.ts';
import { decideAdmit, decideClearGuests, decideGuest } from './guests.ts';
import { decideAnswerAsks, decideAskSeat } from './hall-asks.ts';
import {
	decideAllow,
	decideAnswerClaim,
	decideClaim,
	decideDeny,
	decideRelease
} from './phones.ts';
import type { RollCommand } from './roll.ts';
import { decideLetBack, decideSendOut } from './sending-out.ts';
import { decideAnswerChair, decideHandChair, decideTakeBackChair } from './chair.ts';
import {
	decideHelp,
	decideJoinOpen,
	decideMoreTime,
	decideRole,
	decideSide,
	decideSideRest
} from './roles.ts';

/** What still works once a meeting has closed: a phone finds its seat again, the desk answers it. */
const AFTER_CLOSING: readonly RollCommand['type'][] = [
	'roll.claim',
	'roll.release',
	'roll.allow',
	'roll.deny',
	'roll.answer-claim',
	'roll.clear-guests'
];

/** Events and private writes for one roll command, or why not. Permission was checked before. */
export function decideRoll(
	state: MeetingState,
	hidden: Hidden,
	command: RollCommand,
	context: Context,
	hooks: Hooks
): Outcome {
	const shut = refuseUnlessPlannedOrOpen(state);
	if (shut && !(shut.refused === 'closed' && AFTER_CLOSING.includes(command.type))) return shut;
	switch (command.type) {
		case 'roll.add':
			return decideAdd(state, hidden, command, context);
		case 'roll.remove':
			return decideRemove(state, hidden, command, hooks);
		case 'roll.change':
			return decideChange(state, hidden, command, context);
		case 'roll.walk-in':
			return decideWalkIn(state, hidden, command, context);
		case 'roll.claim':
			return decideClaim(state, hidden, command, context, hooks);
		case 'roll.guest':
			return decideGuest(state, hidden, command, context);
		case 'roll.ask-seat':
			return decideAskSeat(state, hidden, command, context);
		case 'roll.answer-asks':
			return decideAnswerAsks(state, hidden, command, hooks);
		case 'roll.bind':
			return decideBind(state, hidden, command, hooks);
		case 'roll.admit':
			return decideAdmit(state, hidden, command, context);
		case 'roll.clear-guests':
			return decideClearGuests(state, hidden, hooks);
		case 'roll.allow':
			return decideAllow(state, hidden, command, hooks);
		case 'roll.answer-claim':
			return decideAnswerClaim(state, hidden, command, hooks);
		case 'roll.deny':
			return decideDeny(hidden, command);
		case 'roll.release':
			return decideRelease(state, hidden, command, hooks);
		case 'roll.help':
			return decideHelp(state, command);
		case 'roll.more-time':
			return decideMoreTime(state, command);
		case 'roll.side':
			return decideSide(state, command, context);
		case 'roll.side-rest':
			return decideSideRest(state, command);
		case 'roll.role':
			return decideRole(state, hidden, command);
		case 'roll.hand-chair':
			return decideHandChair(state, hidden, command, context);
		case 'roll.answer-chair':
			return decideAnswerChair(state, command);
		case 'roll.take-back-chair':
			return decideTakeBackChair(state, hidden, command);
		case 'roll.join-open':
			return decideJoinOpen(state, command);
		case 'roll.send-out':
			return decideSendOut(state, hidden, command, context);
		case 'roll.let-back':
			return decideLetBack(state, hidden, command, context);
	}
}
