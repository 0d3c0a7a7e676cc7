/**
 * Hidden rows of the slice `cards`. Cards and ballots are sealed until they are shown or counted; what is
 * counted of a seat stands apart, and no row holds both a person and what they wrote.
 */
import {
	COUNTED,
	EMPTY_BOARD,
	type Ballot,
	type Counted,
	type CardsWrite,
	type HiddenBoard,
	type HiddenCard,
	type HiddenCards,
	type WeighBallot
} from '#lib/meeting/cards/hidden.ts';
import type { Sqlite } from '#server/db/connection.ts';
import type { Sealing, SealedRow } from './sealing.ts';

type Lot = 'cards' | 'weigh' | 'agree';

/** The slice's `save` and `read` on one connection. */
export function cardsRows(sqlite: Sqlite, sealing: Sealing) {
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
			const boards = new Map<string, HiddenBoard>();
			const at = (board: string) => boards.get(board) ?? EMPTY_BOARD;
			const rows = sealed.all(meeting) as (SealedRow & { board: string; lot: Lot })[];
			for (const row of rows) {
				const value = sealing.open(lotOf(meeting, row.board, row.lot), row);
				if (value === undefined) lost(meeting, row.board, row.lot);
				else boards.set(row.board, withSealed(at(row.board), row.lot, value));
			}
			for (const { board, card, key } of keys.all(meeting) as Record<string, string>[])
				boards.set(board!, { ...at(board!), keys: new Map(at(board!).keys).set(card!, key!) });
			for (const row of counts.all(meeting) as CountRow[])
				boards.set(row.board, withCount(at(row.board), row));
			return { boards };
		},

		/** Keys that rows still need. */
		needed(): Set<string> {
			const all = sqlite.prepare('SELECT DISTINCT key FROM card_sealed').pluck().all();
			return new Set(all as string[]);
		}
	};
}

interface CountRow {
	board: string;
	what: Counted | 'paper' | 'hall';
	who: string;
	n: number;
}

function withSealed(board: HiddenBoard, lot: Lot, value: unknown): HiddenBoard {
	if (lot === 'cards') {
		const card = value as HiddenCard;
		return { ...board, cards: new Map(board.cards).set(card.id, card) };
	}
	if (lot === 'weigh') {
		const { ballot, ...said } = value as WeighBallot & { ballot: string };
		return { ...board, weigh: new Map(board.weigh).set(ballot, said) };
	}
	const { ballot, votes } = value as { ballot: string; votes: Ballot };
	return { ...board, agree: new Map(board.agree).set(ballot, votes) };
}

function withCount(board: HiddenBoard, { what, who, n }: CountRow): HiddenBoard {
	if (what === 'paper') return { ...board, papers: new Set([...board.papers, Number(who)]) };
	if (what === 'hall') return { ...board, hall: { ...board.hall, [who]: n } };
	if (!COUNTED.includes(what)) return board;
	return { ...board, of: { ...board.of, [what]: new Map(board.of[what]).set(who, n) } };
}
