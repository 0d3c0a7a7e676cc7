/** Results as a table of a paper. */
import { formatClass, formatDue, formatParty } from '#lib/i18n/outcome-words.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { OutcomeLine } from '#lib/meeting/outcomes/outcomes.ts';
import type { Block } from '#server/export/paper.ts';
import { text } from '#server/export/writing.ts';
import type { NoticePen } from '../notice-pen.ts';

/** Number, result, class, who, how, until when; that there is none, where there is none. */
export function outcomeTable(pen: NoticePen): Block {
	const { lines } = pen.content;
	if (lines.length === 0) return text('body', { text: m.outcomes_none() });
	return {
		is: 'table',
		widths: [7, 26, 11, 18, 22, 16],
		middle: [0, 2],
		head: [
			m.export_no(),
			m.export_outcome(),
			m.export_outcome_class(),
			m.export_outcome_owner(),
			m.export_outcome_measure(),
			m.export_outcome_due()
		],
		rows: lines.map(({ n, outcome }) => [
			String(n),
			pen.text(outcome.text),
			formatClass(outcome.class),
			whoOf(outcome, pen),
			pen.maybe(outcome.measure),
			outcome.due === null ? '' : formatDue(outcome.class, outcome.due)
		]),
		tall: false
	};
}

/** 社区党委; 报甸柳新村街道党工委，孙晓彤跟踪. */
export function whoOf({ owner, receiver }: OutcomeLine, pen: NoticePen): string {
	const who = owner ? formatParty(owner, pen) : '';
	if (!receiver) return who;
	return m.export_outcome_sent({ receiver: formatParty(receiver, pen), owner: who });
}
