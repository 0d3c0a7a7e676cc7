/** The results of a record, gathered from its lines, for its page and for papers. */
import type { FactOf } from '../registry.ts';
import type { MeetingRecord } from '../record/record.ts';

export type OutcomeFact = FactOf<'outcomes', 'outcome'>;

/** By their numbers; `none`: the meeting went on without any; `published`: each has a page of its own. */
export function outcomesOfRecord({ lines }: Pick<MeetingRecord, 'lines'>): {
	facts: OutcomeFact[];
	none: boolean;
	published: boolean;
} {
	const told = lines.flatMap(({ body }) => (body.is === 'fact' ? [body.fact] : []));
	const facts = told.filter((fact) => fact.what === 'outcome').sort((a, b) => a.n - b.n);
	const none = told.some(({ what }) => what === 'no-outcomes');
	const notice = told.findLast(
		({ what }) => what === 'notice-published' || what === 'notice-unpublished'
	);
	return { facts, none, published: notice?.what === 'notice-published' };
}
