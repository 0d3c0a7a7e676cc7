import { isRehearsal } from '#lib/meeting/plan/view.ts';
import { error, redirect } from '@sveltejs/kit';
import { shareOriginOf } from '#server/addresses.ts';
import { isCode, meetingAt } from '#server/auth/meeting-access.ts';
import type { PageServerLoad } from './$types';

/** What the projector check has to show: the link that phones will scan. */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const room = await meetingAt(locals, params.code);
	if (!room && isCode(params.code)) redirect(303, `/hall/${params.code}`);
	if (!room) error(404, 'unknown-meeting');
	const { code, addressKey } = room;
	const announced = room.committed.state.plan.announcedAt !== null;
	const head = room.committed.head.slice(0, 8);
	return {
		code,
		addressKey,
		announced,
		head,
		rehearsal: isRehearsal(room.committed.state.plan),
		share: shareOriginOf(locals.app, url)
	};
};
