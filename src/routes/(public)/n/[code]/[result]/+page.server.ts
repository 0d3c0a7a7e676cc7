import { noticeStep } from '#lib/meeting/outcomes/notice/notice-step.ts';
import { isRehearsal } from '#lib/meeting/plan/view.ts';
import { resultPage } from '#server/notice/result-page.ts';
import { noticeRoom } from '#server/record/address.ts';
import type { PageServerLoad } from './$types';

/** Only read: nothing here needs a script. */
export const csr = false;

/** One result for everybody, from the first day of the notice on; it stays when that comes down. */
export const load: PageServerLoad = async ({ params, locals, url, setHeaders }) => {
	const room = await noticeRoom(locals, url, params.code);
	setHeaders({ 'cache-control': 'no-cache' });
	const { state } = room.committed;
	const up = ['posted', 'over'].includes(noticeStep(state.outcomes.notice, room.now()));
	return {
		key: room.addressKey,
		rehearsal: isRehearsal(state.plan),
		result: up ? resultPage(room, params.result) : null
	};
};
