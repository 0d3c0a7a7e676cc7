/** Comments of those who were not there, on paper. */
import { formatWayOf } from '#lib/i18n/comment-way.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatWhen } from '#lib/i18n/when.ts';
import type { Block } from '../paper.ts';
import type { PaperOf } from '../papers.ts';
import { text, type Pen } from '../writing.ts';

function absenteeBlocks(pen: Pen): Block[] {
	const { comments, withheld } = pen.source.record;
	const blocks = comments.flatMap((comment) => {
		const { name, text: said, reply, dueAt } = comment;
		const how = formatWayOf(comment, pen);
		return [
			text('turn', { text: m.export_said({ name: pen.maybe(name), how, text: pen.maybe(said) }) }),
			text('said', {
				text: reply
					? m.export_reply({ text: pen.text(reply.text) })
					: m.export_reply_due({ time: formatWhen(dueAt, 0) })
			})
		];
	});
	if (withheld > 0) blocks.push(text('body', { text: m.export_withheld({ n: withheld }) }));
	return blocks;
}

export default {
	parts: [{ order: 60, page: 'comments', title: m.export_absentees, blocks: absenteeBlocks }]
} satisfies PaperOf<'comments'>;
