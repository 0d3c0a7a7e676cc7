/**
 * The card in hand at a desk and what is done with it: by number keys, by menus, by dragging. One per
 * screen; the room knows nothing of it until something is done.
 *
 * Invariant: the card in hand is the one that was taken up here, else the one on the big screen.
 */
import type { CommandSender } from '#lib/live/command-sender.svelte.ts';
import { cardsOf } from '../board.ts';
import type { Board, ShownCard, CardId, CardStance, GroupId } from '../cards.ts';
import { alike, groupTyped } from '../desk.ts';
import { numberOf } from '../view.ts';

/** What wants a sentence first. */
export type Wish = 'parked' | 'off' | 'hide' | 'split';
export type Place = GroupId | 'new' | null;

export class Sorter {
	picked: CardId | null = $state(null);
	/** Being dragged. */
	dragged: CardId | null = $state(null);
	/** Digits of a group's number so far. */
	typed = $state('');
	/** A number that no group has. */
	unknown: string | null = $state(null);
	/** The next card that is chosen is the one to stack on. */
	stacking = $state(false);
	wish: Wish | null = $state(null);
	#board: () => Board;
	#sender: CommandSender;
	card: ShownCard | null = $derived.by(() => {
		const board = this.#board();
		const find = (id: CardId | null) => cardsOf(board).find((card) => card.id === id);
		return find(this.picked) ?? find(board.showing) ?? null;
	});
	/** The likeliest card that says the same, if any. */
	twin: ShownCard | null = $derived.by(() => {
		return this.card ? (alike(this.#board(), this.card)[0] ?? null) : null;
	});

	constructor(board: () => Board, sender: CommandSender) {
		this.#board = board;
		this.#sender = sender;
	}

	/** Takes a card up; where one is to be stacked, stacks it on this one. */
	take(id: CardId): void {
		if (this.stacking) {
			this.stacking = false;
			if (this.card && this.card.id !== id) void this.stack(this.card.id, id);
			return;
		}
		this.picked = id;
		this.typed = '';
		this.unknown = null;
	}

	/** Back to the card on the big screen, and out of whatever was begun. */
	drop(): void {
		this.stacking = false;
		this.typed = '';
		this.unknown = null;
		this.picked = null;
	}

	/** The card above or below in the order in which they were shown. */
	step(by: 1 | -1): void {
		const cards = cardsOf(this.#board());
		const at = cards.findIndex(({ id }) => id === this.card?.id);
		const next = cards[at < 0 ? 0 : (at + by + cards.length) % cards.length];
		if (next) this.take(next.id);
	}

	/** A digit, or Enter after digits (`''`); true when it was of use. */
	digit(key: string): boolean {
		if (!this.card || (key === '' && this.typed === '')) return false;
		const typed = key === '0' && this.typed === '' ? '0' : this.typed + key;
		const to = groupTyped(this.#board().groups, typed, key === '');
		this.unknown = to === 'unknown' ? typed : null;
		this.typed = to === null ? typed : '';
		if (to !== null && to !== 'unknown') void this.move(to);
		return true;
	}

	async move(to: Place, cards?: readonly CardId[]): Promise<void> {
		const ids = cards ?? (this.card ? [this.card.id] : []);
		if (ids.length === 0) return;
		await this.#sender.send({ type: 'cards.group', board: this.#board().id, cards: [...ids], to });
	}

	async stack(card: CardId, onto: CardId | null): Promise<void> {
		await this.#sender.send({ type: 'cards.stack', board: this.#board().id, card, onto });
	}

	/** On the proposed twin, or next on whichever card is chosen. */
	stackOn(): void {
		if (this.card && this.twin) void this.stack(this.card.id, this.twin.id);
		else if (this.card) this.stacking = true;
	}

	/** What wanted a sentence, with it; true when the room took it. */
	async because(wish: Exclude<Wish, 'split'>, reason: string): Promise<boolean> {
		const { id } = this.card!;
		const board = this.#board().id;
		const answer = await this.#sender.send(
			wish === 'hide'
				? { type: 'cards.hide', board, card: id, reason }
				: { type: 'cards.park', board, cards: [id], as: wish, reason }
		);
		return !('refused' in answer);
	}

	async split(parts: { text: string; stance: CardStance }[]): Promise<boolean> {
		const board = this.#board().id;
		const answer = await this.#sender.send({
			type: 'cards.split',
			board,
			card: this.card!.id,
			parts
		});
		if ('refused' in answer) return false;
		this.picked = null;
		return true;
	}

	/** Number of the group the card in hand lies in. */
	get number(): number | null {
		const group = this.card?.group;
		return group && group !== 'parked' && group !== 'off' ? numberOf(group) : null;
	}
}
