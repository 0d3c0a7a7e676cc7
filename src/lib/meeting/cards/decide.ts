/** Decides what happens on a board. Rules [K1]… in RULES.md; each part has a file of its own. */
import type { Context, Outcome } from '../context.ts';
import type { Hidden, MeetingState } from '../registry.ts';
import { refuseUnlessOpen } from '../phase.ts';
import { refuse } from '../refusal.ts';
import { addItem } from '../agenda/adding.ts';
import { agree, agreeing } from './common-ground/agree.ts';
import { answerAsk, ask } from './sort/ask.ts';
import { boardIn, reached } from './board.ts';
import type { Board, Ground } from './cards.ts';
import { after, recount } from './count.ts';
import { changeStep } from './change-step.ts';
import { clearAgreeing } from './hidden-rows.ts';
import { change, prepare } from './prepare/prepare.ts';
import type { CardsCommand } from './commands.ts';
import { dropPhoto, photo } from './paper/photo.ts';
import { group, hide, name, park, show, split, stack, suggestName } from './sort/sort.ts';
import { erased } from './untyped.ts';
import { giveBack, takeVoiceBack, typeVoice, voice } from './voice/voice.ts';
import { giveCardToken, sendSecretly } from './write/secret.ts';
import { rankHall } from './weigh/rank-hall.ts';
import { closePhones, weigh, weighHall } from './weigh/weigh.ts';
import { paper, send, takeBack } from './write/write.ts';

/** Events and hidden writes for one command of the cards, or why not. */
export function decideCards(
	state: MeetingState,
	hidden: Hidden,
	command: CardsCommand,
	context: Context
): Outcome {
	if (command.type === 'cards.prepare') return prepare(state, command, context);
	const board = boardIn(state, command.board);
	if ('refused' in board) return board;
	switch (command.type) {
		case 'cards.set':
			return change(state, board, command, context);
		case 'cards.send':
			return send(state, hidden, board, command, context);
		case 'cards.token':
			return giveCardToken(state, hidden, board, command, context);
		case 'cards.send-secret':
			return sendSecretly(state, hidden, board, command, context);
		case 'cards.paper':
			return paper(state, hidden, board, command, context);
		case 'cards.voice':
			return voice(state, hidden, board, command, context);
		case 'cards.type-voice':
			return typeVoice(state, hidden, board, command, context);
		case 'cards.give-back':
			return giveBack(hidden, board, command.card, context);
		case 'cards.photo':
			return photo(state, hidden, board, command, context);
		case 'cards.drop-photo':
			return dropPhoto(hidden, board, command.number, context);
		case 'cards.lapse':
			return lapse(hidden, board);
		case 'cards.take-back':
			return (
				takeVoiceBack(hidden, board, command, context) ??
				takeBack(state, hidden, board, command, context)
			);
		case 'cards.tally':
			return tally(hidden, board, context);
		default:
			return refuseUnlessOpen(state) ?? decideOpen(state, hidden, board, command, context);
	}
}

type InMeeting = Exclude<
	CardsCommand,
	{
		type: `cards.${'prepare' | 'set' | 'send' | 'token' | 'send-secret' | 'paper' | 'voice' | 'type-voice' | 'give-back' | 'photo' | 'drop-photo' | 'lapse' | 'take-back' | 'tally'}`;
	}
>;

/** What only an open meeting does. */
function decideOpen(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	command: InMeeting,
	context: Context
): Outcome {
	switch (command.type) {
		case 'cards.go':
			return changeStep(state, hidden, board, command, context);
		case 'cards.extend': {
			if (board.until === null) return refuse('wrong-step');
			const until = Math.max(board.until, context.now) + command.seconds * 1000;
			return { events: [{ type: 'cards.extended', body: { board: board.id, until } }] };
		}
		case 'cards.next-round':
			return nextRound(board, command.round);
		case 'cards.show':
			return show(board, command);
		case 'cards.group':
			return group(board, command, context);
		case 'cards.park':
			return park(board, command, context);
		case 'cards.stack':
			return stack(board, command);
		case 'cards.split':
			return split(board, command, context);
		case 'cards.suggest-name':
			return suggestName(board, command, context);
		case 'cards.name':
			return name(board, command, context);
		case 'cards.hide':
			return hide(board, command, context);
		case 'cards.ask':
			return ask(hidden, board, command, context);
		case 'cards.answer-ask':
			return answerAsk(board, command);
		case 'cards.weigh':
			return weigh(state, hidden, board, command, context);
		case 'cards.close-phones':
			return closePhones(hidden, board);
		case 'cards.weigh-hall':
			return weighHall(state, hidden, board, command);
		case 'cards.rank-hall':
			return rankHall(state, hidden, board, command);
		case 'cards.agreeing':
			return agreeing(state, hidden, board, command, context);
		case 'cards.agree':
			return agree(state, hidden, board, command, context);
		case 'cards.hint':
			return {
				events: [{ type: 'cards.hinted', body: { board: board.id, hints: command.hints } }]
			};
		case 'cards.ground':
			return ground(hidden, board, command.ground);
		case 'cards.to-agenda':
			return toAgenda(state, board, command.group, context);
	}
}

/** The clock tells what was written since the last count. */
function tally(hidden: Hidden, board: Board, { now }: Context): Outcome {
	if (board.countAt === null || now < board.countAt) return { events: [] };
	return { events: recount(hidden, board, null) };
}

/** The clock: what was not typed by now goes, and what was photographed. */
function lapse(hidden: Hidden, board: Board): Outcome {
	const writes = erased(hidden, board);
	return { events: recount(after(hidden, writes), board, null), hidden: writes };
}

/** Round-robin: one more card for everybody; who has nothing more to say passes (C22). */
function nextRound(board: Board, round: number): Outcome {
	if (board.step !== 'writing' || board.settings.collect !== 'round') return refuse('wrong-step');
	if (board.round === round) return { events: [] };
	if (round !== board.round + 1) return refuse('stale');
	if (round > board.settings.cards) return refuse('cards-used', { max: board.settings.cards });
	return { events: [{ type: 'cards.round-opened', body: { board: board.id, round } }] };
}

/** What the answers had in common; where weighing has begun meanwhile nobody can go on, and they are gone with it. */
function ground(hidden: Hidden, board: Board, found: Ground): Outcome {
	if (board.agreeing !== 'closed') return refuse('wrong-step');
	const clear = reached(board, 'dots') ? clearAgreeing(board.id) : [];
	return {
		events: [
			{ type: 'cards.ground', body: { board: board.id, ground: found } },
			...recount(after(hidden, clear), board, null)
		],
		hidden: clear
	};
}

/** The group's name becomes the title of a sub-item of the board's item, once (C20). */
function toAgenda(state: MeetingState, board: Board, id: string, context: Context): Outcome {
	const group = board.groups.find((one) => one.id === id);
	if (!group) return refuse('no-such-group');
	if (group.item !== undefined) return { events: [] };
	if (!group.name) return refuse('group-unnamed', { n: Number(group.id.slice(1)) });
	const sub = { parent: board.item, title: group.name, kind: 'speech' as const };
	const added = addItem(state, sub, context);
	if ('refused' in added) return added;
	const body = { board: board.id, group: id, item: added.body.id };
	return { events: [added, { type: 'cards.linked', body }] };
}
