/**
 * Paper cards that this browser types in (C7): said until the room answers, kept for this tab until it
 * is closed, so that a lost line or a reload loses no card and doubles none (C27).
 *
 * Invariant: a card is written down before it is said; said again it is the same card.
 */
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import type { SeatId } from '../../names.ts';
import type { BoardId, CardId, CardStance } from '../cards.ts';
import { deliveryOf, withDelivery, type DeliveryStatus } from '../own/own.ts';
import { ofThisTab } from '#lib/ui/browser-storage.ts';

export interface Paper {
	board: BoardId;
	id: CardId;
	key: string;
	number: number;
	text: string;
	stance: CardStance;
	/** Whose it is, where that was said. */
	seat: SeatId | null;
	/** Who typed it. */
	by: SeatId;
	delivery: DeliveryStatus;
}

/** What passes by itself is said again after so long, ms. */
const AGAIN_MS = 3000;

export class Papers {
	/** The newest first. */
	all: readonly Paper[] = $state.raw([]);
	#meeting: MeetingStore;
	#place: string;

	constructor(meeting: MeetingStore) {
		this.#meeting = meeting;
		this.#place = `yitang-papers-${meeting.code}`;
		this.all = read(this.#place);
		for (const paper of this.all) if (paper.delivery === 'waiting') void this.#tell(paper);
	}

	of(board: BoardId): Paper[] {
		return this.all.filter((paper) => paper.board === board);
	}

	/** Says a new paper card; what the room made of it. */
	async enter(paper: Omit<Paper, 'id' | 'key' | 'delivery'>): Promise<DeliveryStatus> {
		const whole: Paper = { ...paper, id: random(16), key: random(26), delivery: 'waiting' };
		this.#keep([whole, ...this.all]);
		return this.#tell(whole);
	}

	/** Takes one back before it is shown; true when it is gone and can be typed again. */
	async takeBack(paper: Paper): Promise<DeliveryStatus> {
		const { board, id, key, seat, by } = paper;
		if (typeof paper.delivery === 'object') {
			this.forget(id);
			return 'sent';
		}
		const command = {
			type: 'cards.take-back',
			...{ board, card: id, key },
			...(seat ? { seat } : {})
		} as const;
		const delivery = deliveryOf(await this.#meeting.send(by, command));
		if (delivery === 'sent') this.forget(id);
		return delivery;
	}

	forget(id: CardId): void {
		this.#keep(this.all.filter((paper) => paper.id !== id));
	}

	async #tell(paper: Paper): Promise<DeliveryStatus> {
		const { board, id, key, number, text, stance, seat, by } = paper;
		const command = {
			type: 'cards.paper',
			...{ board, card: id, key, number, text, stance },
			...(seat ? { seat } : {})
		} as const;
		for (;;) {
			const delivery = deliveryOf(await this.#meeting.send(by, command, Infinity));
			if (delivery !== 'waiting') {
				this.#keep(this.all.map((one) => (one.id === id ? { ...one, delivery } : one)));
				return delivery;
			}
			await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
		}
	}

	#keep(all: readonly Paper[]): void {
		this.all = all;
		// Without a store it lasts as long as the page.
		ofThisTab.write(this.#place, JSON.stringify(all));
	}
}

const desks = new WeakMap<MeetingStore, Papers>();

/** The paper cards of this page's meeting. Only in browsers. */
export function papersOf(meeting: MeetingStore): Papers {
	let papers = desks.get(meeting);
	if (!papers) desks.set(meeting, (papers = new Papers(meeting)));
	return papers;
}

function read(place: string): readonly Paper[] {
	try {
		const found: unknown = JSON.parse(ofThisTab.read(place) ?? '[]');
		return Array.isArray(found) ? (found as Paper[]).map(withDelivery) : [];
	} catch {
		return [];
	}
}

/** Letters and digits, without a secure context too. */
function random(length: number): string {
	const bytes = crypto.getRandomValues(new Uint8Array(length));
	return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}
