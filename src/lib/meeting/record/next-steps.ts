/** After 散会: the results are whole, and the lines that the record opens with are written. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Instant } from '../names.ts';
import type { NextStep } from '../next-steps.ts';
import { firstUnclassed, outcomesShown } from '../outcomes/view.ts';
import type { PlanState } from '../plan/plan.ts';
import { SUMMARY_PARTS } from './publication.ts';

/** While all of it is fresh, ms: what the desk does after a meeting is ten minutes' work (S4.32). */
const SOON_MS = 24 * 3_600_000;

const soon = ({ closedAt }: PlanState): Instant | null =>
	closedAt === null ? null : closedAt + SOON_MS;

export default [
	{
		order: 10,
		id: 'results',
		title: m.outcomes_title,
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
		place: () => null
	},
	{
		order: 20,
		id: 'lines',
		title: m.record_desk_summary,
		who: ['clerk', 'organiser'],
		standing({ record: { summary }, plan }) {
			if (!summary) return { done: false, says: m.next_lines_open(), by: soon(plan) };
			const n = SUMMARY_PARTS.reduce((sum, part) => sum + summary[part].length, 0);
			return { done: true, says: m.next_lines_done({ n }), by: null };
		},
		place(desk, code) {
			if (desk === 'chair') return null;
			return desk === 'clerk'
				? `/m/${code}/clerk/record#summary`
				: `/meetings/${code}/comments#summary`;
		}
	}
] satisfies NextStep[];
