import { isRehearsal } from '#lib/meeting/plan/view.ts';
import { error, redirect } from '@sveltejs/kit';
import { isCode, meetingAt } from '#server/auth/meeting-access.ts';
import { roomPage } from '#server/meeting/page.ts';
import { shareOriginOf } from '#server/addresses.ts';
import { sharedAddress } from '#lib/meeting/room-page.ts';
import type { LayoutServerLoad } from './$types';

const HALL = '/m/[code]/hall';

/** The committed state of the room, as this session may see it. */
export const load: LayoutServerLoad = async ({ params, locals, url, route }) => {
	const { app } = locals;
	const room = await meetingAt(locals, params.code);
	if (!room) {
		// The same for every code: `/join` is where six digits are tried, and a projector asks the desk.
		if (!isCode(params.code)) error(404, 'unknown-meeting');
		redirect(303, route.id === HALL ? `/hall/${params.code}` : `/join?code=${params.code}`);
	}
	const page = await roomPage(app, room, locals);
	locals.beside = sharedAddress(page.addressKey, page.shared.id);
	return {
		page,
		rehearsal: isRehearsal(room.committed.state.plan),
		/** Origin for QR codes and copied links. */
		share: shareOriginOf(app, url),
		/** False: only the hall's own network reaches us, without secure-context features. */
		public: app.config.publicUrl !== null
	};
};
