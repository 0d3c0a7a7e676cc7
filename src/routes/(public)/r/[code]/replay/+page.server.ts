import { isRehearsal } from '#lib/meeting/plan/view.ts';
import { isPublic } from '#lib/meeting/record/view.ts';
import { shareOriginOf } from '#server/addresses.ts';
import { recordRoom } from '#server/record/address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url }) => {
	const room = await recordRoom(locals, url, params.code);
	const { state } = room.committed;
	const open = isPublic(state);
	const title = state.plan.details?.title;
	return {
		key: room.addressKey,
		rehearsal: isRehearsal(state.plan),
		open,
		title: title ? (room.texts.get(title.id) ?? null) : null,
		share: shareOriginOf(locals.app, url)
	};
};
