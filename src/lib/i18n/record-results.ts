/** What the clerk wrote as the result of the meeting (⑥), among all lines of its record. */
import type { TextRef } from '#lib/meeting/names.ts';
import type { RecordLine } from '#lib/meeting/record/record.ts';
import { factResult } from './fact.ts';

/** Id of the line and what was written, in the order of writing. */
export function resultsOf(lines: readonly RecordLine[]): { id: string; text: TextRef }[] {
	return lines.flatMap(({ id, type, body }) => {
		const text = type === 'decision' && body.is === 'fact' ? factResult(body.fact) : null;
		return text ? [{ id, text }] : [];
	});
}
