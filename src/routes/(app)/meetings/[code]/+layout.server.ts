import { isRehearsal } from '#lib/meeting/plan/view.ts';
import { shareOriginOf } from '#server/addresses.ts';
import { ownRoom } from '#server/auth/organiser.ts';
import { roomPage } from '#server/meeting/page.ts';
import { sharedAddress } from '#lib/meeting/room-page.ts';
import type { LayoutServerLoad } from './$types';

/** The committed state of one's own meeting, as the desk sees it. */
export const load: LayoutServerLoad = async ({ locals, url, params }) => {
	const room = await ownRoom(locals, url, params.code);
	const page = await roomPage(locals.app, room, locals);
	locals.beside = sharedAddress(page.addressKey, page.shared.id);
	return {
		page,
		rehearsal: isRehearsal(room.committed.state.plan),
		share: shareOriginOf(locals.app, url),
		timeZone: locals.app.config.timeZone,
		public: locals.app.config.publicUrl !== null
	};
};
