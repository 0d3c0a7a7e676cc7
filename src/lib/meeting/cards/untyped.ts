/**
 * What stands beside the cards until somebody has typed it: recordings (C9) and photographs of paper cards
 * (C7). The chair is asked once more before cards are shown without it; then, at the latest, all of it goes.
 */
import type { Hidden } from '../registry.ts';
import type { Board, CardId } from './cards.ts';
import {
	hiddenBoard,
	type CardsWrite,
	type HiddenBoard,
	type HiddenPhoto,
	type HiddenVoice
} from './hidden.ts';

/** Recordings that nobody has typed yet. */
export function untypedVoices({ voices }: HiddenBoard): HiddenVoice[] {
	return [...voices.values()].filter(({ back }) => !back);
}

/** Photographs whose number nobody has typed yet. */
export function untypedPhotos({ photos, papers }: HiddenBoard): HiddenPhoto[] {
	return [...photos.values()].filter(({ number }) => !papers.has(number));
}

/** All recordings and photographs of the board go, typed or not. */
export function erased(hidden: Hidden, board: Board): CardsWrite[] {
	const secret = hiddenBoard(hidden.cards, board.id);
	const { voices, photos } = secret;
	return [
		...(voices.size > 0 ? [silence(board, [...voices.keys()])] : []),
		...freed(secret, board, untypedVoices(secret)),
		...(photos.size > 0 ? [photosOver(board, [...photos.keys()])] : [])
	];
}

/** These recordings go. */
export function silence(board: Board, cards: CardId[]): CardsWrite {
	return { slice: 'cards', board: board.id, op: 'voice-over', cards };
}

/** The photographs of these numbers go. */
export function photosOver(board: Board, numbers: number[]): CardsWrite {
	return { slice: 'cards', board: board.id, op: 'photo-over', numbers };
}

/** Those who spoke may write as many cards again. */
export function freed(
	secret: HiddenBoard,
	board: Board,
	voices: readonly HiddenVoice[]
): CardsWrite[] {
	const at = { slice: 'cards', board: board.id, op: 'count', what: 'cards' } as const;
	return [...new Set(voices.map(({ seat }) => seat))].map((seat) => {
		const spoken = voices.filter((one) => one.seat === seat).length;
		return { ...at, seat, n: Math.max(0, (secret.of.cards.get(seat) ?? 0) - spoken) };
	});
}
