/**
 * The card beside every list and archive: what the data is, when it was made, who may see it, under which licence, and
 * how it was made, as recommendations for flat files of deliberations ask (what, when, who, licence, how).
 */
import { formatList } from '#lib/i18n/list.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatWhen } from '#lib/i18n/when.ts';
import type { Cell, ListTable } from './papers.ts';
import type { Pen } from './writing.ts';

/** The card as rows: what is asked, and the answer. */
export function dataCardRows(pen: Pen, lists: readonly ListTable[]): Cell[][] {
	const { record, projection, signer } = pen.source;
	const { meeting } = record;
	const begins = meeting.openedAt ?? meeting.startsAt;
	const rows: [string, string][] = [
		[m.card_meeting(), `${pen.maybe(meeting.title)} (${meeting.code})`],
		[m.card_matter(), pen.maybe(meeting.matter)],
		[m.card_body(), pen.maybe(meeting.body)],
		[m.card_held(), begins === null ? '' : formatWhen(begins, 0)],
		[m.card_version(), m.card_version_is({ seq: record.seq, head: record.head })],
		[m.card_state(), record.seal ? m.card_sealed({ code: record.seal.hash }) : m.card_draft()],
		[m.card_who(), projection === 'public' ? m.card_who_public() : m.card_who_desk()],
		[m.card_licence(), projection === 'public' ? m.card_licence_public() : m.card_licence_desk()],
		[m.card_how(), m.card_how_is({ fingerprint: signer.fingerprint })],
		[
			m.card_privacy(),
			m.card_privacy_is({ files: formatList(['votes.csv', 'participants-votes.csv']) })
		],
		[m.card_columns(), m.card_columns_is()],
		...lists.map(({ name, title, head, rows: all }): [string, string] => [
			`${name}.csv`,
			m.card_list({ title, n: all.length, columns: head.join(' | ') })
		])
	];
	return rows.filter(([, words]) => words !== '');
}

/** The same as a page of plain text. */
export function dataCard(pen: Pen, lists: readonly ListTable[]): string {
	const rows = dataCardRows(pen, lists).map(([label, words]) => `- **${label}**: ${words}`);
	return `# ${m.card_title()}\n\n${rows.join('\n')}\n`;
}
