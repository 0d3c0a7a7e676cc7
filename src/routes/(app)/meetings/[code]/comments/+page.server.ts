import { ownRoom } from '#server/auth/organiser.ts';
import { lackingOf } from '#server/export/lacking.ts';
import { deskSource } from '#server/export/source.ts';
import { draftedSummary } from '#server/record/summary-draft.ts';
import type { PageServerLoad } from './$types';

/** What the downloads of this page will lack, and the lines that the record opens with, as the machine drafts them. */
export const load: PageServerLoad = async ({ locals, url, params }) => {
	const room = await ownRoom(locals, url, params.code);
	return {
		lacking: await lackingOf(locals.app, await deskSource(locals.app, room)),
		draft: await draftedSummary(locals.app, room)
	};
};
