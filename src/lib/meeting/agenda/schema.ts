/** Shapes of the agenda's commands on the wire. */
import { z } from 'zod';
import { ITEM_KINDS, MAX_EXCERPTS, MAX_ITEMS, MAX_MINUTES } from './agenda.ts';

const id = z.string().regex(/^[\w-]{1,64}$/u);
/** Far above every limit in graphemes, so that a long text meets a sentence, not `malformed`. */
const text = z.string().max(5_000);
const kind = z.enum(ITEM_KINDS);
const minutes = z.int().min(1).max(MAX_MINUTES);

export const agendaCommands = [
	z.strictObject({ type: z.literal('agenda.open'), item: id }),
	z.strictObject({ type: z.literal('agenda.close'), item: id }),
	z.strictObject({ type: z.literal('agenda.pause'), item: id }),
	z.strictObject({
		type: z.literal('agenda.arrange'),
		items: z
			.array(
				z.strictObject({
					id,
					parent: id.nullable(),
					kind,
					minutes,
					title: text.optional(),
					goal: text.optional(),
					excerpts: z
						.array(z.strictObject({ text, source: text.optional() }))
						.max(MAX_EXCERPTS)
						.optional()
				})
			)
			.max(MAX_ITEMS),
		gone: z.array(id).max(MAX_ITEMS * 2)
	}),
	z.strictObject({
		type: z.literal('agenda.add-sub'),
		parent: id,
		title: text,
		kind,
		minutes: minutes.optional()
	}),
	z.strictObject({
		type: z.literal('agenda.propose'),
		seat: id,
		title: text,
		why: text.optional()
	}),
	z.strictObject({ type: z.literal('agenda.take-back'), seat: id, proposal: id }),
	z.strictObject({
		type: z.literal('agenda.accept'),
		proposal: id,
		parent: id.nullable(),
		kind,
		minutes,
		reason: text.optional()
	}),
	z.strictObject({
		type: z.literal('agenda.merge'),
		proposal: id,
		item: id,
		reason: text.optional()
	}),
	z.strictObject({ type: z.literal('agenda.decline'), proposal: id, reason: text })
] as const;
