/** Brings what slices show beside the objections, so that the page is whole when it comes. */
import { fetchPanels } from '#lib/meeting/panel.svelte.ts';
import { screensOf } from '#lib/meeting/screens.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = () => fetchPanels(screensOf('organiser-objections'));
