/** The door for recordings (C9): a phone hands one in, and the room decides; what it is shows in its bytes. */
import { error, json } from '@sveltejs/kit';
import { voiceCommand } from '#lib/meeting/cards/schema.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import { newId } from '#server/auth/arrival.ts';
import { Limiter } from '#server/auth/limiter.ts';
import { meetingAt } from '#server/auth/meeting-access.ts';
import { MOST_SOUND, takenSound } from '#server/meeting/file-kinds.ts';
import { handedIn } from '#server/meeting/handed-in.ts';
import type { RequestHandler } from './$types';

/** Four at once, then one in fifteen seconds: nobody speaks faster. */
const limiter = new Limiter(4, 1 / 15);

export const POST: RequestHandler = async ({ params, locals, request }) => {
	const { seat: session } = locals;
	const room = await meetingAt(locals, params.code);
	if (!room) error(404, 'unknown-meeting');
	if (!session) return json(refuse('not-your-seat'));
	const handed = await handedIn(request, 'sound', MOST_SOUND);
	if ('refused' in handed)
		return json(handed, { status: handed.refused === 'too-large' ? 413 : 200 });
	const { fields, bytes } = handed;
	const said = voiceCommand.safeParse({ ...fields, seconds: Number(fields.seconds) });
	if (!said.success) return json(refuse('malformed'));
	if (!limiter.take(`${session.id} ${said.data.seat}`)) return json(refuse('too-fast'));
	if (!takenSound(bytes)) return json(refuse('file-unreadable'));
	const sound = bytes.toString('base64');
	const command = { type: 'cards.voice', ...said.data, sound } as const;
	const who = { session: session.id, owner: false };
	return json(await room.ask({ id: newId(), as: said.data.seat, command }, who));
};
