/** After 散会: objections until a time, an answer to each, and the seal. */
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatWhen } from '#lib/i18n/when.ts';
import type { NextStep, Standing } from '../next-steps.ts';
import type { MeetingState } from '../registry.ts';
import { noticeUntil } from '../record/view.ts';
import { minutesPhase, type MinutesPhase } from './minutes.ts';

/** A decision is made public within three days (L10): until then the draft is open to objections, ms. */
const OPENED_WITHIN_MS = 3 * 24 * 3_600_000;

const done = (says: string): Standing => ({ done: true, says, by: null });

function unanswered({ minutes }: MeetingState): number {
	return minutes.objections.filter(({ answer }) => answer === null).length;
}

function objections(state: MeetingState, phase: MinutesPhase): Standing {
	const { until, objections: all } = state.minutes;
	const n = all.length;
	if (phase === 'objections') {
		const time = formatWhen(until ?? 0);
		return { done: false, says: m.next_objections_now({ time, n }), by: until };
	}
	if (phase === 'answering' || phase === 'sealed') return done(m.next_objections_done({ n }));
	const { closedAt } = state.plan;
	const by = closedAt === null ? null : closedAt + OPENED_WITHIN_MS;
	return { done: false, says: m.next_objections_open(), by };
}

function answers(state: MeetingState, phase: MinutesPhase): Standing {
	const n = unanswered(state);
	if (n > 0) return { done: false, says: m.next_answers_open({ n }), by: state.minutes.until };
	if (phase === 'draft' || phase === 'objections')
		return { done: false, says: m.next_answers_later(), by: state.minutes.until };
	const { length } = state.minutes.objections;
	return done(length > 0 ? m.next_answers_done({ n: length }) : m.minutes_objections_none());
}

export default [
	{
		order: 30,
		id: 'objections',
		title: m.next_objections,
		who: ['organiser'],
		standing: (state, now) => objections(state, minutesPhase(state, now)),
		place(desk, code) {
			if (desk === 'chair') return null;
			return desk === 'clerk' ? `/m/${code}/clerk/record` : `/meetings/${code}/minutes`;
		}
	},
	{
		order: 40,
		id: 'answers',
		title: m.next_answers,
		who: ['organiser', 'chair', 'clerk'],
		standing: (state, now) => answers(state, minutesPhase(state, now)),
		here: ({ minutes }) =>
			minutes.objections.length > 0 ? () => import('./ObjectionList.svelte') : null,
		place: () => null
	},
	{
		order: 50,
		id: 'seal',
		title: m.minutes_seal,
		who: ['organiser'],
		standing(state) {
			const { sealed } = state.minutes;
			if (sealed) return done(m.next_seal_done({ time: formatWhen(sealed.at) }));
			return { done: false, says: m.next_seal_open(), by: noticeUntil(state) };
		},
		place: (desk, code) => (desk === 'organiser' ? `/meetings/${code}/minutes` : null)
	}
] satisfies NextStep[];
