/**
 * Ballots that were given with this device: the random name under which each can be changed, and for what.
 * Nobody else knows an unsigned choice, so the browser keeps it until the vote is closed, and no longer.
 *
 * Invariant: the name is kept before anything is sent, so that a lost answer does not lock the voter out.
 */
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';
import { lasting } from '#lib/ui/browser-storage.ts';
import type { PostCommand } from '../clerk-actions.ts';
import type { SeatId } from '../names.ts';
import type { OptionId, Vote } from './ballots.ts';
import { forgetSecrets, SecretVotes } from './secret-own.svelte.ts';
import { chooseIn } from './view.ts';

export interface OwnBallot {
	ballot: string;
	/** What was sent last, heard or not. */
	sent: OptionId[] | null;
	/** What the room has. */
	choice: OptionId[] | null;
}
type Named = Pick<Vote, 'id' | 'openedAt'>;

/** Where nothing may be kept it lives as long as this page. */
// eslint-disable-next-line svelte/prefer-svelte-reactivity -- read once, like the browser's store
const page = new Map<string, string>();
/** Names that nothing was sent under yet: asked for twice, the same. */
// eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing on a page depends on them
const unused = new Map<string, string>();

/** Two meetings have no vote that was opened at the same moment under the same id. */
const where = ({ id, openedAt }: Named) => `yitang-vote-${openedAt}-${id}`;

function kept(vote: Named): Record<SeatId, OwnBallot> {
	try {
		const text = lasting.read(where(vote)) ?? page.get(where(vote)) ?? '{}';
		return JSON.parse(text) as Record<SeatId, OwnBallot>;
	} catch {
		return {};
	}
}

/** What was kept for this seat in this vote; else a name that nobody has used. Nothing is kept by asking. */
export function ownBallot(vote: Named, seat: SeatId): OwnBallot {
	const known = kept(vote)[seat];
	if (known) return known;
	const place = `${where(vote)} ${seat}`;
	const ballot = unused.get(place) ?? randomName();
	unused.set(place, ballot);
	return { ballot, sent: null, choice: null };
}

function randomName(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(26));
	return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}

/** Keeps it in this browser. */
export function keepBallot(vote: Named, seat: SeatId, own: OwnBallot): void {
	const text = JSON.stringify({ ...kept(vote), [seat]: own });
	page.set(where(vote), text);
	lasting.write(where(vote), text);
}

/**
 * The vote is over: nobody who looks at this device later learns how its owner voted. The number of a secret ballot
 * stays while there is a board to find it on.
 */
export function forgetBallots(vote: Named & Pick<Vote, 'result'>): void {
	page.delete(where(vote));
	lasting.write(where(vote), null);
	if (!vote.result) forgetSecrets(vote);
}

/** The same for a page: what is chosen and not confirmed yet, what was given, what is being changed. */
export class OwnVotes {
	/** The browser's store is read once the page stands, so that it begins as the server drew it. */
	#awake = $state(false);
	#own: Readonly<Record<string, OwnBallot>> = $state.raw({});
	#chosen: Readonly<Record<string, OptionId[]>> = $state.raw({});
	#changing: string | null = $state(null);
	/** Those of secret votes. */
	readonly secret: SecretVotes;
	#meeting: MeetingStore;

	constructor(meeting: MeetingStore) {
		this.#meeting = meeting;
		this.secret = new SecretVotes(meeting);
	}

	/** What this browser kept is known. */
	get awake(): boolean {
		return this.#awake;
	}

	/** Once the page stands. A phone that slept through the end of a vote forgets it now. */
	wake(): void {
		const { votes, afterwards } = this.#meeting.state.ballots;
		for (const vote of [...votes, ...afterwards]) if (vote.step !== 'open') forgetBallots(vote);
		this.#awake = true;
	}

	#of(vote: Vote, seat: SeatId): OwnBallot | Pick<OwnBallot, 'sent' | 'choice'> | null {
		if (!this.#awake) return null;
		if (vote.blind) return this.secret.of(vote, seat);
		return this.#own[key(vote, seat)] ?? kept(vote)[seat] ?? null;
	}

	/** What this seat gave, as far as it can be known here; what the room has lost was not given. */
	given(vote: Vote, seat: SeatId): OptionId[] | null {
		if (vote.blind) return this.#of(vote, seat)?.choice ?? null;
		const told = this.#told(vote, seat)?.choice;
		if (told) return told;
		const own = this.#has(vote, seat) ? this.#of(vote, seat) : this.#own[key(vote, seat)];
		return own?.choice ?? null;
	}

