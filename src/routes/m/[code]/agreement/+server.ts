/**
 * The door for photographs of a signed text of agreement [AG11]: the desk's browser hands one in, and the room decides;
 * what it is shows in its bytes, and nothing beside the picture is kept.
 */
import { error, json } from '@sveltejs/kit';
import { sheetPhotoCommand } from '#lib/meeting/agreements/schema.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import { newId } from '#server/auth/arrival.ts';
import { Limiter } from '#server/auth/limiter.ts';
import { meetingAt } from '#server/auth/meeting-access.ts';
import { MOST_PICTURE, takenPicture } from '#server/meeting/file-kinds.ts';
import { handedIn } from '#server/meeting/handed-in.ts';
import { barePicture } from '#server/meeting/picture-metadata.ts';
import type { RequestHandler } from './$types';

/** Eight at once, then one in three seconds: a text has fewer sheets, and a bad line asks again. */
const limiter = new Limiter(8, 1 / 3);

export const POST: RequestHandler = async ({ params, locals, request }) => {
	const { seat } = locals;
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	if (!seat) return json(refuse('not-your-seat'));
	if (!limiter.take(seat.id)) return json(refuse('too-fast'));
	const handed = await handedIn(request, 'picture', MOST_PICTURE);
	if ('refused' in handed)
		return json(handed, { status: handed.refused === 'too-large' ? 413 : 200 });
	const { as, ...fields } = handed.fields;
	const said = sheetPhotoCommand.safeParse({ ...fields, version: Number(fields.version) });
	if (!said.success || typeof as !== 'string') return json(refuse('malformed'));
	// Papers take no other kind.
	if (takenPicture(handed.bytes) !== 'image/jpeg') return json(refuse('file-unreadable'));
	const picture = barePicture(handed.bytes).toString('base64');
	const command = { type: 'agreements.photo', ...said.data, picture } as const;
	return json(await room.ask({ id: newId(), as, command }, { session: seat.id, owner: false }));
};
