import { fail, redirect } from '@sveltejs/kit';
import { isRehearsal } from '#lib/meeting/plan/view.ts';
import { fieldText } from '#lib/meeting/words.ts';
import { catchNotSavedWith } from '#server/auth/catch-not-saved.ts';
import { readForm } from '#server/http/form.ts';
import { finishByLink } from '#server/notice/finish-by-link.ts';
import { ownerLink, type OwnerLink } from '#server/notice/owner-links.ts';
import { resultPage } from '#server/notice/result-page.ts';
import { noticeRoom } from '#server/record/address.ts';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

const keyIn = (url: URL) => fieldText(url.searchParams.get('k'), 200);

/** What somebody answers for, opened by their own link alone; any other says why not. */
export const load: PageServerLoad = async ({ params, locals, url, setHeaders }) => {
	const room = await noticeRoom(locals, url, params.code);
	setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	const result = resultPage(room, params.result);
	const key = keyIn(url);
	const link: OwnerLink | 'gone' = result
		? ownerLink(locals.app, room, result.one.outcome, key)
		: 'gone';
	return {
		key: room.addressKey,
		number: params.result,
		rehearsal: isRehearsal(room.committed.state.plan),
		link,
		owner: key,
		result: link === 'opens' ? result : null
	};
};

const typed = (form: FormData) => ({ text: fieldText(form.get('text'), 2_000) });

export const actions: Actions = catchNotSavedWith<Actions>(typed, {
	/** 办结, by whoever answers for it; works without scripts. */
	finish: async ({ params, locals, url, request }) => {
		const room = await noticeRoom(locals, url, params.code);
		const form = await readForm(request);
		const result = resultPage(room, params.result);
		const line =
			result && ownerLink(locals.app, room, result.one.outcome, keyIn(url)) === 'opens'
				? result.one.outcome
				: null;
		// The page says what is wrong with the link.
		if (!line) return fail(403, {});
		const refused = await finishByLink(room, line, typed(form).text);
		if (refused) return fail(400, { refused, ...typed(form) });
		redirect(303, `${url.pathname}?k=${encodeURIComponent(keyIn(url))}`);
	}
});