	/** The room has a ballot of this seat: told to whoever sits there, and to those who enter votes. */
	#has(vote: Vote, seat: SeatId): boolean {
		// The list at a desk is of the vote that the meeting has open.
		const voted = vote.after === null ? (this.#meeting.privateView.ballots.voted ?? []) : [];
		return this.#told(vote, seat) !== undefined || voted.includes(seat);
	}

	#told(vote: Vote, seat: SeatId) {
		return this.#meeting.privateView.ballots.cast.find(
			(one) => one.vote === vote.id && one.seat === seat
		);
	}

	/** The room has a ballot of this seat that this device did not send. */
	elsewhere(vote: Vote, seat: SeatId): boolean {
		if (vote.blind) return this.#awake && this.secret.stepOf(vote, seat) === 'elsewhere';
		if (this.given(vote, seat) !== null || !this.#has(vote, seat)) return false;
		return this.#of(vote, seat)?.sent == null;
	}

	/** Sent, and no answer came. */
	unheard(vote: Vote, seat: SeatId): boolean {
		const own = this.#of(vote, seat);
		return own?.sent != null && own.sent.join() !== own.choice?.join();
	}

	chosen(vote: Vote, seat: SeatId): readonly OptionId[] {
		const own = this.#of(vote, seat);
		return this.#chosen[key(vote, seat)] ?? own?.sent ?? this.given(vote, seat) ?? [];
	}

	/** One press on one of the choices. */
	press(vote: Vote, seat: SeatId, option: OptionId): readonly OptionId[] {
		const next = chooseIn(vote.settings.kind, this.chosen(vote, seat), option);
		this.#chosen = { ...this.#chosen, [key(vote, seat)]: next };
		return next;
	}

	/** The choices are on the screen. */
	choosing(vote: Vote, seat: SeatId): boolean {
		if (!this.#awake && this.#has(vote, seat)) return false;
		return this.given(vote, seat) === null || this.#changing === key(vote, seat);
	}

	change(vote: Vote, seat: SeatId): void {
		this.#changing = key(vote, seat);
	}

	/** What was given stays. */
	keep(vote: Vote, seat: SeatId): void {
		this.#changing = null;
		const others = Object.entries(this.#chosen).filter(([name]) => name !== key(vote, seat));
		this.#chosen = Object.fromEntries(others);
	}

	/** Hands in a choice: what is chosen on the page, where no other is given. */
	async cast(
		post: PostCommand,
		vote: Vote,
		seat: SeatId,
		choice: OptionId[] = [...this.chosen(vote, seat)]
	): ReturnType<PostCommand> {
		const own = { ...ownBallot(vote, seat), sent: choice };
		const put = (next: OwnBallot) => {
			keepBallot(vote, seat, next);
			this.#own = { ...this.#own, [key(vote, seat)]: next };
		};
		put(own);
		const { ballot } = own;
		const answer = await post({
			type: 'ballots.cast',
			vote: vote.id,
			seat,
			ballot,
			choice
		});
		if (!('refused' in answer)) {
			put({ ...own, choice });
			this.keep(vote, seat);
		} else if (answer.refused !== 'expired') {
			// The room said no, so what was sent is nowhere.
			put({ ...own, sent: own.choice });
		}
		return answer;
	}

	/** Takes back what was given here for somebody else; they vote themselves. */
	async takeBack(post: PostCommand, vote: Vote, seat: SeatId): ReturnType<PostCommand> {
		const own = ownBallot(vote, seat);
		const { ballot } = own;
		const answer = await post({ type: 'ballots.take-back', vote: vote.id, seat, ballot });
		if ('refused' in answer) return answer;
		const none = { ...own, sent: null, choice: null };
		keepBallot(vote, seat, none);
		this.#own = { ...this.#own, [key(vote, seat)]: none };
		this.keep(vote, seat);
		return answer;
	}

	/** Seats whose ballots this device gave. */
	seats(vote: Vote): SeatId[] {
		if (!this.#awake) return [];
		const all = { ...kept(vote) };
		for (const [name, own] of Object.entries(this.#own)) {
			const [of, seat] = name.split(' ');
			if (of === vote.id) all[seat!] = own;
		}
		return Object.keys(all).filter((seat) => all[seat]!.choice !== null);
	}
}

const key = ({ id }: Named, seat: SeatId) => `${id} ${seat}`;

const all = new WeakMap<MeetingStore, OwnVotes>();

/** The one of this page. */
export function ownVotes(meeting: MeetingStore): OwnVotes {
	const known = all.get(meeting) ?? new OwnVotes(meeting);
	all.set(meeting, known);
	return known;
}
