/** Shapes of the runsheet's commands on the wire. */
import { z } from 'zod';
import { CALM_MAX } from './decide.ts';
import { REMINDERS } from './runsheet.ts';

const id = z.string().regex(/^[\w-]{1,64}$/u);

export const runsheetCommands = [
	z.strictObject({
		type: z.literal('runsheet.go'),
		from: id,
		to: id,
		force: z.boolean().optional(),
		reason: z.string().max(5_000).optional()
	}),
	z.strictObject({ type: z.literal('runsheet.acknowledge'), seat: id }),
	z.strictObject({
		type: z.literal('runsheet.acknowledge-hall'),
		seats: z.array(id).min(1).max(2_000)
	}),
	z.strictObject({ type: z.literal('runsheet.introduce'), seat: id.nullable() }),
	z.strictObject({
		type: z.literal('runsheet.note'),
		stage: id,
		text: z.string().max(20_000)
	}),
	z.strictObject({
		type: z.literal('runsheet.remind'),
		kind: z.enum(REMINDERS),
		entry: id.optional()
	}),
	z.strictObject({ type: z.literal('runsheet.caucus'), side: z.enum(['a', 'b']).nullable() }),
	z.strictObject({
		type: z.literal('runsheet.calm'),
		seconds: z.int().min(0).max(CALM_MAX)
	})
] as const;
