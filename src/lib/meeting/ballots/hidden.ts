/**
 * What nobody sees of a vote while it is open: its ballots, who has voted, what was counted in the hall.
 *
 * Invariants: 不记名 a ballot has no seat beside it, and of who has voted only through what; when a vote is
 * closed all of it goes, but the board of a secret one, which is for everybody then.
 */
import { OverlayMap } from '../overlay-map.ts';
import type { SeatId } from '../names.ts';
import type { HiddenOf, WriteOf } from '../registry.ts';
import type { BoardBallot, HallCount, OptionId, Source, VoteId } from './ballots.ts';

/** What one ballot says. */
export interface Ballot {
	choice: readonly OptionId[];
	source: Source;
	/** 0.01 ㎡, only where areas count. */
	area?: number;
	/** 记名: through what this person had voted before (L14). */
	earlier?: readonly Source[];
	/** 记名: what this person's own device had given, before somebody else entered this. */
	own?: { choice: readonly OptionId[]; source: Source };
	/** 秘密: the signature, and which key made it. */
	signed?: Pick<BoardBallot, 'key' | 'signature'>;
}

/** What one person counted in the hall, and who counted the same again. */
export interface CountedInHall {
	by: string;
	second: string | null;
	counts: Readonly<Record<OptionId, number>>;
}

export interface BallotsLots {
	/**
	 * 记名 under the seat, 不记名 under a random name that only the browser keeps which sent it, 秘密 under the token.
	 */
	ballots: { of: VoteId; key: string; value: Ballot };
	/** Who has voted, and through what; never for what. */
	'ballots-cast': { of: VoteId; key: SeatId; value: Source };
	'ballots-counted': { of: VoteId; key: HallCount; value: CountedInHall };
	/** Papers that were printed, by the code on each; `choice`: as it lies on the board after the end. */
	'ballots-papers': { of: VoteId; key: string; value: { choice: OptionId[] | null } };
	/** What was read from them: by one person, or two. */
	'ballots-entries': { of: VoteId; key: string; value: { entries: PaperEntry[] } };
	/** 秘密: the secret halves of the vote's keys, by their number. */
	'ballots-keys': { of: VoteId; key: string; value: { secret: string } };
	/** 秘密: to whom a ballot was given. Nothing in it can be found again in what was cast. */
	'ballots-issued': { of: VoteId; key: SeatId; value: Issued };
	/** 秘密: what lies on the board, from the end on, for everybody; under the token. */
	'ballots-board': { of: VoteId; key: string; value: BoardBallot };
}

/** What one person read from a paper. */
export interface PaperEntry {
	by: string;
	choice: readonly OptionId[];
}

/** A ballot that was asked for and signed without being seen; base64url. */
export interface Issued {
	blinded: string;
	signature: string;
}

export interface HiddenVote {
	ballots: ReadonlyMap<string, Ballot>;
	cast: ReadonlyMap<SeatId, Source>;
	counted: ReadonlyMap<HallCount, CountedInHall>;
	keys: ReadonlyMap<string, { secret: string }>;
	issued: ReadonlyMap<SeatId, Issued>;
	board: ReadonlyMap<string, BoardBallot>;
	papers: ReadonlyMap<string, { choice: OptionId[] | null }>;
	entries: ReadonlyMap<string, readonly PaperEntry[]>;
}

export interface HiddenBallots {
	votes: ReadonlyMap<VoteId, HiddenVote>;
}

export type BallotsWrite = WriteOf<'ballots'>;

const NOTHING: HiddenVote = {
	...{ ballots: new Map(), cast: new Map(), counted: new Map() },
	...{ keys: new Map(), issued: new Map(), board: new Map() },
	...{ papers: new Map(), entries: new Map() }
};

/** The hidden part of one vote. */
export function hiddenVote(hidden: HiddenBallots, vote: VoteId): HiddenVote {
	return hidden.votes.get(vote) ?? NOTHING;
}

/** The slice's hidden part. */
export const hiddenBallots: HiddenOf<'ballots'> = {
	empty: () => ({ votes: new Map() }),
	apply: (hidden, write) => ({
		votes: new Map(hidden.votes).set(write.of, written(hiddenVote(hidden, write.of), write))
	})
};

function written(vote: HiddenVote, write: BallotsWrite): HiddenVote {
	switch (write.lot) {
		case 'ballots':
			return { ...vote, ballots: rows(vote.ballots, write) };
		case 'ballots-cast':
			return { ...vote, cast: rows(vote.cast, write) };
		case 'ballots-counted':
			return { ...vote, counted: rows(vote.counted, write) };
		case 'ballots-keys':
			return { ...vote, keys: rows(vote.keys, write) };
		case 'ballots-issued':
			return { ...vote, issued: rows(vote.issued, write) };
		case 'ballots-board':
			return { ...vote, board: rows(vote.board, write) };
		case 'ballots-papers':
			return { ...vote, papers: rows(vote.papers, write) };
		case 'ballots-entries':
			return { ...vote, entries: rows(vote.entries, entriesOf(write)) };
	}
}

/** Their row is an object, as every row is. */
function entriesOf(
	write: Extract<BallotsWrite, { lot: 'ballots-entries' }>
): RowWrite<string, readonly PaperEntry[]> {
	if (write.clear) return { clear: true };
	return { key: write.key, value: write.value && write.value.entries };
}

type RowWrite<Key, Value> = { key: Key; value: Value | null; clear?: never } | { clear: true };

function rows<Key, Value>(
	all: ReadonlyMap<Key, Value>,
	write: RowWrite<Key, Value>
): ReadonlyMap<Key, Value> {
	if (write.clear) return new Map();
	const { key, value } = write;
	return value === null ? OverlayMap.of(all).without(key) : OverlayMap.of(all).with(key, value);
}

/** A vote that is over leaves nothing here but, of a secret one, its board. */
export function clearVote(of: VoteId): BallotsWrite[] {
	const slice = 'ballots';
	return [
		{ slice, lot: 'ballots', of, clear: true },
		{ slice, lot: 'ballots-cast', of, clear: true },
		{ slice, lot: 'ballots-counted', of, clear: true },
		{ slice, lot: 'ballots-keys', of, clear: true },
		{ slice, lot: 'ballots-issued', of, clear: true },
		{ slice, lot: 'ballots-papers', of, clear: true },
		{ slice, lot: 'ballots-entries', of, clear: true }
	];
}
