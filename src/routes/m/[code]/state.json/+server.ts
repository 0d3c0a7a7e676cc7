/** The state that many pages of a room share, as whoever asks may read it: the same bytes for all of them. */
import { error } from '@sveltejs/kit';
import { meetingAt } from '#server/auth/meeting-access.ts';
import { sharedState } from '#server/meeting/page.ts';
import { STATE_HEADERS } from '#server/meeting/serve-shared-state.ts';
import { answerWith } from '#server/record/bytes.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params, locals, request, url }) => {
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	const bytes = await sharedState(locals.app, room, locals, url.searchParams.get('of'));
	return answerWith(bytes, request, STATE_HEADERS);
};
