/** What the runsheet shows on a phone: the panel of each kind of stage. */
import { floorShown, onScreen } from '../on-screen.ts';
import { phonePanel } from '../panel.svelte.ts';

export const runsheetPanels = [
	// Always needed: what stands below it is another one at every stage.
	phonePanel({
		at: 'phone',
		order: -20,
		when: ({ state, seat, kind }) => ({
			short: onScreen(state) !== null && seat !== null,
			line: kind !== null && kind !== 'signin' && kind !== 'matter'
		}),
		load: () => import('./StageHead.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 5,
		when: ({ state }) => (state.runsheet.caucus === null ? null : {}),
		load: () => import('./CaucusNotice.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 10,
		when: ({ phase }) => (phase === 'closed' ? {} : null),
		load: () => import('./Ended.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 40,
		when: ({ state: { runsheet }, phase }) =>
			phase === 'open' && (runsheet.calmUntil !== null || runsheet.lastReminder) ? {} : null,
		load: () => import('./Breather.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 90,
		when: ({ phase, kind }) => (phase === 'planned' || kind === 'matter' ? {} : null),
		load: () => import('./Matter.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 90,
		when: ({ kind }) => (kind === 'parties' ? {} : null),
		load: () => import('./Parties.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 90,
		when: ({ kind }) => (kind === 'rules' ? {} : null),
		load: () => import('./Rules.svelte')
	}),
	phonePanel({
		at: 'phone',
		order: 110,
		when: ({ state, kind }) =>
			kind === 'result' || kind === 'notice' || kind === 'plain'
				? { quiet: kind !== 'plain' || floorShown(state) }
				: null,
		load: () => import('./StageNotes.svelte')
	}),
	phonePanel({
		at: 'phone-action',
		order: 60,
		when: ({ kind, seat, tab }) => (tab === 'now' && seat && kind === 'matter' ? {} : null),
		load: () => import('./MatterAloud.svelte')
	}),
	phonePanel({
		at: 'phone-action',
		order: 60,
		when: ({ kind, seat, tab }) => (tab === 'now' && seat && kind === 'rules' ? {} : null),
		load: () => import('./Acknowledge.svelte')
	})
];
