/**
 * Hidden rows of the slice `cards`. Cards and ballots are sealed until they are shown or counted; what is
 * counted of a seat stands apart, and no row holds both a person and what they wrote.
 */
import {
	COUNTED,
	type Ballot,
	type Counted,
	type CardsWrite,
	type HiddenBoard,
	type HiddenCard,
	type HiddenCards,
	type HiddenPhoto,
	type HiddenVoice,
	type WeighBallot
} from '#lib/meeting/cards/hidden.ts';
import type { Sqlite } from '#server/db/connection.ts';
import type { CardFiles } from './sealed-files.ts';
import type { Sealing, SealedRow } from './sealing.ts';

type Lot = 'cards' | 'weigh' | 'agree';

/** The slice's `save` and `read` on one connection. */
export function cardsRows(sqlite: Sqlite, sealing: Sealing, { voices, photos }: CardFiles) {
	const put = sqlite.prepare(
		'INSERT OR REPLACE INTO card_sealed (meeting, board, lot, id, key, body) VALUES (?, ?, ?, ?, ?, ?)'
	);
	const drop = sqlite.prepare(
		'DELETE FROM card_sealed WHERE meeting = ? AND board = ? AND lot = ? AND id = ?'
	);
	const end = sqlite.prepare('DELETE FROM card_sealed WHERE meeting = ? AND board = ? AND lot = ?');
	const putKey = sqlite.prepare(
		'INSERT INTO card_key (meeting, board, card, key) VALUES (?, ?, ?, ?)'
	);
	const setCount = sqlite.prepare(
		'INSERT OR REPLACE INTO card_count (meeting, board, what, who, n) VALUES (?, ?, ?, ?, ?)'
	);
	const dropCount = sqlite.prepare(
		'DELETE FROM card_count WHERE meeting = ? AND board = ? AND what = ? AND who = ?'
	);
	const dropCounts = sqlite.prepare(
		'DELETE FROM card_count WHERE meeting = ? AND board = ? AND what = ?'
	);
	const sealed = sqlite.prepare(
		'SELECT board, lot, id, key, body FROM card_sealed WHERE meeting = ? ORDER BY id'
	);
	const keys = sqlite.prepare('SELECT board, card, key FROM card_key WHERE meeting = ?');
	const counts = sqlite.prepare('SELECT board, what, who, n FROM card_count WHERE meeting = ?');
	const spoken = sqlite.prepare(
		'SELECT board, COUNT(*) AS n FROM card_voice WHERE meeting = ? GROUP BY board'
	);
	const lotOf = (meeting: string, board: string, lot: Lot) => `${meeting} ${board} ${lot}`;

	function seal(meeting: string, board: string, lot: Lot, id: string, value: unknown): void {
		const row = sealing.seal(lotOf(meeting, board, lot), id, value);
		put.run(meeting, board, lot, row.id, row.key, row.body);
	}

	function over(meeting: string, board: string, lot: Lot): void {
		end.run(meeting, board, lot);
		sealing.end(meeting, lotOf(meeting, board, lot));
	}

	/** Without its key a lot is lost: its writers may write again (the phones still know their cards). */
	function lost(meeting: string, board: string, lot: Lot): void {
		end.run(meeting, board, lot);
		for (const what of lot === 'cards' ? ['cards', 'early', 'paper'] : [lot])
			dropCounts.run(meeting, board, what);
	}

	/**
	 * Recordings that cannot be opened any more (a restored backup) are no cards: who spoke may write again.
	 * Where cards are unsigned nobody knows whose they were, and the chair may raise the number (K8).
	 */
	function unheard(meeting: string, board: string, { cards, own, voices: left }: Filling): void {
		if (cards.size > 0 && own.size === 0) return;
		const used = new Map([...own].map(([seat, ids]) => [seat, ids.length]));
		for (const { seat, back } of left.values())
			if (!back) used.set(seat, (used.get(seat) ?? 0) + 1);
		dropCounts.run(meeting, board, 'cards');
		for (const [seat, n] of used) setCount.run(meeting, board, 'cards', seat, n);
	}

	return {
		save(meeting: string, write: CardsWrite): void {
			const { board } = write;
			switch (write.op) {
				case 'put':
					return seal(meeting, board, 'cards', write.card.id, write.card);
				case 'drop': {
					const id = sealing.rowId(lotOf(meeting, board, 'cards'), write.card);
					return void drop.run(meeting, board, 'cards', id);
				}
				case 'shown':
					for (const [card, key] of write.keys) putKey.run(meeting, board, card, key);
					return over(meeting, board, 'cards');
				case 'count':
					return void setCount.run(meeting, board, write.what, write.seat, write.n);
				case 'paper':
					if (write.used) setCount.run(meeting, board, 'paper', String(write.number), 1);
					else dropCount.run(meeting, board, 'paper', String(write.number));
					return;
				case 'voice':
					return voices.put(meeting, board, write.voice, write.sound);
				case 'voice-over':
					for (const card of write.cards) voices.end(meeting, board, card);
					return;
				case 'photo':
					return photos.put(meeting, board, write.photo, write.picture);
				case 'photo-over':
					for (const number of write.numbers) photos.end(meeting, board, `${number}`);
					return;
				case 'weigh':
					return seal(meeting, board, 'weigh', write.ballot, {
						ballot: write.ballot,
						...write.said
					});
				case 'hall':
					dropCounts.run(meeting, board, 'hall');
					for (const [group, n] of Object.entries(write.points))
						setCount.run(meeting, board, 'hall', group, n);
					return;
				case 'agree': {
					const { ballot, votes } = write;
					return seal(meeting, board, 'agree', ballot, { ballot, votes });
				}
				case 'clear':
					over(meeting, board, write.what);
					dropCounts.run(meeting, board, write.what);
					if (write.what === 'weigh') dropCounts.run(meeting, board, 'hall');
			}
		},

		read(meeting: string): HiddenCards {
			const boards = new Map<string, Filling>();
			const at = (id: string) => {
				const board = boards.get(id) ?? filling();
				boards.set(id, board);
				return board;
			};
			const rows = sealed.all(meeting) as (SealedRow & { board: string; lot: Lot })[];
			for (const row of rows) {
				const value = sealing.open(lotOf(meeting, row.board, row.lot), row);
				if (value === undefined) lost(meeting, row.board, row.lot);
				else addSealed(at(row.board), row.lot, value);
			}
			const kept = spoken.all(meeting) as { board: string; n: number }[];
			for (const { board, about } of voices.read(meeting)) at(board).voices.set(about.id, about);
			for (const { board, n } of kept)
				if (at(board).voices.size < n) unheard(meeting, board, at(board));
			for (const { board, about } of photos.read(meeting))
				at(board).photos.set(about.number, about);
			for (const { board, card, key } of keys.all(meeting) as Record<string, string>[])
				at(board!).keys.set(card!, key!);
			for (const row of counts.all(meeting) as CountRow[]) addCount(at(row.board), row);
			return { boards };
		},

		/** Keys that rows still need. */
		needed(): Set<string> {
			const all = sqlite.prepare('SELECT DISTINCT key FROM card_sealed').pluck().all() as string[];
			return new Set([...all, ...voices.needed(), ...photos.needed()]);
		}
	};
}

