/** Where the organiser reads and seals the minutes. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { OrganiserTab } from '../organiser-tabs.ts';

export default [{ order: 80, path: 'minutes', label: m.minutes_title }] satisfies OrganiserTab[];
