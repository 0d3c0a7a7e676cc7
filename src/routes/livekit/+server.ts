/**
 * The door for what LiveKit posts (`webhook.urls` in its configuration). It sends no cookie and no Origin: what it says is
 * signed with LIVEKIT_API_SECRET, and counts only then (`src/hooks.server.ts`).
 */
import { text } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { plainAnswer } from '#server/http/answers.ts';
import { readText } from '#server/http/form.ts';
import type { RequestHandler } from './$types';

/** More than LiveKit says of a room and one who is in it. */
const MOST = 64 * 1024;

export const POST: RequestHandler = async (event) => {
	const { locals, request } = event;
	const authorization = request.headers.get('authorization') ?? '';
	const known = await locals.app.callGrants.hear(await readText(request, MOST), authorization);
	if (!known) return plainAnswer(event, 401, 'not-signed', m.common_error_not_signed);
	return text('ok');
};
