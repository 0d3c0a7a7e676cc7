/** Results as a table of a paper: of the minutes, of the notice and of all that is printed of it. */
import {
	formatClass,
	formatDueOrDone,
	formatParty,
	type OutcomeReader
} from '#lib/i18n/outcome-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { TextRef } from '#lib/meeting/names.ts';
import type { OutcomeLine } from '#lib/meeting/outcomes/outcomes.ts';
import type { Block } from './paper.ts';

type Reader = OutcomeReader & { maybe(ref: TextRef | null): string };

/** What is said of a result wherever there is a row for each. */
export function outcomeHead(): string[] {
	return [
		m.export_no(),
		m.export_outcome(),
		m.export_outcome_class(),
		m.export_outcome_owner(),
		m.export_outcome_measure(),
		m.export_outcome_due()
	];
}

/** Number, result, class, who, how, until when; one row a result. */
export function outcomeTable(
	lines: readonly { n: number; outcome: OutcomeLine }[],
	reader: Reader
): Block {
	return {
		is: 'table',
		widths: [9, 24, 11, 17, 20, 19],
		middle: [0, 2],
		head: outcomeHead(),
		rows: lines.map(({ n, outcome }) => [
			String(n),
			reader.text(outcome.text),
			formatClass(outcome.class),
			whoOf(outcome, reader),
			reader.maybe(outcome.measure),
			formatDueOrDone(outcome)
		]),
		tall: false
	};
}

/** 社区党委; 报甸柳新村街道党工委，孙晓彤跟踪. */
export function whoOf({ owner, receiver }: OutcomeLine, reader: OutcomeReader): string {
	const who = owner ? formatParty(owner, reader) : '';
	if (!receiver) return who;
	return m.export_outcome_sent({ receiver: formatParty(receiver, reader), owner: who });
}
