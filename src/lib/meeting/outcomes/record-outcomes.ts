/** The results of a record, gathered from its lines, for its page and for papers. */
import type { FactOf } from '../registry.ts';
import type { MeetingRecord } from '../record/record.ts';

export type OutcomeFact = FactOf<'outcomes', 'outcome'>;

/** By their numbers; `none`: the meeting went on without any. */
export function outcomesOfRecord({ lines }: Pick<MeetingRecord, 'lines'>): {
	facts: OutcomeFact[];
	none: boolean;
} {
	const told = lines.flatMap(({ body }) => (body.is === 'fact' ? [body.fact] : []));
	const facts = told.filter((fact) => fact.what === 'outcome').sort((a, b) => a.n - b.n);
	return { facts, none: told.some(({ what }) => what === 'no-outcomes') };
}
