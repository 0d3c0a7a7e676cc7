/**
 * Shapes of the minutes' commands on the wire. `minutes.note` and `minutes.seal` are not here: they
 * come from this process alone, with what stands in the document.
 */
import { z } from 'zod';
import { CHANNELS } from '../names.ts';
import { STANCES } from '../queue/queue.ts';

const seat = z.string().min(1).max(40);
const text = z.string().max(10_000);
const fact = z.int().positive().optional();

const change = z.discriminatedUnion('is', [
	z.strictObject({ is: z.literal('seat'), seat }),
	z.strictObject({ is: z.literal('stance'), stance: z.enum(STANCES) }),
	z.strictObject({ is: z.literal('sign-in'), seat, came: z.enum(CHANNELS).nullable() }),
	z.strictObject({ is: z.literal('late'), seat, late: z.boolean() })
]);

export const minutesCommands = [
	z.strictObject({
		type: z.literal('minutes.read-back'),
		seat,
		line: z.string().min(1).max(40),
		text: z.string().min(1).max(40),
		right: z.boolean(),
		meant: text.optional()
	}),
	z.strictObject({ type: z.literal('minutes.allow'), seat, allowed: z.boolean() }),
	z.strictObject({
		type: z.literal('minutes.open-objections'),
		until: z.int().positive(),
		reason: text.optional()
	}),
	z.strictObject({
		type: z.literal('minutes.object'),
		...{ seat, text, fact },
		phone: z.literal(true).optional(),
		paper: z.literal(true).optional()
	}),
	z.strictObject({
		type: z.literal('minutes.answer'),
		objection: z.string().min(1).max(40),
		agreed: z.boolean(),
		text
	}),
	z.strictObject({ type: z.literal('minutes.correct'), text, fact, change: change.optional() })
] as const;
