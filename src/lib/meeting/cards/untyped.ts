/**
 * What stands beside the cards until somebody has typed it: recordings (C9) and photographs of paper cards
 * (C7). The chair is asked once more before cards are shown without it; then, at the latest, all of it goes.
 */
import type { Hidden } from '../registry.ts';
import type { Board } from './cards.ts';
import {
	hiddenBoard,
	type CardsWrite,
	type HiddenBoard,
	type HiddenPhoto,
	type HiddenVoice
} from './hidden.ts';
import { erasePhoto, eraseVoice, setCount } from './hidden-rows.ts';

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
		...[...voices.keys()].map((card) => eraseVoice(board.id, card)),
		...freed(secret, board, untypedVoices(secret)),
		...[...photos.keys()].map((number) => erasePhoto(board.id, number))
	];
}

/** Those who spoke may write as many cards again. */
export function freed(
	secret: HiddenBoard,
	board: Board,
	voices: readonly HiddenVoice[]
): CardsWrite[] {
	return [...new Set(voices.map(({ seat }) => seat))].map((seat) => {
		const spoken = voices.filter((one) => one.seat === seat).length;
		const n = Math.max(0, (secret.countsBySeat.cards.get(seat) ?? 0) - spoken);
		return setCount(board.id, 'cards', seat, n);
	});
}
