/**
 * The card box of one phone: what `own.ts` describes, kept in this browser so that it outlives a reload,
 * a lost line and an empty battery, and handed in until the room has answered (C27). One per meeting.
 *
 * Invariant: a thing is written down before it is said; the room knows it by its own id, so that saying it
 * again changes nothing.
 */
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import type { Command } from '../../registry.ts';
import type { SeatId } from '../../names.ts';
import { isLonger } from '../../words.ts';
import { CardAnswers } from './answers.svelte.ts';
import type { Board, BoardId, CardId, CardStance, GroupId } from '../cards.ts';
import { Keeper } from './keeper.svelte.ts';
import {
	apart,
	fateOf,
	placeOf,
	withCard,
	withoutCard,
	type Draft,
	type Fate,
	type Kept,
	type OwnCard
} from './own.ts';
import { randomName, tell } from './telling.svelte.ts';

const EMPTY: Draft = { text: '', stance: null };

export class CardBox {
	/** What the draft lacks, since the last press. */
	lacks: 'text' | 'length' | 'stance' | null = $state(null);
	#meeting: MeetingStore;
	#keeper: Keeper;
	/** Agree, pass and disagree. */
	readonly answers: CardAnswers;

	constructor(meeting: MeetingStore) {
		this.#meeting = meeting;
		this.#keeper = new Keeper(`yitang-cards-${meeting.code}`);
		this.answers = new CardAnswers(meeting, this.#keeper);
	}

	get kept(): Kept {
		return this.#keeper.kept;
	}

	draftOf(board: BoardId, seat: SeatId): Draft {
		return this.kept.drafts[placeOf(board, seat)] ?? EMPTY;
	}

	draft(board: BoardId, seat: SeatId, change: Partial<Draft>): void {
		const place = placeOf(board, seat);
		const draft = { ...this.draftOf(board, seat), ...change };
		if (change.text || change.stance) this.lacks = null;
		this.#keeper.change((kept) => ({ ...kept, drafts: { ...kept.drafts, [place]: draft } }));
	}

	cardsOf(board: BoardId, seat: SeatId): OwnCard[] {
		return this.kept.cards.filter((card) => card.board === board && card.seat === seat);
	}

	/** Hands the draft in: it becomes a card at once and is said until the room answers. */
	async hand({ id: board, settings }: Board, seat: SeatId, by: SeatId): Promise<Fate | null> {
		const { text, stance } = this.draftOf(board, seat);
		const long = isLonger(text.trim(), settings.limit);
		this.lacks = text.trim() === '' ? 'text' : long ? 'length' : stance === null ? 'stance' : null;
		if (this.lacks || !stance) return null;
		const id = randomName(16);
		const card: OwnCard = {
			board,
			seat,
			by,
			id,
			key: randomName(26),
			text,
			stance,
			fate: 'waiting'
		};
		this.#keeper.change((kept) =>
			withCard({ ...kept, drafts: { ...kept.drafts, [placeOf(board, seat)]: EMPTY } }, card)
		);
		return this.#tellCard(card);
	}

	/** A recording that the room has taken: it is a card whose words come from the clerk (C9). */
	spoken(card: OwnCard): void {
		this.#keeper.change((kept) => withCard(kept, card));
	}

	/** Takes a card back before it is shown; its words become the draft again. */
	async takeBack(card: OwnCard): Promise<Fate> {
		const { board, seat, by, id, key, text, stance } = card;
		const command: Command = { type: 'cards.take-back', board, card: id, key, seat };
		const fate = fateOf(await this.#meeting.send(by, command));
		if (fate === 'sent' && card.voice) this.throwAway(id);
		else if (fate === 'sent') this.#reopen(board, seat, text, stance, id);
		return fate;
	}

	/** A card the room did not take: back into the text box. */
	rewrite({ board, seat, text, stance, id }: OwnCard): void {
		this.#reopen(board, seat, text, stance, id);
	}

	throwAway(id: CardId): void {
		this.#keeper.change((kept) => withoutCard(kept, id));
	}

	dotsOf({ id, at }: Board, seat: SeatId) {
		const own = this.kept.dots[placeOf(id, seat)];
		return own?.at === at ? own : undefined;
	}

	/** Places dots or ranks without handing them in. */
	place({ id: board, at }: Board, seat: SeatId, by: SeatId, points: Record<GroupId, number>): void {
		const place = placeOf(board, seat);
		const ballot = this.kept.dots[place]?.ballot ?? randomName(26);
		const dots = { by, ballot, points, fate: null, at };
		this.#keeper.change((kept) => ({ ...kept, dots: { ...kept.dots, [place]: dots } }));
	}

	/** Hands in what was placed; the same ballot again replaces what it said. */
	async weigh(board: Board, seat: SeatId): Promise<Fate | null> {
		const dots = this.dotsOf(board, seat);
		if (!dots) return null;
		const place = placeOf(board.id, seat);
		const waiting = { ...dots, fate: 'waiting' as Fate };
		this.#keeper.change((kept) => ({ ...kept, dots: { ...kept.dots, [place]: waiting } }));
		return this.#tellDots(board.id, seat);
	}

	/** Says again what no answer came to: after a reload, a dead phone, a refusal that passes. */
	resume(): void {
		for (const card of this.kept.cards)
			if (card.fate === 'waiting' && !card.voice) void this.#tellCard(card);
		for (const [place, { fate }] of Object.entries(this.kept.dots))
			if (fate === 'waiting') void this.#tellDots(...apart(place));
		this.answers.resume();
	}

	async #tellCard(card: OwnCard): Promise<Fate> {
		const { board, seat, by, id, key, text, stance } = card;
		const command: Command = { type: 'cards.send', board, card: id, key, text, stance, seat };
		const fate = await tell(this.#meeting, by, command);
		// Thrown away meanwhile, it stays away.
		this.#keeper.change((kept) =>
			kept.cards.some((one) => one.id === id) ? withCard(kept, { ...card, fate }) : kept
		);
		return fate;
	}

	async #tellDots(board: BoardId, seat: SeatId): Promise<Fate> {
		const place = placeOf(board, seat);
		const said = this.kept.dots[place]!;
		const { by, ballot, points } = said;
		const fate = await tell(this.#meeting, by, {
			type: 'cards.weigh',
			board,
			seat,
			ballot,
			points
		});
		this.#keeper.change((kept) => {
			const now = kept.dots[place];
			// Handed in again meanwhile: the later press has its own answer.
			if (!now || JSON.stringify(now.points) !== JSON.stringify(points)) return kept;
			return { ...kept, dots: { ...kept.dots, [place]: { ...now, fate } } };
		});
		return fate;
	}

	#reopen(board: BoardId, seat: SeatId, text: string, stance: CardStance, id: CardId): void {
		const place = placeOf(board, seat);
		this.#keeper.change((kept) => ({
			...withoutCard(kept, id),
			drafts: { ...kept.drafts, [place]: { text, stance } }
		}));
	}
}

const boxes = new WeakMap<MeetingStore, CardBox>();

/** The box of this page's meeting; made and resumed when first asked for. Only in browsers. */
export function cardBox(meeting: MeetingStore): CardBox {
	let box = boxes.get(meeting);
	if (!box) {
		box = new CardBox(meeting);
		boxes.set(meeting, box);
		// Not while a component is being made: what is said then would count as read by it.
		setTimeout(() => boxes.get(meeting)?.resume());
	}
	return box;
}
