/** Brings what the phone shows at this moment, so that the page is whole when it comes. */
import { fetchPanels } from '#lib/meeting/panel.svelte.ts';
import { PHONE_PANELS } from '#lib/meeting/panels.ts';
import { firstViews } from '#lib/meeting/parts/acting.svelte.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
	const { page } = await parent();
	const views = firstViews(page.snapshot.state, page.privateView);
	const now = PHONE_PANELS.filter(
		(panel) => !panel.heavy && views.some((view) => panel.when(view) !== null)
	);
	await fetchPanels(now);
};
