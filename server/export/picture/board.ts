/**
 * A board of cards as it would hang on the wall, in words only: what a picture of it is drawn from. Part
 * of a paper, so it holds nothing but strings and numbers.
 */
import type { CardStance } from '#lib/meeting/cards/cards.ts';

export interface PinnedCard {
	stance: CardStance;
	text: string;
}

/** A group with its cards, or cards that were put aside. */
export interface Panel {
	/** ① 价格与补贴 */
	title: string;
	/** Points; null where it was not weighed. */
	points: number | null;
	cards: readonly PinnedCard[];
	/** Put aside: stands last and pale. */
	aside: boolean;
}

export interface PinnedBoard {
	question: string;
	/** 24张卡片 · 21人 · 63点 */
	sum: string;
	panels: readonly Panel[];
	/** 建议 ● 担心 ▲ … as far as they occur. */
	legend: readonly PinnedCard[];
	/** Said in the place of `n` cards for which there is no room. */
	more: string;
}

/** The sentence for `n` cards left out. */
export function moreOf({ more }: PinnedBoard, n: number): string {
	return more.replace('{n}', String(n));
}
