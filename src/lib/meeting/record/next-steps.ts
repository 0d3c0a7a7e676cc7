/** After 散会: the lines that the record opens with are written. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { soon, type NextStep } from '../next-steps.ts';
import { SUMMARY_PARTS } from './publication.ts';

export default [
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
