/**
 * The card in hand at a desk and what is done with it: by number keys, by menus, by dragging. One per
 * screen; the room knows nothing of it until something is done.
 *
 * Invariants: the card in hand is the one that was taken up here, else the one on the big screen; what was
 * begun with a card, digits, a stack, a reason, is done with that card, whatever the big screen shows by then.
 */
import { createContext } from 'svelte';
import type { CommandSender } from '#lib/live/command-sender.svelte.ts';
import { ReplacedGuard } from '#lib/ui/replaced-guard.ts';
import { cardsOf } from '../board.ts';
import type { Board, ShownCard, CardId, CardStance, GroupId } from '../cards.ts';
import { alike, groupTyped } from '../desk.ts';
import { numberOf } from '../view.ts';

/** What wants a sentence first. */
export type Wish = 'parked' | 'off' | 'hide' | 'split';
export type Place = GroupId | 'new' | null;

/** The sorter of a desk, for everything below it. */
export const [useSorter, provideSorter] = createContext<Sorter>();

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
	/** What was begun, and with which card. */
	wish: { what: Wish; card: CardId } | null = $state.raw(null);
	/** What was pressed was meant for the card before: somebody else has just turned to this one. */
	tooSoon = $state(false);
	#turned = new ReplacedGuard();
	/** In hand until what was begun with it by keys is done. */
	#held: CardId | null = $state(null);
	#board: () => Board;
	#sender: CommandSender;
	card: ShownCard | null = $derived.by(() => {
		const board = this.#board();
		const find = (id: CardId | null) => cardsOf(board).find((card) => card.id === id);
		return find(this.#held) ?? find(this.picked) ?? find(board.showing) ?? null;
	});
	/** The likeliest card that says the same, if any. */
	twin: ShownCard | null = $derived.by(() => {
		return this.card ? (alike(this.#board(), this.card)[0] ?? null) : null;
	});

	constructor(board: () => Board, sender: CommandSender) {
		this.#board = board;
		this.#sender = sender;
	}

	/** This card is on the big screen now. */
	shows(card: CardId | null): void {
		this.#turned.shows(card, performance.now());
		this.tooSoon = false;
	}

	/** The next card that comes to the big screen is turned to by a press made here; false: it was refused. */
	turns(byUs: boolean): void {
		this.#turned.changes(byUs);
	}

	/** True where a press for the card in hand can be for this one: it was taken up here, or has been here a moment. */
	#meant(): boolean {
		const byScreen = this.#held === null && this.card?.id === this.#board().showing;
		this.tooSoon =
			byScreen && this.picked !== this.card?.id && !this.#turned.accepts(performance.now());
		return !this.tooSoon;
	}

	/** Takes a card up; where one is to be stacked, stacks it on this one. */
	take(id: CardId): void {
		const begun = this.stacking ? this.#held : null;
		this.#end();
		if (begun === null) this.picked = id;
		else if (begun !== id) void this.stack(begun, id);
	}

	/** Takes it up, whatever was begun with another. */
	pick(id: CardId): void {
		this.#end();
		this.picked = id;
	}

	/** Back to the card on the big screen, and out of whatever was begun. */
	drop(): void {
		this.#end();
		this.picked = null;
	}

	/** Nothing is begun. */
	#end(): void {
		this.stacking = false;
		this.typed = '';
		this.unknown = null;
		this.#held = null;
	}

	/** What wants a sentence first, for this card. */
	want(what: Wish, card: CardId | undefined = this.card?.id): void {
		if (card && (card !== this.card?.id || this.#meant())) this.wish = { what, card };
	}

	/** The card in hand is to be stacked on the next that is chosen. */
	stackNext(): void {
		if (!this.card || !this.#meant()) return;
		this.#held = this.card.id;
		this.stacking = true;
	}

	/** The card above or below in the order in which they were shown. */
	step(by: 1 | -1): void {
		const cards = cardsOf(this.#board());
		const at = cards.findIndex(({ id }) => id === this.card?.id);
		const next = cards[at < 0 ? 0 : (at + by + cards.length) % cards.length];
		if (next) this.pick(next.id);
	}

	/** A digit, or Enter after digits (`''`); true when it was of use. */
	digit(key: string): boolean {
		// Split by somebody else: the rest of the number is not for the card that is in hand now.
		if (this.#held !== null && this.card?.id !== this.#held) this.#end();
		if (!this.card || (key === '' && this.typed === '')) return false;
		if (!this.#meant()) return true;
		const typed = key === '0' && this.typed === '' ? '0' : this.typed + key;
		const to = groupTyped(this.#board().groups, typed, key === '');
		this.unknown = to === 'unknown' ? typed : null;
		this.typed = to === null ? typed : '';
		const { id } = this.card;
		this.#held = to === null || this.stacking ? id : null;
		if (to !== null && to !== 'unknown') void this.move(to, [id]);
		return true;
	}

	async move(to: Place, cards?: readonly CardId[]): Promise<void> {
		const ids = cards ?? (this.card && this.#meant() ? [this.card.id] : []);
		if (ids.length === 0) return;
		await this.#sender.send({ type: 'cards.group', board: this.#board().id, cards: [...ids], to });
	}

	async stack(card: CardId, onto: CardId | null): Promise<void> {
		await this.#sender.send({ type: 'cards.stack', board: this.#board().id, card, onto });
	}

	/** On the proposed twin, or next on whichever card is chosen. */
	stackOn(): void {
		if (this.card && !this.#meant()) return;
		if (this.card && this.twin) void this.stack(this.card.id, this.twin.id);
		else this.stackNext();
	}

	/** What wanted a sentence, with it; true when the room took it. */
	async because(wish: Exclude<Wish, 'split'>, id: CardId, reason: string): Promise<boolean> {
		const board = this.#board().id;
		const answer = await this.#sender.send(
			wish === 'hide'
				? { type: 'cards.hide', board, card: id, reason }
				: { type: 'cards.park', board, cards: [id], as: wish, reason }
		);
		return !('refused' in answer);
	}

	async split(card: CardId, parts: { text: string; stance: CardStance }[]): Promise<boolean> {
		const board = this.#board().id;
		const answer = await this.#sender.send({ type: 'cards.split', board, card, parts });
		if ('refused' in answer) return false;
		if (this.picked === card) this.picked = null;
		return true;
	}

	/** Number of the group the card in hand lies in. */
	get number(): number | null {
		const group = this.card?.group;
		return group && group !== 'parked' && group !== 'off' ? numberOf(group) : null;
	}
}
