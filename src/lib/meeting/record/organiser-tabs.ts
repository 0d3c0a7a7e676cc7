/** Where the organiser publishes the record, and answers comments on it. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { OrganiserTab } from '../organiser-tabs.ts';

export default [
	{ order: 90, path: 'comments', label: m.record_desk, evenCancelled: true }
] satisfies OrganiserTab[];
