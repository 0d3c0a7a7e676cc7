/**
 * Secret cards of this device: each is signed before it is written, as soon as 写卡 begins, and handed in through the door
 * that knows nobody.
 *
 * Invariants: what a card will be signed with is kept before the server sees anything of it, and each is used for one card,
 * however often that is sent; nobody but this device knows which card is whose.
 */
import { canVoteSecretly, handIn } from '#lib/live/secret-door.ts';
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import { lasting } from '#lib/ui/browser-storage.ts';
import type { SeatId } from '../../names.ts';
import { refuse, type Refusal } from '../../refusal.ts';
import { seatsOf } from '../../person-seats.ts';
import type { Board, CardId } from '../cards.ts';
import type { OutgoingCard } from './own.ts';

/** One of them, as the browser keeps it. */
interface Signed {
	n: number;
	token: string;
	blinded: string;
	inverse: string;
	/** base64url; null: not signed yet. */
	signature: string | null;
	/** Which card it is for; null: none yet. */
	card: CardId | null;
}
type Keyed = Pick<Board, 'id' | 'blind' | 'settings'>;

/** A card waits so long at most before it is sent, ms: those of a hall come mixed. */
const MIXED_MS = 2000;

export class SecretCards {
	#meeting: MeetingStore;
	/** Where nothing may be kept it lives as long as this page. */
	#own: Readonly<Record<string, readonly Signed[]>> = $state.raw({});
	/** Asked for at this moment, so that none is made twice. */
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on a page depends on it
	#fetching = new Map<string, Promise<void>>();

	constructor(meeting: MeetingStore) {
		this.#meeting = meeting;
	}

	/** How far it is: `paper` where none can be handed in, `elsewhere` on another device. */
	stepOf(board: Keyed, seat: SeatId): 'paper' | 'elsewhere' | 'ready' {
		if (!canVoteSecretly()) return 'paper';
		const own = this.#of(board, seat);
		const others = this.#issued(board, seat).some(
			(one) => !own.some(({ blinded }) => blinded === one.blinded)
		);
		return others ? 'elsewhere' : 'ready';
	}

	/** Has all cards of this seat signed; said again whenever something has changed. */
	async fetch(board: Keyed, seat: SeatId): Promise<void> {
		if (this.stepOf(board, seat) !== 'ready' || !board.blind) return;
		const place = this.#place(board, seat);
		const running = this.#fetching.get(place) ?? this.#fetchAll(board, seat);
		this.#fetching.set(place, running);
		await running.finally(() => this.#fetching.delete(place));
	}

	/** Hands in a card, for good; `expired`: no answer came, and the same may be said again. */
	async handIn(board: Keyed, card: OutgoingCard): Promise<Refusal | null> {
		await this.fetch(board, card.seat);
		const own = this.#of(board, card.seat);
		const used = own.find((one) => one.card === card.id);
		const free = used ?? own.find((one) => one.card === null && one.signature !== null);
		if (!free?.signature) return refuse(canVoteSecretly() ? 'expired' : 'cards-secret');
		this.#keep(board, card.seat, { ...free, card: card.id });
		const wait = used ? 0 : Math.random() * MIXED_MS;
		await new Promise((resolve) => setTimeout(resolve, wait));
		const { id, key, text, stance } = card;
		const { token, signature } = free;
		const said = { board: board.id, card: id, key, text, stance, token, signature };
		const answer = await handIn(this.#meeting.addressKey, said);
		if (!('refused' in answer)) return null;
		// It was not taken, so that another one may be written with it.
		if (answer.refused !== 'expired') this.#keep(board, card.seat, { ...free, card: null });
		return answer;
	}

	async #fetchAll(board: Keyed, seat: SeatId): Promise<void> {
		const { key } = board.blind!;
		const { newToken, finishToken } = await import('#lib/live/blind-token.ts');
		for (let n = 0; n < board.settings.cards; n++) {
			const at = (one: { n: number }) => one.n === n;
			let own = this.#of(board, seat).find(at);
			if (own?.signature) continue;
			own ??= { n, ...(await newToken(key)), signature: null, card: null };
			this.#keep(board, seat, own);
			const { blinded } = own;
			if (!this.#issued(board, seat).some(at)) {
				const command = { type: 'cards.token', board: board.id, seat, n, blinded } as const;
				if ('refused' in (await this.#meeting.send(seat, command))) return;
			}
			// It may come before the answer, or a moment after it.
			const issued = this.#issued(board, seat).find(at);
			if (issued?.blinded !== blinded) continue;
			const signature = await finishToken(key, own, issued.signature);
			this.#keep(board, seat, { ...own, signature });
		}
	}

	#issued({ id }: Pick<Board, 'id'>, seat: SeatId) {
		return this.#meeting.privateView.cards.issued.filter(
			(one) => one.board === id && one.seat === seat
		);
	}

	#place({ id, blind }: Keyed, seat: SeatId): string {
		return `yitang-cards-${this.#meeting.code}-${id}-${blind?.key.slice(-12)} ${seat}`;
	}

	#of(board: Keyed, seat: SeatId): readonly Signed[] {
		// What this device fetched as the guest that its owner came as is theirs.
		for (const one of seatsOf(this.#meeting.state.roll, seat)) {
			const kept = this.#keptAt(this.#place(board, one));
			if (kept.length > 0) return kept;
		}
		return [];
	}

	#keptAt(place: string): readonly Signed[] {
		const here = this.#own[place];
		if (here) return here;
		try {
			return JSON.parse(lasting.read(place) ?? '[]') as Signed[];
		} catch {
			return [];
		}
	}

	#keep(board: Keyed, seat: SeatId, one: Signed): void {
		const place = this.#place(board, seat);
		const others = this.#of(board, seat).filter(({ n }) => n !== one.n);
		const all = [...others, one].sort((a, b) => a.n - b.n);
		this.#own = { ...this.#own, [place]: all };
		lasting.write(place, JSON.stringify(all));
	}
}
