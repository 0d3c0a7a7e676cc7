/** Where the organiser changes the plan, and erases what was typed. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { OrganiserTab } from '../organiser-tabs.ts';

export default [
	{ order: 10, path: 'plan', label: m.organiser_tab_plan },
	{ order: 65, path: 'check', label: m.organiser_tab_check },
	{ order: 100, path: 'erase', label: m.organiser_tab_erase, evenCancelled: true }
] satisfies OrganiserTab[];
