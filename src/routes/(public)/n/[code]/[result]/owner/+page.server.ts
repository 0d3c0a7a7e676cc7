import { isRehearsal } from '#lib/meeting/plan/view.ts';
import { fieldText } from '#lib/meeting/words.ts';
import { ownerLink, type OwnerLink } from '#server/notice/owner-links.ts';
import { resultPage } from '#server/notice/result-page.ts';
import { recordRoom } from '#server/record/address.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

/** What somebody answers for, opened by their own link alone; any other says why not. */
export const load: PageServerLoad = async ({ params, locals, url, setHeaders }) => {
	const room = await recordRoom(locals, url, params.code);
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	const result = resultPage(room, params.result);
	const key = fieldText(url.searchParams.get('k'), 200);
	const link: OwnerLink | 'gone' = result
		? ownerLink(locals.app, room, result.one.outcome, key)
		: 'gone';
	return {
		key: room.addressKey,
		number: params.result,
		rehearsal: isRehearsal(room.committed.state.plan),
		link,
		result: link === 'opens' ? result : null
	};
};
