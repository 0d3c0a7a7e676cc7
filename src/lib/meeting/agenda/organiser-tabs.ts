/** Where the organiser writes the agenda. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { OrganiserTab } from '../organiser-tabs.ts';

export default [{ order: 20, path: 'agenda', label: m.agenda_title }] satisfies OrganiserTab[];
