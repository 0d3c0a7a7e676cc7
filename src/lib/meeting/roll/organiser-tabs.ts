/** Where the organiser keeps the roll, and prints what brings people in. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { OrganiserTab } from '../organiser-tabs.ts';

export default [
	{ order: 30, path: 'roll', label: m.organiser_tab_roll },
	{ order: 40, path: 'cards', label: m.organiser_tab_cards },
	{ order: 50, path: 'sheet', label: m.organiser_tab_sheet },
	{ order: 60, path: 'qr', label: m.organiser_tab_qr }
] satisfies OrganiserTab[];
