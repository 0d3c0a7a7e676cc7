/** Speaking on paper: each turn with who, how and how long, and how it was spread. */
import { formatLonger, formatOfficials, formatRoles } from '#lib/i18n/fairness-words.ts';
import { formatLength } from '#lib/i18n/length.ts';
import { formatList } from '#lib/i18n/list.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { formatPoint } from '#lib/i18n/point-words.ts';
import { formatStance } from '#lib/i18n/stance-words.ts';
import { formatWay } from '#lib/i18n/way-words.ts';
import { formatStamp } from '#lib/i18n/when.ts';
import { roleName } from '#lib/i18n/seat-words.ts';
import type { RecordLine } from '#lib/meeting/record/record.ts';
import type { FactOf } from '#lib/meeting/registry.ts';
import type { Block, Phrase } from '../paper.ts';
import type { Turn } from '#lib/meeting/queue/queue.ts';
import type { Cell, PaperOf } from '../papers.ts';
import { text, type Pen } from '../writing.ts';

declare module '../papers.ts' {
	interface Told {
		/** Turns that are over. */
		queue: readonly Pick<Turn, 'entry' | 'startedAt' | 'endedAt' | 'spent'>[];
	}
}

/** 王桂芳　赞成（3号楼 独居老人代表，现场，孙晓彤代录，第2次，40秒） */
function turnPhrase(fact: FactOf<'queue', 'turn'>, line: RecordLine, pen: Pen): Phrase {
	const known = pen.about(fact.seat) || (line.role ? roleName(line.role) : '');
	const about = [
		known,
		formatWay(fact.writing ? 'written' : fact.channel),
		fact.by ? m.queue_entered_by({ name: pen.name(fact.by) }) : '',
		fact.speaksFor > 0 ? m.queue_speaks_for({ n: fact.speaksFor }) : '',
		line.nth > 1 ? m.record_nth({ n: line.nth }) : '',
		fact.response ? m.queue_response() : '',
		fact.spent === null ? m.record_speaking_now() : formatLength(fact.spent)
	].filter(Boolean);
	const words = m.export_paren({ words: about.join(getLocale() === 'en' ? ', ' : '，') });
	const stance = fact.point
		? `${formatStance('order')}${m.export_colon()}${formatPoint(fact.point)}`
		: fact.stance === 'none'
			? ''
			: formatStance(fact.stance);
	return [
		{ text: pen.name(fact.seat), bold: true },
		...(stance ? [{ text: getLocale() === 'en' ? `, ${stance}` : `\u3000${stance}` }] : []),
		{ text: words }
	];
}

function speakingBlocks(pen: Pen): Block[] {
	const { fairness, silentBuildings } = pen.source.record;
	if (fairness.people.length === 0) return [];
	const { turns, spent, people } = fairness;
	const ways = fairness.ways.map(({ key, percent }) => `${formatWay(key)} ${percent}%`);
	const officials = formatOfficials(fairness);
	const roles = formatRoles(fairness);
	return [
		text('body', { text: m.export_speaking_sum({ n: turns, length: formatLength(spent) }) }),
		text('body', { text: formatList([...ways, ...(officials ? [officials] : [])]) }),
		...(roles ? [text('body', { text: roles })] : []),
		...(fairness.longer > 0 ? [text('body', { text: formatLonger(fairness) })] : []),
		...(silentBuildings.length > 0
			? [
					text('body', {
						text: m.queue_fairness_buildings({ names: formatList(silentBuildings) })
					})
				]
			: []),
		{
			is: 'table',
			widths: [40, 20, 20, 20],
			middle: [1, 2, 3],
			head: [m.export_name(), m.export_times(), m.export_length(), m.export_share()],
			rows: people.map((one) => [
				pen.name(one.key),
				one.turns > 0 ? String(one.turns) : m.export_times_none(),
				formatLength(one.spent),
				`${(one.permille / 10).toFixed(1)}%`
			]),
			tall: false
		}
	];
}

/** Each turn with when the hand went up and who entered it: how the order came about. */
function speakersTable(pen: Pen) {
	const { queue } = pen.source.told;
	if (queue.length === 0) return null;
	return {
		head: [
			m.list_raised(),
			m.list_began(),
			m.list_ended(),
			m.list_seconds(),
			m.export_name(),
			m.list_stance(),
			m.attendance_doc_how(),
			m.list_entered_by(),
			m.export_agenda_item()
		],
		rows: queue.map(({ entry, startedAt, endedAt, spent }): Cell[] => [
			formatStamp(entry.requestedAt),
			formatStamp(startedAt),
			formatStamp(endedAt),
			Math.round(spent / 1000),
			pen.name(entry.seat),
			entry.point
				? formatPoint(entry.point)
				: entry.stance === 'none'
					? null
					: formatStance(entry.stance),
			formatWay(entry.channel),
			entry.by === null ? null : pen.name(entry.by),
			pen.maybe(pen.source.record.agenda.find(({ id }) => id === entry.item)?.title)
		])
	};
}

export default {
	told: ({ queue: { turns } }) =>
		turns.map(({ entry, startedAt, endedAt, spent }) => ({ entry, startedAt, endedAt, spent })),
	lists: [{ name: 'speakers', order: 30, title: m.list_speakers, table: speakersTable }],
	parts: [{ order: 90, title: m.export_speaking, blocks: speakingBlocks }],
	facts: {
		turn: {
			block: (fact, line, time, pen) => text('turn', time, ...turnPhrase(fact, line, pen)),
			typed: (words) => text('said', { text: m.export_written({ text: words }) })
		}
	}
} satisfies PaperOf<'queue'>;
