/** Brings what the phone shows at this moment, so that the page is whole when it comes. */
import { beforehand } from '#lib/meeting/room/parts.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
	const { page } = await parent();
	await beforehand(page.snapshot.state, page.privateView.you);
};
