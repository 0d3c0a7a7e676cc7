/** The record as its page shows it [D9]: each fact as short as its slice can say it there. */
import { rowOf } from '../facts.ts';
import type { MeetingRecord, RecordLine } from './record.ts';

/** The same record where nothing is too long for its page. */
export function shortRecord(record: MeetingRecord): MeetingRecord {
	const lines = record.lines.map(shortLine);
	return lines.some((line, n) => line !== record.lines[n]) ? { ...record, lines } : record;
}

function shortLine(line: RecordLine): RecordLine {
	if (line.body.is !== 'fact') return line;
	const { fact } = line.body;
	const short = rowOf(fact).short?.(fact) ?? fact;
	return short === fact ? line : { ...line, body: { is: 'fact', fact: short } };
}
