/** The shape of the results' commands as they arrive. The server reads it; browsers never import this. */
import { z } from 'zod';
import { OUTCOME_CLASSES, OUTCOME_PARTS, UPDATE_DAYS, VERDICTS, MAX_SHIFTS } from './outcomes.ts';

const id = z.string().min(1).max(40);
/** Far above every limit in characters, so that a long text meets a sentence, not `malformed`. */
const text = z.string().max(8000);
/** As far as the dates that people type reach. */
const instant = z.int().min(0).max(Date.UTC(2100, 0));
const version = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const party = z
	.union([z.strictObject({ seat: id }), z.strictObject({ body: text })])
	.nullable()
	.optional();

const source = z.discriminatedUnion('from', [
	z.strictObject({ from: z.literal('card'), board: id, card: id }),
	z.strictObject({ from: z.literal('group'), board: id, group: id }),
	z.strictObject({ from: z.literal('vote'), vote: id }),
	z.strictObject({ from: z.literal('option'), vote: id, option: id })
]);

const shift = z
	.int()
	.min(0)
	.max(MAX_SHIFTS - 1);

const draft = z.strictObject({
	text: text.optional(),
	class: z.enum(OUTCOME_CLASSES).nullable().optional(),
	owner: party,
	measure: text.optional(),
	due: instant.nullable().optional(),
	everyDays: z.int().min(1).max(UPDATE_DAYS.most).optional(),
	receiver: party,
	early: text.optional(),
	parts: z.partialRecord(z.enum(OUTCOME_PARTS), text).optional()
});

export const outcomesCommands = [
	z.strictObject({ type: z.literal('outcomes.write'), source: source.nullable(), draft }),
	z.strictObject({
		type: z.literal('outcomes.revise'),
		outcome: id,
		version,
		draft,
		reason: text.optional()
	}),
	z.strictObject({ type: z.literal('outcomes.drop'), outcome: id, version }),
	z.strictObject({
		type: z.literal('outcomes.await-legal'),
		outcome: id,
		awaited: z.boolean()
	}),
	z.strictObject({ type: z.literal('outcomes.advise'), outcome: id, seat: id, text }),
	z.strictObject({
		type: z.literal('outcomes.publish'),
		from: instant,
		until: instant,
		agreed: z.literal(true).optional()
	}),
	z.strictObject({
		type: z.literal('outcomes.set-period'),
		from: instant,
		until: instant,
		reason: text
	}),
	z.strictObject({ type: z.literal('outcomes.unpublish') }),
	z.strictObject({
		type: z.literal('outcomes.answer'),
		source,
		verdict: z.enum(VERDICTS),
		reason: text
	}),
	z.strictObject({
		type: z.literal('outcomes.dissent'),
		seat: id,
		outcome: id.nullable(),
		text
	}),
	z.strictObject({ type: z.literal('outcomes.dissent-unnamed'), outcome: id.nullable(), text }),
	z.strictObject({ type: z.literal('outcomes.reply'), dissent: id, text }),
	z.strictObject({ type: z.literal('outcomes.settle'), dissent: id }),
	z.strictObject({ type: z.literal('outcomes.take-shift'), outcome: id, shift, seat: id }),
	z.strictObject({ type: z.literal('outcomes.enter-shift'), outcome: id, shift, body: text }),
	z.strictObject({ type: z.literal('outcomes.leave-shift'), outcome: id, shift, seat: id }),
	z.strictObject({ type: z.literal('outcomes.free-shift'), outcome: id, shift }),
	z.strictObject({ type: z.literal('outcomes.finish'), outcome: id, text }),
	z.strictObject({ type: z.literal('outcomes.reopen'), outcome: id, reason: text })
] as const;
