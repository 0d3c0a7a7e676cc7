/** Brings what slices show at the desk of the record, so that the page is whole when it comes. */
import { fetchPanels } from '#lib/meeting/panel.svelte.ts';
import { screensOf } from '#lib/meeting/screens.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ data }) => {
	await fetchPanels(screensOf('record-desk'));
	return data;
};
