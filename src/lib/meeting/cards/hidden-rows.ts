/** Writes of hidden rows of the cards, and what is known of such rows where they are read. */
import type { SeatId } from '../names.ts';
import type { Hidden, RulesOf } from '../registry.ts';
import type { BoardId, CardId, GroupId } from './cards.ts';
import {
	COUNT_LOTS,
	COUNTED,
	hiddenBoard,
	type Ballot,
	type CardsWrite,
	type Counted,
	type HiddenBoard,
	type HiddenCard,
	type HiddenCards,
	type HiddenPhoto,
	type HiddenVoice,
	type WeighBallot
} from './hidden.ts';

const slice = 'cards';

export function putCard(of: BoardId, card: HiddenCard): CardsWrite {
	return { slice, lot: 'cards', of, key: card.id, value: card };
}

export function dropCard(of: BoardId, card: CardId): CardsWrite {
	return { slice, lot: 'cards', of, key: card, value: null };
}

/** Everything put so far was shown; the keys stay, in the order given. */
export function cardsShown(of: BoardId, keys: readonly [CardId, string][]): CardsWrite[] {
	return [
		...keys.map(([key, value]): CardsWrite => ({ slice, lot: 'card-keys', of, key, value })),
		{ slice, lot: 'cards', of, clear: true }
	];
}

/** What is counted of a seat. */
export function setCount(of: BoardId, what: Counted, seat: SeatId, n: number): CardsWrite {
	return { slice, lot: COUNT_LOTS[what], of, key: seat, value: n };
}

export function usePaper(of: BoardId, number: number, used: boolean): CardsWrite {
	return { slice, lot: 'card-papers', of, key: `${number}`, value: used || null };
}

/** `sound`: base64, for the store alone. */
export function keepVoice(of: BoardId, voice: HiddenVoice, sound: string | null): CardsWrite {
	return { slice, lot: 'card-voices', of, key: voice.id, value: voice, file: sound };
}

export function eraseVoice(of: BoardId, card: CardId): CardsWrite {
	return { slice, lot: 'card-voices', of, key: card, value: null };
}

/** In place of the one before; `picture`: base64, for the store alone. */
export function keepPhoto(of: BoardId, photo: HiddenPhoto, picture: string): CardsWrite {
	return { slice, lot: 'card-photos', of, key: `${photo.number}`, value: photo, file: picture };
}

export function erasePhoto(of: BoardId, number: number): CardsWrite {
	return { slice, lot: 'card-photos', of, key: `${number}`, value: null };
}

export function putWeighing(of: BoardId, ballot: string, value: WeighBallot): CardsWrite {
	return { slice, lot: 'weigh-ballots', of, key: ballot, value };
}

export function putAgreeing(of: BoardId, ballot: string, value: Ballot): CardsWrite {
	return { slice, lot: 'agree-ballots', of, key: ballot, value };
}

export function setHall(of: BoardId, points: Readonly<Record<GroupId, number>>): CardsWrite {
	return { slice, lot: 'card-hall', of, key: 'points', value: points };
}

export function setHands(
	of: BoardId,
	hands: Readonly<Record<GroupId, readonly number[]>>
): CardsWrite {
	return { slice, lot: 'card-hands', of, key: 'hands', value: hands };
}

/** 秘密: nobody writes any more, and nothing of how it was done is left. */
export function clearSecret(of: BoardId): CardsWrite[] {
	return [
		{ slice, lot: 'card-blind', of, clear: true },
		{ slice, lot: 'card-issued', of, clear: true },
		{ slice, lot: 'card-spent', of, clear: true }
	];
}

/** All dots are gone, and who gave any. */
export function clearWeighing(of: BoardId): CardsWrite[] {
	return [
		{ slice, lot: 'weigh-ballots', of, clear: true },
		{ slice, lot: 'cards-weighed', of, clear: true },
		{ slice, lot: 'card-hall', of, clear: true },
		{ slice, lot: 'card-hands', of, clear: true }
	];
}