interface CountRow {
	board: string;
	what: Counted | 'paper' | 'hall';
	who: string;
	n: number;
}

/** A board while its rows are read: thousands of them, so they are added and not copied. */
interface Filling extends HiddenBoard {
	cards: Map<string, HiddenCard>;
	own: Map<string, string[]>;
	voices: Map<string, HiddenVoice>;
	photos: Map<number, HiddenPhoto>;
	keys: Map<string, string>;
	of: Record<Counted, Map<string, number>>;
	papers: Set<number>;
	weigh: Map<string, WeighBallot>;
	hall: Record<string, number> | null;
	agree: Map<string, Ballot>;
}

function filling(): Filling {
	return {
		cards: new Map(),
		own: new Map(),
		voices: new Map(),
		photos: new Map(),
		keys: new Map(),
		of: { cards: new Map(), early: new Map(), weigh: new Map(), agree: new Map() },
		papers: new Set(),
		weigh: new Map(),
		hall: null,
		agree: new Map()
	};
}

function addSealed(board: Filling, lot: Lot, value: unknown): void {
	if (lot === 'cards') {
		const card = value as HiddenCard;
		board.cards.set(card.id, card);
		if (card.seat !== null)
			board.own.set(card.seat, [...(board.own.get(card.seat) ?? []), card.id]);
	} else if (lot === 'weigh') {
		const { ballot, ...said } = value as WeighBallot & { ballot: string };
		board.weigh.set(ballot, said);
	} else {
		const { ballot, votes } = value as { ballot: string; votes: Ballot };
		board.agree.set(ballot, votes);
	}
}

function addCount(board: Filling, { what, who, n }: CountRow): void {
	if (what === 'paper') board.papers.add(Number(who));
	else if (what === 'hall') board.hall = { ...board.hall, [who]: n };
	else if (COUNTED.includes(what)) board.of[what].set(who, n);
}
