import { error } from '@sveltejs/kit';
import { inFours } from '#lib/meeting/ballots/paper-entries.ts';
import { codeOf } from '#lib/meeting/ballots/secret-board.ts';
import { recordRoom } from '#server/record/address.ts';
import { secretBoard } from '#server/record/secret-board.ts';
import type { PageServerLoad } from './$types';

/** Only read: nothing here needs a script. */
export const csr = false;

/** The board of a secret vote: each ballot by its number, in no order of time. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const room = await recordRoom(locals, url, params.code);
	const board = secretBoard(room, params.vote, locals.seat?.id ?? null);
	if (!board) error(404, 'unknown-meeting');
	const { id, question, options, settings, step, result } = board.vote;
	const words = [question, ...options.map(({ text }) => text)].map(
		(ref) => [ref.id, room.texts.get(ref.id) ?? null] as const
	);
	return {
		key: room.addressKey,
		vote: { id, question, options, settings, step },
		tally: result!.tally,
		board: result!.board ?? null,
		counted: result!.papers ?? null,
		papers: board.papers.map(({ code, choice }) => ({ code: inFours(code), choice })),
		ballots: board.ballots.map(({ token, choice }) => ({ code: codeOf(token), choice })),
		texts: Object.fromEntries(words)
	};
};
