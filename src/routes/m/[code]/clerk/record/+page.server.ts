import { meetingAt } from '#server/auth/meeting-access.ts';
import { lackingOf } from '#server/export/lacking.ts';
import { sourceFor } from '#server/export/source.ts';
import { draftedSummary } from '#server/record/summary-draft.ts';
import type { PageServerLoad } from './$types';

/** What the downloads of this page will lack, the names included that only the desk reads; the lines as drafted. */
export const load: PageServerLoad = async ({ params, locals }) => {
	const room = await meetingAt(locals, params.code);
	const source = room && (await sourceFor(locals.app, room, locals.seat?.id ?? null));
	return {
		lacking: source ? await lackingOf(locals.app, source) : null,
		draft: room && source?.projection === 'members' ? await draftedSummary(locals.app, room) : null
	};
};
