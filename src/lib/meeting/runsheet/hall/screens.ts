/** What of the runsheet stands on the big screen, and what those who watch see of it. */
import { screenPanel } from '../../panel.svelte.ts';
import { stageNow } from '../runsheet.ts';
import { calmLeft, reminderNow } from '../view.ts';

export default [
	screenPanel({
		at: 'hall',
		order: 10,
		scene: 'closed',
		around: { noCode: true },
		when: (view) =>
			view.state.plan.phase === 'closed' ? { view, share: view.share, closed: true } : null,
		load: () => import('../HallEnd.svelte')
	}),
	screenPanel({
		at: 'hall',
		order: 15,
		scene: 'calm',
		when(view) {
			const { plan, runsheet } = view.state;
			const calm = plan.phase === 'open' && runsheet.calmUntil !== null;
			return calm && calmLeft(runsheet, view.now) > 0 ? { now: view.now } : null;
		},
		load: () => import('../HallPause.svelte')
	}),
	screenPanel({
		at: 'hall',
		order: 50,
		scene: 'matter',
		around: { title: true },
		when: ({ kind }) => (kind === 'matter' ? {} : null),
		load: () => import('../HallMatter.svelte')
	}),
	screenPanel({
		at: 'hall',
		order: 50,
		scene: 'parties',
		when: ({ kind }) => (kind === 'parties' ? {} : null),
		load: () => import('../HallParties.svelte')
	}),
	screenPanel({
		at: 'hall',
		order: 50,
		scene: 'rules',
		when: ({ kind }) => (kind === 'rules' ? {} : null),
		load: () => import('../HallRules.svelte')
	}),
	screenPanel({
		at: 'hall',
		order: 50,
		scene: 'notes',
		when: ({ state, kind }) =>
			kind === 'plain' || (kind === 'result' && stageNow(state.runsheet)!.notes.length > 0)
				? {}
				: null,
		load: () => import('../HallNotes.svelte')
	}),
	screenPanel({
		at: 'hall',
		order: 50,
		scene: 'notice',
		around: { noCode: true },
		when: (view) => (view.kind === 'notice' ? { view, share: view.share, closed: false } : null),
		load: () => import('../HallEnd.svelte')
	}),
	screenPanel({
		at: 'hall-over',
		order: 10,
		when(view) {
			const { runsheet } = view.state;
			const reminder = runsheet.lastReminder && reminderNow(runsheet, view.now);
			return reminder ? { reminder } : null;
		},
		load: () => import('../HallReminder.svelte')
	}),
	screenPanel({
		at: 'watch-head',
		order: 10,
		when: () => ({}),
		load: () => import('../StageHead.svelte')
	}),
	screenPanel({
		at: 'watch',
		order: 10,
		when: ({ scene }) => (scene === 'closed' ? {} : null),
		load: () => import('../Ended.svelte')
	}),
	screenPanel({
		at: 'watch',
		order: 20,
		when: ({ state: { plan } }) => (plan.phase === 'open' && !plan.covered ? {} : null),
		load: () => import('../Breather.svelte')
	}),
	screenPanel({
		at: 'watch',
		order: 40,
		when: ({ scene }) => (scene === 'signin' || scene === 'matter' ? {} : null),
		load: () => import('../Matter.svelte')
	}),
	screenPanel({
		at: 'watch',
		order: 40,
		when: ({ scene }) => (scene === 'parties' ? {} : null),
		load: () => import('../Parties.svelte')
	}),
	screenPanel({
		at: 'watch',
		order: 40,
		when: ({ scene }) => (scene === 'rules' ? {} : null),
		load: () => import('../Rules.svelte')
	}),
	screenPanel({
		at: 'watch',
		order: 40,
		when: ({ scene, kind }) =>
			scene === 'notes' || scene === 'notice' ? { quiet: kind !== 'plain' } : null,
		load: () => import('../StageNotes.svelte')
	})
];
