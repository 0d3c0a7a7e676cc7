/** The record as its page shows it [D9]: each fact as short as its slice can say it there. */
import { rowOf } from '../facts.ts';
import type { MeetingRecord, RecordLine } from './record.ts';

/** The same record where nothing is too long for its page. */
export function shortRecord(record: MeetingRecord): MeetingRecord {
	const lines = record.lines.map(shortLine);
	return lines.some((line, n) => line !== record.lines[n]) ? { ...record, lines } : record;
}

/** A line is shortened once, so that the next version has the same. */
const shortened = new WeakMap<RecordLine, RecordLine>();

function shortLine(line: RecordLine): RecordLine {
	if (line.body.is !== 'fact') return line;
	const { fact } = line.body;
	const { short } = rowOf(fact);
	if (!short) return line;
	let one = shortened.get(line);
	if (!one) {
		const less = short(fact);
		one = less === fact ? line : { ...line, body: { is: 'fact', fact: less } };
		shortened.set(line, one);
	}
	return one;
}
