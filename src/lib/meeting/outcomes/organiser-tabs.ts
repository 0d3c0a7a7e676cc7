/** Where the organiser publishes the results, and prints and passes on what comes of it. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { OrganiserTab } from '../organiser-tabs.ts';

export default [{ order: 75, path: 'notice', label: m.notice_desk }] satisfies OrganiserTab[];
