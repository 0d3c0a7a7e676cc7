/**
 * What is computed about cards: which are alike, and what all groups of opinion share. It is computed in
 * a thread of its own, so that no command waits, and comes back as a command like any other.
 *
 * Invariants: nothing leaves this machine; the thread gets texts, or answers without a person, and gives
 * back ids and counts; what was lost by a crash is computed again at the next event.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Board } from '#lib/meeting/cards/cards.ts';
import { statementsOf } from '#lib/meeting/cards/common-ground/asked-statements.ts';
import type { CardsCommand } from '#lib/meeting/cards/commands.ts';
import type { Log } from '#server/log.ts';
import { newId } from '#server/auth/arrival.ts';
import type { CommitResult } from './unit-of-work.ts';
import type { Room } from './room.ts';
import type { Rooms } from './rooms.ts';
import type { Answer, Question } from './analysis-thread.ts';

/** Longer means that something is wrong; the round goes on without. */
const PATIENCE_MS = 60_000;

/** Starts it; the returned function ends it. */
export function startAnalysis(rooms: Rooms, root: string, log: Log): () => Promise<void> {
	const under = new Set<string>();
	const threads = new Set<Worker>();

	async function think(room: Room, board: Board, question: Question): Promise<void> {
		const key = `${room.meeting} ${board.id} ${question.what}`;
		if (under.has(key)) return;
		under.add(key);
		try {
			const answer = await asked(question);
			const command: CardsCommand =
				answer.what === 'hints'
					? { type: 'cards.hint', board: board.id, hints: answer.hints }
					: { type: 'cards.ground', board: board.id, ground: answer.ground };
			const envelope = { id: newId(), as: 'clock', command };
			const said = await room.ask(envelope, { session: null, owner: false, door: true });
			if ('refused' in said) log.warn({ meeting: room.meeting, ...said }, 'a thought was refused');
		} catch (error) {
			log.warn({ err: error, meeting: room.meeting }, 'nothing could be computed about cards');
		} finally {
			under.delete(key);
		}
	}

	function asked(question: Question): Promise<Answer> {
		const thread = new Worker(join(root, 'server/meeting/analysis-thread.ts'), {
			workerData: question
		});
		threads.add(thread);
		const timer = setTimeout(() => void thread.terminate(), PATIENCE_MS).unref();
		return new Promise<Answer>((resolve, reject) => {
			thread.once('message', resolve);
			thread.once('error', reject);
			thread.once('exit', () => reject(new Error('the thread ended without an answer')));
		}).finally(() => {
			clearTimeout(timer);
			threads.delete(thread);
			void thread.terminate();
		});
	}

	rooms.follow((room, result) => {
		if (room.committed.state.plan.phase !== 'open') return;
		for (const board of room.committed.state.cards.boards) {
			if (wantsHints(board, result)) void think(room, board, hintsOf(room, board));
			// Not before the last answers on their way are in and stored; the clock's count tells of it.
			if (
				board.agreeing === 'closed' &&
				board.ground === null &&
				room.committed.at >= (board.agreeUntil ?? 0)
			)
				void think(room, board, groundOf(room, board));
		}
	});

	return async () => {
		await Promise.all([...threads].map((thread) => thread.terminate()));
	};
}

function wantsHints(board: Board, result: CommitResult): boolean {
	if (board.cards.length < 2 || board.step === 'dots' || board.step === 'result') return false;
	return board.hints === null || result.events.some(({ type }) => type === 'cards.revealed');
}

function hintsOf(room: Room, board: Board): Question {
	const cards = board.cards
		.filter((card) => !card.split && !card.hidden)
		.map(({ id, text }) => ({ id, text: room.texts.get(text.id) ?? '' }));
	return { what: 'hints', cards: cards.filter(({ text }) => text !== '') };
}

function groundOf(room: Room, board: Board): Question {
	const statements = statementsOf(board).map(({ id }) => id);
	const ballots = room.committed.hidden.cards.boards.get(board.id)?.agree ?? new Map();
	return { what: 'ground', statements, people: [...ballots.values()] };
}
