/**
 * The outbox for cards of one phone: what `own.ts` describes, kept in this browser so that it outlives a reload,
 * a lost line and an empty battery, and handed in until the room has answered (C27). One per meeting.
 *
 * Invariant: a thing is written down before it is sent; the room knows it by its own id, so that sending it
 * again changes nothing.
 */
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import type { Command } from '../../registry.ts';
import type { SeatId } from '../../names.ts';
import { isLonger } from '../../words.ts';
import { CardAnswers } from './answers.svelte.ts';
import type { Board, BoardId, CardId, CardStance, GroupId } from '../cards.ts';
import { LocalStore } from './local-store.svelte.ts';
import {
	apart,
	deliveryOf,
	placeOf,
	withCard,
	withoutCard,
	type CardDraft,
	type DeliveryStatus,
	type Kept,
	type OutgoingCard
} from './own.ts';
import { SecretCards } from './secret-cards.svelte.ts';
import { AGAIN_MS, sendUntilAcknowledged } from './send-until-acknowledged.svelte.ts';
import { randomName } from '#lib/ui/random-name.ts';

const EMPTY: CardDraft = { text: '', stance: null };

export class CardOutbox {
	/** What is wrong with the draft, since the last press. */
	validationError: 'text' | 'length' | 'stance' | null = $state(null);
	#meeting: MeetingStore;
	#store: LocalStore;
	/** Agree, pass and disagree. */
	readonly answers: CardAnswers;
	/** What secret cards are signed with. */
	readonly secret: SecretCards;

	constructor(meeting: MeetingStore) {
		this.#meeting = meeting;
		this.#store = new LocalStore(`yitang-cards-${meeting.code}`);
		this.answers = new CardAnswers(meeting, this.#store);
		this.secret = new SecretCards(meeting);
	}

	get kept(): Kept {
		return this.#store.kept;
	}

	draftOf(board: BoardId, seat: SeatId): CardDraft {
		return this.kept.drafts[placeOf(board, seat)] ?? EMPTY;
	}

	draft(board: BoardId, seat: SeatId, change: Partial<CardDraft>): void {
		const place = placeOf(board, seat);
		const draft = { ...this.draftOf(board, seat), ...change };
		if (change.text || change.stance) this.validationError = null;
		this.#store.change((kept) => ({ ...kept, drafts: { ...kept.drafts, [place]: draft } }));
	}

	cardsOf(board: BoardId, seat: SeatId): OutgoingCard[] {
		return this.kept.cards.filter((card) => card.board === board && card.seat === seat);
	}

	/** Hands the draft in: it becomes a card at once and is sent until the room answers. */
	async handIn(
		{ id: board, settings }: Board,
		seat: SeatId,
		by: SeatId
	): Promise<DeliveryStatus | null> {
		const { text, stance } = this.draftOf(board, seat);
		const long = isLonger(text.trim(), settings.limit);
		this.validationError =
			text.trim() === '' ? 'text' : long ? 'length' : stance === null ? 'stance' : null;
		if (this.validationError || !stance) return null;
		const id = randomName(16);
		const card: OutgoingCard = {
			board,
			seat,
			by,
			id,
			key: randomName(26),
			text,
			stance,
			delivery: 'waiting'
		};
		this.#store.change((kept) =>
			withCard({ ...kept, drafts: { ...kept.drafts, [placeOf(board, seat)]: EMPTY } }, card)
		);
		return this.#deliverCard(card);
	}

	/** A recording that the room has taken: it is a card whose words come from the clerk (C9). */
	spoken(card: OutgoingCard): void {
		this.#store.change((kept) => withCard(kept, card));
	}

