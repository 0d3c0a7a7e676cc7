/**
 * The door for photographs of paper cards (C7): a clerk's, the organiser's or a helper's browser hands one
 * in, and the room decides; what it is shows in its bytes.
 */
import { error, json } from '@sveltejs/kit';
import { photoCommand } from '#lib/meeting/cards/schema.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import { newId } from '#server/auth/arrival.ts';
import { Limiter } from '#server/auth/limiter.ts';
import { meetingAt, organises } from '#server/auth/meeting-access.ts';
import { MOST_PICTURE, takenPicture } from '#server/meeting/file-kinds.ts';
import { barePicture } from '#server/meeting/picture-metadata.ts';
import { handedIn } from '#server/meeting/handed-in.ts';
import type { RequestHandler } from './$types';

/** Six at once, then one in two seconds: nobody lays down paper faster. */
const limiter = new Limiter(6, 1 / 2);

export const POST: RequestHandler = async ({ params, locals, request }) => {
	const { app, seat, account } = locals;
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	const owner = await organises(app, room, account?.account);
	const session = seat?.id ?? (owner ? account!.id : null);
	if (session === null) return json(refuse('not-your-seat'));
	if (!limiter.take(session)) return json(refuse('too-fast'));
	const handed = await handedIn(request, 'picture', MOST_PICTURE);
	if ('refused' in handed)
		return json(handed, { status: handed.refused === 'too-large' ? 413 : 200 });
	const { as, ...fields } = handed.fields;
	const said = photoCommand.safeParse({ ...fields, number: Number(fields.number) });
	if (!said.success || typeof as !== 'string') return json(refuse('malformed'));
	if (!takenPicture(handed.bytes)) return json(refuse('file-unreadable'));
	const picture = barePicture(handed.bytes).toString('base64');
	const command = { type: 'cards.photo', ...said.data, picture } as const;
	return json(await room.ask({ id: newId(), as, command }, { session, owner }));
};
