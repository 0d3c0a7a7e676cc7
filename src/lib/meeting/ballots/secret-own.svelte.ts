/**
 * Secret ballots of this device: asked for as soon as the vote is open, cast through a door that knows nobody, and
 * found again on the board afterwards.
 *
 * Invariants: a ballot is kept before the server sees anything of it, so that a lost answer costs no vote; what was
 * cast is never changed; nobody but this device knows which ballot is whose.
 */
import { canVoteSecretly, handIn, type SignedReceipt } from '#lib/live/secret-door.ts';
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import { lasting } from '#lib/ui/browser-storage.ts';
import type { SeatId } from '../names.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { OptionId, Vote } from './ballots.ts';
import { keyOf } from './blind-vote.ts';

/** One of them, as the browser keeps it. */
export interface SecretBallot {
	/** Which of the vote's keys signs it. */
	key: number;
	token: string;
	blinded: string;
	inverse: string;
	/** base64url; null: not signed yet. */
	signature: string | null;
	/** What was sent, heard or not. */
	sent: OptionId[] | null;
	/** What was counted. */
	choice: OptionId[] | null;
	receipt: string | null;
	/** Whose signature it carries; missing in what was kept before. */
	by?: string | null;
}
/** Of one that was only asked for. */
const NOTHING = { signature: null, sent: null, choice: null, receipt: null };
type Named = Pick<Vote, 'id' | 'openedAt'>;

/** A ballot waits so long at most before it is sent, ms: those of a hall come mixed. */
const MIXED_MS = 2000;

const where = ({ id, openedAt }: Named) => `yitang-secret-${openedAt}-${id}`;
const at = (vote: Named, seat: SeatId) => `${where(vote)} ${seat}`;

/** What this browser keeps of a vote, by seat. */
export function keptSecrets(vote: Named): Record<SeatId, SecretBallot> {
	try {
		return JSON.parse(lasting.read(where(vote)) ?? '{}') as Record<SeatId, SecretBallot>;
	} catch {
		return {};
	}
}

/** How far it has come, as far as it is kept. */
function stepsOf(own: SecretBallot | null): number {
	return own ? [own, own.signature, own.sent, own.choice].filter(Boolean).length : 0;
}

/** One window of this browser after the other: all of them hear of the vote at once, and a seat gets one ballot. */
function inTurn<T>(name: string, then: () => Promise<T>): Promise<T> {
	const { locks } = navigator as Partial<Navigator>;
	return locks ? locks.request(name, then) : then();
}

/** The numbers of a vote that is over leave this device. */
export function forgetSecrets(vote: Named): void {
	lasting.write(where(vote), null);
}

export class SecretVotes {
	/** Ballots are asked for, and may be kept nowhere else than on this page. */
	#own: Readonly<Record<string, SecretBallot>> = $state.raw({});
	/** A ballot waits to be mixed with others. */
	#sending: string | null = $state(null);
	/** Asked for at this moment, so that no second one is made. */
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on a page depends on it
	#fetching = new Set<string>();
	#meeting: MeetingStore;

	constructor(meeting: MeetingStore) {
		this.#meeting = meeting;
	}

	of(vote: Vote, seat: SeatId): SecretBallot | null {
		const [here, stored] = [this.#own[at(vote, seat)] ?? null, keptSecrets(vote)[seat] ?? null];
		// Another window of this browser may have gone further with it.
		return stepsOf(stored) > stepsOf(here) ? stored : here;
	}

	/** How far it is: `ready` to be cast, `sending`, `elsewhere` on another device, `paper` where it cannot be cast here. */
	stepOf(
		vote: Vote,
		seat: SeatId
	): 'paper' | 'elsewhere' | 'getting' | 'ready' | 'sending' | 'cast' {
		const own = this.of(vote, seat);
		if (own?.choice) return 'cast';
		if (!canVoteSecretly()) return 'paper';
		const issued = this.#issued(vote, seat);
		if (issued && issued.blinded !== own?.blinded) return 'elsewhere';
		if (this.#sending === at(vote, seat)) return 'sending';
		return own?.signature ? 'ready' : 'getting';
	}

	/** Asks for a ballot of this seat, or takes what was signed; said again whenever something has changed. */
	async fetch(vote: Vote, seat: SeatId): Promise<void> {
		const place = at(vote, seat);
		const known = this.of(vote, seat);
		const issued = this.#issued(vote, seat);
		if (!canVoteSecretly() || this.#fetching.has(place)) return;
		if (known?.signature) return this.#take(vote, seat, known);
		if (issued && issued.blinded !== known?.blinded) return;
		const key = known?.key ?? keyOf(this.#meeting.state.ballots, vote, seat);
		const spki = vote.blind?.keys[key]?.key;
		if (spki === undefined) return;
		this.#fetching.add(place);
		try {
			const { newToken, finishToken } = await import('#lib/live/blind-token.ts');
			const own = await inTurn(place, async () => {
				const made = this.of(vote, seat) ?? { key, ...NOTHING, ...(await newToken(spki)) };
				this.#keep(vote, seat, made);
				return made;
			});
			if (issued) {
				const signature = await finishToken(spki, own, issued.signature);
				return this.#keep(vote, seat, { ...own, signature });
			}
			const { blinded } = own;
			await this.#meeting.send(seat, { type: 'ballots.token', vote: vote.id, seat, blinded });
		} finally {
			this.#fetching.delete(place);
		}
		// What was signed may have come before the answer.
		if (this.#issued(vote, seat)) await this.fetch(vote, seat);
	}

	/** Casts it, for good: after a moment in which others may be cast too. */
	async cast(vote: Vote, seat: SeatId, choice: OptionId[]): Promise<SignedReceipt | Refusal> {
		const own = this.of(vote, seat);
		if (!own?.signature) return refuse('token-unreadable');
		if (own.choice && own.receipt) {
			this.#take(vote, seat, own);
			return { receipt: own.receipt, by: own.by ?? '' };
		}
		// What was sent and not heard may have been counted.
		const sent = own.sent ?? choice;
		this.#keep(vote, seat, { ...own, sent });
		this.#sending = at(vote, seat);
		const wait = own.sent ? 0 : Math.random() * MIXED_MS;
		await new Promise((resolve) => setTimeout(resolve, wait));
		const { key, token, signature } = own;
		const ballot = { vote: vote.id, token, key, signature, choice: sent };
		const answer = await handIn(this.#meeting.addressKey, ballot);
		this.#sending = null;
		if ('refused' in answer) {
			if (answer.refused !== 'expired') this.#keep(vote, seat, own);
			return answer;
		}
		const { receipt, by } = answer;
		this.#keep(vote, seat, { ...own, sent, choice: sent, receipt, by });
		return answer;
	}

	#issued(vote: Vote, seat: SeatId) {
		return this.#meeting.privateView.ballots.issued.find(
			(one) => one.vote === vote.id && one.seat === seat
		);
	}

	/** What is kept already, perhaps by another window, is what this page shows. */
	#take(vote: Vote, seat: SeatId, own: SecretBallot): void {
		if (this.#own[at(vote, seat)] !== own) this.#own = { ...this.#own, [at(vote, seat)]: own };
	}

	#keep(vote: Vote, seat: SeatId, own: SecretBallot): void {
		this.#take(vote, seat, own);
		lasting.write(where(vote), JSON.stringify({ ...keptSecrets(vote), [seat]: own }));
	}
}
