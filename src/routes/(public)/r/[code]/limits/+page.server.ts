import { limitsOf } from '#lib/meeting/record/limits.ts';
import { recordRoom } from '#server/record/address.ts';
import type { PageServerLoad } from './$types';

/** Only read: nothing here needs a script. */
export const csr = false;

/** What this meeting cannot promise, as it is set up now and as this address reaches it. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const room = await recordRoom(locals, url, params.code);
	const { config } = locals.app;
	const reach = { https: locals.https, public: config.publicUrl !== null };
	return { key: room.addressKey, limits: limitsOf(room.committed.state, reach) };
};
