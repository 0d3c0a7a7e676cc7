/** After 散会: every result has its class, who answers for it, and its date. */
import { formatPeriod } from '#lib/i18n/outcome-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { soon, type NextStep } from '../next-steps.ts';
import { isPrivate } from '../plan/view.ts';
import { firstUnclassed, outcomesShown } from './view.ts';

export default [
	{
		order: 10,
		id: 'results',
		title: m.export_result,
		who: ['clerk', 'chair', 'organiser'],
		standing(state) {
			const first = firstUnclassed(state);
			if (first) {
				const n = state.outcomes.lines.filter((line) => line.class === null).length;
				return {
					done: false,
					says: m.next_results_open({ n, first: first.n }),
					by: soon(state.plan)
				};
			}
			const shown = outcomesShown(state);
			if (shown === 'lines')
				return {
					done: true,
					says: m.next_results_done({ n: state.outcomes.lines.length }),
					by: null
				};
			return {
				done: true,
				says: shown === 'written' ? m.next_results_written() : m.outcomes_none(),
				by: null
			};
		},
		here: ({ minutes }) => (minutes.sealed ? null : () => import('./OutcomesDesk.svelte')),
		place: () => null
	},
	{
		order: 15,
		id: 'notice',
		title: m.notice_title,
		who: ['clerk', 'chair', 'organiser'],
		standing({ outcomes: { notice, lines }, plan }) {
			if (!notice && lines.length === 0) return null;
			// A private meeting owes nobody a notice: both sides may agree to one.
			if (!notice && isPrivate(plan))
				return { done: true, says: m.notice_next_private(), by: null };
			return notice
				? { done: true, says: m.notice_period(formatPeriod(notice)), by: null }
				: { done: false, says: m.notice_next_open(), by: soon(plan) };
		},
		here: () => () => import('./notice/NoticeDesk.svelte'),
		place: (desk, code) => (desk === 'organiser' ? `/meetings/${code}/notice` : `/m/${code}/notice`)
	}
] satisfies NextStep[];