/** All answers are gone, and who gave one. */
export function clearAgreeing(of: BoardId): CardsWrite[] {
	return [
		{ slice, lot: 'agree-ballots', of, clear: true },
		{ slice, lot: 'cards-agreed', of, clear: true }
	];
}

/** How the rows lie on disk. */
export const cardsLots: RulesOf<'cards'>['lots'] = {
	cards: 'sealed',
	'card-keys': 'plain',
	'cards-sent': 'plain',
	'cards-early': 'plain',
	'cards-weighed': 'plain',
	'cards-agreed': 'plain',
	'card-papers': 'plain',
	'card-voices': 'sealed-each',
	'card-photos': 'sealed-each',
	'weigh-ballots': 'sealed',
	'agree-ballots': 'sealed',
	'card-hall': 'plain',
	'card-hands': 'plain',
	'card-blind': 'sealed',
	'card-issued': 'plain',
	'card-spent': 'sealed'
};

/** Rows as releases before lots have sealed them. */
export const earlierCardRows: RulesOf<'cards'>['earlierRows'] = {
	cards: (card: HiddenCard) => [card.id, card],
	'weigh-ballots': ({ ballot, ...said }: WeighBallot & { ballot: string }) => [ballot, said],
	'agree-ballots': ({ ballot, votes }: { ballot: string; votes: Ballot }) => [ballot, votes],
	'card-voices': ({ about }: { about: HiddenVoice }) => [about.id, about],
	'card-photos': ({ about }: { about: HiddenPhoto }) => [`${about.number}`, about]
};

/** Without its key a lot is lost: its writers may write again (the phones still know their cards). */
export function lostRows(
	lot: keyof typeof cardsLots,
	of: string | undefined,
	{ cards: hidden }: Hidden
): CardsWrite[] {
	if (of === undefined) return [];
	if (lot === 'weigh-ballots') return [{ slice, lot: 'cards-weighed', of, clear: true }];
	if (lot === 'agree-ballots') return [{ slice, lot: 'cards-agreed', of, clear: true }];
	if (lot === 'cards')
		return [
			{ slice, lot: 'cards-sent', of, clear: true },
			{ slice, lot: 'cards-early', of, clear: true },
			{ slice, lot: 'card-papers', of, clear: true },
			{ slice, lot: 'card-spent', of, clear: true }
		];
	return lot === 'card-voices' ? unheard(of, hiddenBoard(hidden, of)) : [];
}

/**
 * Recordings that cannot be opened any more are no cards: who spoke may write again. Where cards are
 * unsigned nobody knows whose they were, and the chair may raise the number (K8).
 */
function unheard(
	of: BoardId,
	{ cards, cardsBySeat: cardsBySeat, voices }: HiddenBoard
): CardsWrite[] {
	if (cards.size > 0 && cardsBySeat.size === 0) return [];
	const used = new Map([...cardsBySeat].map(([seat, ids]) => [seat, ids.length]));
	for (const { seat, back } of voices.values())
		if (!back) used.set(seat, (used.get(seat) ?? 0) + 1);
	return [
		{ slice, lot: 'cards-sent', of, clear: true },
		...[...used].map(([seat, n]) => setCount(of, 'cards', seat, n))
	];
}

/** What a guest has written, and was given to write with, counts as that of whoever they are on the roll. */
export function bindCards({ boards }: HiddenCards, guest: SeatId, seat: SeatId): CardsWrite[] {
	return [...boards].flatMap(([of, { countsBySeat, issued }]) => [
		...COUNTED.flatMap((what) => {
			const before = countsBySeat[what].get(guest) ?? 0;
			const own = countsBySeat[what].get(seat) ?? 0;
			return before === 0
				? []
				: [setCount(of, what, guest, 0), setCount(of, what, seat, own + before)];
		}),
		...[...issued.values()].flatMap((one): CardsWrite[] =>
			one.seat === guest && !issued.has(`${seat} ${one.n}`)
				? [{ slice, lot: 'card-issued', of, key: `${seat} ${one.n}`, value: { ...one, seat } }]
				: []
		)
	]);
}
