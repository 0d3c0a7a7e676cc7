/** The board's steps (C1): four presses, the finer steps between them, and the way back. */
import type { Context, Outcome } from '../context.ts';
import type { Hidden, MeetingState, NewEvent } from '../registry.ts';
import type { Instant } from '../names.ts';
import { refuse } from '../refusal.ts';
import { stageNow } from '../runsheet/runsheet.ts';
import { agreeing } from './common-ground/agree.ts';
import { liveGroups, reached, votersPresent } from './board.ts';
import { STEPS, type Board, type Step } from './cards.ts';
import { after, countOf, recount } from './count.ts';
import { hiddenBoard, type CardsWrite } from './hidden.ts';
import { clearAgreeing, clearSecret, clearWeighing } from './hidden-rows.ts';
import { reveal } from './reveal.ts';
import type { CardsCommand } from './commands.ts';
import { erased, untypedPhotos, untypedVoices } from './untyped.ts';
import { CHAIRS } from '../role-groups.ts';
import { pressOf } from './view.ts';
import { keyFor } from './write/secret.ts';
import { weighed } from './weigh/weigh.ts';

type Go = Extract<CardsCommand, { type: 'cards.go' }>;

/** Unsigned cards of fewer people, or fewer cards, tell who wrote them. */
const FEW = 3;
const MINUTE = 60_000;

/** The move with all that goes with it, or why not. */
export function changeStep(
	state: MeetingState,
	hidden: Hidden,
	board: Board,
	{ from, to, force, untyped }: Go,
	context: Context
): Outcome {
	const press = pressOf(from);
	// Who sorts goes on and back within 读卡归类; what all do next, the chair says.
	if (!CHAIRS.includes(context.actor.role) && (press !== 'sort' || pressOf(to) !== press))
		return refuse('not-allowed');
	if (from !== board.step) return refuse('stale');
	if (from === to) return { events: [] };
	if (stageNow(state.runsheet)?.kind !== 'discussion') return refuse('no-stage-here');
	const before = hiddenBoard(hidden.cards, board.id);
	const n = untypedVoices(before).length + untypedPhotos(before).length;
	if (reaches(to, 'revealed') && n > 0 && !untyped) return refuse('untyped-waiting', { n });
	const writes: CardsWrite[] = reaches(to, 'revealed') ? erased(hidden, board) : [];
	const secret = hiddenBoard(after(hidden, writes).cards, board.id);
	const waiting = secret.cards.size;
	const shows = reaches(to, 'revealed') && waiting > 0;
	if (!shows && reaches(to, 'revealed') && board.cards.length === 0) return refuse('cards-none');
	const writers = fewestWriters(countOf(after(hidden, writes), board), board);
	const few = board.settings.level !== 'named' && (waiting < FEW || writers < FEW);
	if (shows && few && !force) return refuse('cards-few');
	const events: NewEvent[] = [];
	if (to === 'writing' && board.settings.level === 'secret' && !board.blind) {
		const keyed = keyFor(state, board, context);
		if ('refused' in keyed) return keyed;
		events.push(...keyed.events);
		writes.push(...keyed.hidden);
	}
	if (reaches(to, 'revealed') && secret.blind !== null) writes.push(...clearSecret(board.id));
	if (!reached(board, 'revealed') && to !== 'writing')
		events.push(...recount(after(hidden, writes), board, null));
	if (shows) {
		const shown = reveal(state, hidden, board, context);
		events.push(...shown.events);
		writes.push(...shown.hidden);
	}
	// Phones have one thing to do at a time: who weighs no longer answers card by card.
	if (reaches(to, 'dots') && board.agreeing === 'open') {
		const closed = agreeing(state, hidden, board, { open: false }, context);
		if (!('refused' in closed)) events.push(...closed.events);
	} else if (reaches(to, 'dots') && board.ground && secret.agree.size > 0) {
		// Told already, and nobody goes on with it any more.
		const clear = clearAgreeing(board.id);
		events.push(...recount(after(hidden, clear), board, null));
		writes.push(...clear);
	}
	if (to === 'dots' && liveGroups(board).length === 0) return refuse('cards-no-groups');
	if (to === 'result' && from === 'dots')
		events.push({
			type: 'cards.weighed',
			body: { board: board.id, weighed: weighed(board, secret, votersPresent(state)) }
		});
	if (secret.weigh.size > 0 || secret.countsBySeat.weigh.size > 0 || secret.hall) {
		const clear = clearWeighing(board.id);
		events.push(...recount(after(hidden, clear), board, null));
		writes.push(...clear);
	}
	const until = endOf(board, to, context.now);
	events.push({ type: 'cards.went', body: { board: board.id, from, to, until } });
	return { events, hidden: writes };
}

/** At least so many wrote: of cards that nobody claimed one person has as many as a person may write. */
function fewestWriters(
	{ cards, people, unclaimed = 0 }: Board['count'],
	{ settings }: Board
): number {
	// Nobody knows who wrote: one person has written as many as a person may.
	if (settings.level === 'secret') return Math.ceil(cards / settings.cards);
	return people + Math.ceil(unclaimed / settings.cards);
}

function reaches(to: Step, step: Step): boolean {
	return STEPS.indexOf(to) >= STEPS.indexOf(step);
}

/** When the countdown of a step ends; it closes nothing by itself. */
function endOf(board: Board, step: Step, now: Instant): Instant | null {
	if (step === 'writing') return now + board.settings.writeMinutes * MINUTE;
	return step === 'dots' ? now + board.settings.dotMinutes * MINUTE : null;
}
