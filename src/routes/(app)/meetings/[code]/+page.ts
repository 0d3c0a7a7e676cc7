/** Brings what slices show on this page, so that it is whole when it comes. */
import { fetchPanels } from '#lib/meeting/panel.svelte.ts';
import { screensOf } from '#lib/meeting/screens.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
	await fetchPanels(screensOf('organiser'));
	return data;
};
