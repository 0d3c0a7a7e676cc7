import { error } from '@sveltejs/kit';
import { roomPage } from '#server/meeting/page.ts';
import { shareOriginOf } from '#server/addresses.ts';
import type { LayoutServerLoad } from './$types';

/** The stored picture of the room, as this session may see it. */
export const load: LayoutServerLoad = async ({ params, locals, url }) => {
	const { app, seat, account } = locals;
	const room = await app.rooms.byCode(params.code);
	if (!room) error(404, 'unknown-meeting');
	return {
		page: roomPage(app, room, seat, account),
		/** Origin for QR codes and copied links. */
		share: shareOriginOf(app, url),
		/** False: only the hall's own network reaches us, without secure-context features. */
		public: app.config.publicUrl !== null
	};
};
