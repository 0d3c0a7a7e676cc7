/** The state that this page shares with others lies beside it. */
import { wholePage } from '#lib/live/replica.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data, fetch }) => ({
	...data,
	page: await wholePage(data.page, fetch)
});
