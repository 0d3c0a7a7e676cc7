import { error } from '@sveltejs/kit';
import { voteOf } from '#lib/meeting/ballots/ballots.ts';
import { hiddenVote } from '#lib/meeting/ballots/hidden.ts';
import { meetingAt } from '#server/auth/meeting-access.ts';
import { mayTakeDeskFiles } from '#server/export/source.ts';
import type { PageServerLoad } from './$types';

/** The codes of the papers of a vote, in an order of chance: they are random. For the desk alone, until the end. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	if (!locals.seat) error(401, 'sign-in');
	if (!mayTakeDeskFiles(room, locals.seat.id)) error(403, 'not-allowed');
	const { state, hidden } = room.committed;
	const vote = voteOf(state.ballots, params.vote);
	if (!vote || (vote.step !== 'ready' && vote.step !== 'open')) error(404, 'unknown-meeting');
	const codes = [...hiddenVote(hidden.ballots, vote.id).papers.keys()];
	return { vote, codes, large: url.searchParams.get('large') === '1' };
};
