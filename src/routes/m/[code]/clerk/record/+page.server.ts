import { meetingAt } from '#server/auth/meeting-access.ts';
import { lackingOf } from '#server/export/lacking.ts';
import { publicSource } from '#server/export/source.ts';
import type { PageServerLoad } from './$types';

/** What the downloads will lack. Told without names that only the desk reads: the page asks nobody who it is. */
export const load: PageServerLoad = async ({ params, locals }) => {
	const room = await meetingAt(locals, params.code);
	const source = room && (await publicSource(locals.app, room));
	return { lacking: source ? await lackingOf(locals.app, source) : null };
};
