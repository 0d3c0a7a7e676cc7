import { noticeStep } from '#lib/meeting/outcomes/notice/notice-step.ts';
import { isPrivate, isRehearsal } from '#lib/meeting/plan/view.ts';
import { shareOriginOf } from '#server/addresses.ts';
import { publicNotice } from '#server/notice/fill-notice.ts';
import { noticeRoom } from '#server/record/address.ts';
import type { PageServerLoad } from './$types';

/** The same for everybody: nothing here depends on who asks. */
export const load: PageServerLoad = async ({ params, locals, url, setHeaders }) => {
	const room = await noticeRoom(locals, url, params.code);
	setHeaders({ 'cache-control': 'no-cache' });
	const { state } = room.committed;
	return {
		key: room.addressKey,
		rehearsal: isRehearsal(state.plan),
		private: isPrivate(state.plan),
		step: noticeStep(state.outcomes.notice, room.now()),
		notice: publicNotice(room),
		signer: locals.app.signer,
		address: `${shareOriginOf(locals.app, url)}/n/${room.addressKey}`
	};
};
