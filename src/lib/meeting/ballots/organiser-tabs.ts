/** Where the organiser prepares votes, and enters the homes that vote by area. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { OrganiserTab } from '../organiser-tabs.ts';

export default [{ order: 70, path: 'votes', label: m.ballots_tab }] satisfies OrganiserTab[];
