/**
 * Agree, pass and disagree of one phone: kept when they are tapped, and sent together (K32).
 *
 * Invariant: when the question closes, what is not sent yet is sent at once; the room still takes it.
 * What it does not take stays untold, so that the phone can say so.
 */
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import type { SeatId } from '../../names.ts';
import { cardsOf } from '../board.ts';
import { boardOf, type Board, type BoardId, type CardId } from '../cards.ts';
import type { LocalStore } from './local-store.svelte.ts';
import { apart, placeOf, wasRefused, type OwnVotes } from './own.ts';
import { sendUntilAcknowledged } from './send-until-acknowledged.svelte.ts';
import { randomName } from '#lib/ui/random-name.ts';

/** Taps within so long are told together, ms. */
const TOGETHER_MS = 1500;

export class CardAnswers {
	#meeting: MeetingStore;
	#store: LocalStore;
	/** Places whose answers are under way. */
	#delivering: string[] = [];

	constructor(meeting: MeetingStore, store: LocalStore) {
		this.#meeting = meeting;
		this.#store = store;
	}

	/** What this seat answered since it was last asked. */
	of({ id, agreeAt }: Board, seat: SeatId): OwnVotes | undefined {
		const own = this.#store.kept.votes[placeOf(id, seat)];
		return own?.at === agreeAt ? own : undefined;
	}

	/** One answer; told with those that follow at once. */
	give(board: Board, seat: SeatId, by: SeatId, card: CardId, said: 1 | 0 | -1): void {
		const place = placeOf(board.id, seat);
		const own = this.of(board, seat) ?? {
			by,
			ballot: randomName(26),
			votes: {},
			untold: [],
			delivery: 'sent',
			at: board.agreeAt
		};
		const untold = [...own.untold.filter((id) => id !== card), card];
		this.#keep(place, { ...own, by, votes: { ...own.votes, [card]: said }, untold });
		void this.#deliver(place);
	}

	/** Sends again what no answer came to. */
	resume(): void {
		for (const place of Object.keys(this.#store.kept.votes)) void this.#deliver(place);
	}

	async #deliver(place: string): Promise<void> {
		if (this.#delivering.includes(place)) return;
		this.#delivering = [...this.#delivering, place];
		try {
			while (await this.#deliverOnce(place));
		} finally {
			this.#delivering = this.#delivering.filter((one) => one !== place);
		}
	}

	/** True where more was answered meanwhile. */
	async #deliverOnce(place: string): Promise<boolean> {
		const [id, seat] = apart(place);
		await this.#whileOpen(id);
		const own = this.#store.kept.votes[place];
		const board = boardOf(this.#meeting.state.cards, id);
		// Computed, or asked anew: what was said to the old question is no answer to the new one.
		if (!own || !board || board.agreeAt !== own.at || board.ground) return false;
		const { by, ballot, votes, untold, at } = own;
		// A card that was split meanwhile has no answer any more.
		const there = untold.filter((card) => cardsOf(board).some((one) => one.id === card));
		if (there.length === 0) return false;
		const told = Object.fromEntries(there.map((card) => [card, votes[card]!]));
		const delivery = await sendUntilAcknowledged(this.#meeting, by, {
			type: 'cards.agree',
			...{ board: id, seat, ballot, votes: told }
		});
		const now = this.#store.kept.votes[place];
		// Asked again meanwhile: what it says now has an answer of its own.
		if (!now || now.at !== at) return (now?.untold.length ?? 0) > 0;
		if (wasRefused(delivery)) {
			this.#keep(place, { ...now, delivery });
			return delivery.refused === 'no-such-card';
		}
		const left = now.untold.filter((one) => now.votes[one] !== told[one]);
		this.#keep(place, { ...now, untold: left, delivery });
		return left.length > 0;
	}

	/** Until taps that belong together are there, or the question closes. */
	#whileOpen(id: BoardId): Promise<void> {
		return new Promise((resolve) => {
			const done = () => {
				clearTimeout(timer);
				resolve();
				queueMicrotask(stop);
			};
			const timer = setTimeout(done, TOGETHER_MS);
			const stop = $effect.root(() => {
				$effect(() => {
					if (boardOf(this.#meeting.state.cards, id)?.agreeing !== 'open') done();
				});
			});
		});
	}

	#keep(place: string, own: OwnVotes): void {
		this.#store.change((kept) => ({ ...kept, votes: { ...kept.votes, [place]: own } }));
	}
}
