/** What the clerk wrote as the result of the meeting (⑥), among all lines of its record. */
import type { TextRef } from '../names.ts';
import type { RecordLine } from './record.ts';

/** Id of the line and what was written, in the order of writing. */
export function resultsOf(lines: readonly RecordLine[]): { id: string; text: TextRef }[] {
	return lines.flatMap(({ id, type, body }) =>
		type === 'decision' && body.is === 'fact' && body.fact.what === 'note'
			? [{ id, text: body.fact.text }]
			: []
	);
}
