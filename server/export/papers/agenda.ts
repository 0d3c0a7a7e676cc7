/** The agenda on paper: its items in a table, and a heading for each that was talked about. */
import { formatLength } from '#lib/i18n/length.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Block } from '../paper.ts';
import type { PaperOf } from '../papers.ts';
import type { Pen } from '../writing.ts';

const STATUS = {
	done: m.record_item_done,
	open: m.record_item_now,
	paused: m.record_item_later,
	waiting: () => ''
};

function agendaBlocks(pen: Pen): Block[] {
	const { agenda } = pen.source.record;
	if (agenda.length === 0) return [];
	return [
		{
			is: 'table',
			widths: [10, 48, 14, 14, 14],
			middle: [0, 2, 3, 4],
			head: [
				m.export_no(),
				m.export_agenda_item(),
				m.export_agenda_planned(),
				m.export_agenda_spent(),
				m.export_agenda_turns()
			],
			rows: agenda.map((item) => [
				item.number,
				[pen.text(item.title), pen.maybe(item.goal)].filter(Boolean).join('\n'),
				item.minutes > 0 ? formatLength(item.minutes * 60_000) : '',
				item.spent > 0 ? formatLength(item.spent) : STATUS[item.status](),
				item.turns > 0 ? String(item.turns) : ''
			]),
			tall: false
		}
	];
}

export default {
	parts: [{ order: 10, page: 'agenda', title: m.export_agenda, blocks: agendaBlocks }],
	facts: {
		'item-opened': {
			begins({ number, title, again }, pen) {
				const named = { number, title: pen.text(title) };
				return again ? m.export_item_again(named) : m.export_item(named);
			}
		},
		'item-closed': { ends: true }
	}
} satisfies PaperOf<'agenda'>;
