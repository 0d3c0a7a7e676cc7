import type { PageServerLoad } from './$types';
import { onceFor, ownRoom } from '#server/auth/organiser.ts';
import { chairOf } from '#lib/meeting/roll/roll.ts';

export const load: PageServerLoad = async ({ locals, url, params }) => {
	const room = await ownRoom(locals, url, params.code);
	return { once: onceFor(locals, 'desk'), chair: chairOf(room.committed.state.roll)?.id ?? null };
};
