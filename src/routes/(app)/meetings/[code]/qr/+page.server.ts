import type { PageServerLoad } from './$types';
import { ownRoom } from '#server/auth/organiser.ts';
import { chairOf } from '#lib/meeting/roll/roll.ts';

export const load: PageServerLoad = async ({ locals, url, params }) => {
	const room = await ownRoom(locals, url, params.code);
	return { chair: chairOf(room.stored.state.roll)?.id ?? null };
};
