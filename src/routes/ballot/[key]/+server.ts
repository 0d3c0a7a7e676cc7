/** The door of secret ballots. Whoever comes is asked nothing, and sends no cookie (`src/hooks.server.ts`). */
import { json } from '@sveltejs/kit';
import { refuse } from '#lib/meeting/refusal.ts';
import { namesThisMachine } from '#server/addresses.ts';
import { readText } from '#server/http/form.ts';
import { MOST_BALLOT, takeBallot } from '#server/meeting/secret-door.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ params, locals, request, url }) => {
	if (Number(request.headers.get('content-length')) > MOST_BALLOT)
		return json(refuse('too-large'), { status: 413 });
	const secure = locals.https || namesThisMachine(url.hostname);
	return json(
		await takeBallot(locals.app, params.key, await readText(request, MOST_BALLOT), secure)
	);
};
