/**
 * What is counted of a round while nobody may see what was said: cards, dots, answers. A count is told at
 * once, and what comes within a second after it together, so that it does not tell who just sent one.
 */
import type { Context } from '../context.ts';
import type { Hidden } from '../registry.ts';
import type { Board } from './cards.ts';
import { hiddenBoard, hiddenCards, type CardsWrite } from './hidden.ts';
import type { CardsEvent } from './commands.ts';
import { untypedPhotos, untypedVoices } from './untyped.ts';

/** ms */
const EVERY = 1000;
const COUNTS = [
	'cards',
	'people',
	'papers',
	'unclaimed',
	'voices',
	'photos',
	'untyped',
	'weighed',
	'agreed'
] as const;

/** The fact that tells what these writes add, or nothing where a second has not passed (K6, K27). */
export function counted(
	hidden: Hidden,
	board: Board,
	writes: readonly CardsWrite[],
	context: Context
): CardsEvent[] {
	if (board.countAt !== null) return [];
	return recount(after(hidden, writes), board, context.now + EVERY);
}

/** The fact that brings the public count up to date, if it is not; `next`: when the one after it is told. */
export function recount(hidden: Hidden, board: Board, next: number | null): CardsEvent[] {
	const count = countOf(hidden, board);
	const same = COUNTS.every((what) => count[what] === board.count[what]);
	if (same && (next !== null || board.countAt === null)) return [];
	return [{ type: 'cards.counted', body: { board: board.id, count, next } }];
}

/** The hidden part when these writes are done. */
export function after(hidden: Hidden, writes: readonly CardsWrite[]): Hidden {
	return { ...hidden, cards: writes.reduce(hiddenCards.apply, hidden.cards) };
}

/** What there is to count now. */
export function countOf(hidden: Hidden, board: Board): Board['count'] {
	const secret = hiddenBoard(hidden.cards, board.id);
	const { cards, countsBySeat: countsBySeat, papers, photos, weigh, agree } = secret;
	const voices = untypedVoices(secret).length;
	// A photograph is no card: it counts for nobody until its number is typed (K37).
	const untyped = untypedPhotos(secret).length;
	const shown = board.cards.filter((card) => card.from === undefined).length;
	const counts = [...countsBySeat.cards.values()];
	const people = counts.filter((n) => n > 0).length;
	// A recording is a card of whoever spoke, before it is typed and after (K36).
	const written = shown + cards.size + voices;
	const claimed = counts.reduce((sum, n) => sum + n, 0);
	const unclaimed = Math.min(papers.size, written - claimed);
	return {
		...{ cards: written, people, papers: papers.size },
		...(unclaimed > 0 ? { unclaimed } : {}),
		...(voices > 0 ? { voices } : {}),
		...(photos.size > 0 ? { photos: photos.size } : {}),
		...(untyped > 0 ? { untyped } : {}),
		...(weigh.size > 0 ? { weighed: weigh.size } : {}),
		...(agree.size > 0 ? { agreed: agree.size } : {})
	};
}