	/** Takes a card back before it is shown; its words become the draft again. */
	async takeBack(card: OutgoingCard): Promise<DeliveryStatus> {
		const { board, seat, by, id, key, text, stance } = card;
		const command: Command = { type: 'cards.take-back', board, card: id, key, seat };
		const delivery = deliveryOf(await this.#meeting.send(by, command));
		if (delivery === 'sent' && card.voice) this.throwAway(id);
		else if (delivery === 'sent') this.#reopen(board, seat, text, stance, id);
		return delivery;
	}

	/** A card the room did not take: back into the text box. */
	rewrite({ board, seat, text, stance, id }: OutgoingCard): void {
		this.#reopen(board, seat, text, stance, id);
	}

	throwAway(id: CardId): void {
		this.#store.change((kept) => withoutCard(kept, id));
	}

	dotsOf({ id, at }: Board, seat: SeatId) {
		const own = this.kept.dots[placeOf(id, seat)];
		return own?.at === at ? own : undefined;
	}

	/** Places dots or ranks without handing them in. */
	place({ id: board, at }: Board, seat: SeatId, by: SeatId, points: Record<GroupId, number>): void {
		const place = placeOf(board, seat);
		const ballot = this.kept.dots[place]?.ballot ?? randomName(26);
		const dots = { by, ballot, points, delivery: null, at };
		this.#store.change((kept) => ({ ...kept, dots: { ...kept.dots, [place]: dots } }));
	}

	/** Hands in what was placed; the same ballot again replaces what it said. */
	async weigh(board: Board, seat: SeatId): Promise<DeliveryStatus | null> {
		const dots = this.dotsOf(board, seat);
		if (!dots) return null;
		const place = placeOf(board.id, seat);
		const waiting = { ...dots, delivery: 'waiting' as DeliveryStatus };
		this.#store.change((kept) => ({ ...kept, dots: { ...kept.dots, [place]: waiting } }));
		return this.#deliverDots(board.id, seat);
	}

	/** Sends again what no answer came to: after a reload, a dead phone, a refusal that passes. */
	resume(): void {
		for (const card of this.kept.cards)
			if (card.delivery === 'waiting' && !card.voice) void this.#deliverCard(card);
		for (const [place, { delivery }] of Object.entries(this.kept.dots))
			if (delivery === 'waiting') void this.#deliverDots(...apart(place));
		this.answers.resume();
	}

	async #deliverCard(card: OutgoingCard): Promise<DeliveryStatus> {
		const { board, seat, by, id, key, text, stance } = card;
		const secret = this.#meeting.state.cards.boards.find(
			(one) => one.id === board && one.settings.level === 'secret'
		);
		if (secret) return this.#deliverSecretly(secret, card);
		const command: Command = { type: 'cards.send', board, card: id, key, text, stance, seat };
		const delivery = await sendUntilAcknowledged(this.#meeting, by, command);
		// Thrown away meanwhile, it stays away.
		this.#store.change((kept) =>
			kept.cards.some((one) => one.id === id) ? withCard(kept, { ...card, delivery }) : kept
		);
		return delivery;
	}

	/** Through the door that knows nobody, again until there is an answer. */
	async #deliverSecretly(board: Board, card: OutgoingCard): Promise<DeliveryStatus> {
		let delivery: DeliveryStatus;
		for (;;) {
			const refusal = await this.secret.handIn(board, card);
			delivery = refusal ? deliveryOf(refusal) : 'sent';
			if (delivery !== 'waiting') break;
			await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
		}
		this.#store.change((kept) =>
			kept.cards.some((one) => one.id === card.id) ? withCard(kept, { ...card, delivery }) : kept
		);
		return delivery;
	}

	async #deliverDots(board: BoardId, seat: SeatId): Promise<DeliveryStatus> {
		const place = placeOf(board, seat);
		const said = this.kept.dots[place]!;
		const { by, ballot, points } = said;
		const delivery = await sendUntilAcknowledged(this.#meeting, by, {
			type: 'cards.weigh',
			board,
			seat,
			ballot,
			points
		});
		this.#store.change((kept) => {
			const now = kept.dots[place];
			// Handed in again meanwhile: the later press has its own answer.
			if (!now || JSON.stringify(now.points) !== JSON.stringify(points)) return kept;
			return { ...kept, dots: { ...kept.dots, [place]: { ...now, delivery } } };
		});
		return delivery;
	}

	#reopen(board: BoardId, seat: SeatId, text: string, stance: CardStance, id: CardId): void {
		const place = placeOf(board, seat);
		this.#store.change((kept) => ({
			...withoutCard(kept, id),
			drafts: { ...kept.drafts, [place]: { text, stance } }
		}));
	}
}

const outboxes = new WeakMap<MeetingStore, CardOutbox>();

/** The outbox of this page's meeting; made and resumed when first asked for. Only in browsers. */
export function cardOutbox(meeting: MeetingStore): CardOutbox {
	let outbox = outboxes.get(meeting);
	if (!outbox) {
		outbox = new CardOutbox(meeting);
		outboxes.set(meeting, outbox);
		// Not while a component is being made: what is said then would count as read by it.
		setTimeout(() => outboxes.get(meeting)?.resume());
	}
	return outbox;
}
