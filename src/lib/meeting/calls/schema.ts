/** The shape of the commands of live sound as they arrive. The server reads it; browsers never import this. */
import { z } from 'zod';
import { LEVELS } from './call.ts';

const id = z.string().min(1).max(40);
/** Far above every limit in characters, so that a long text meets a sentence, not `malformed`. */
const text = z.string().max(20_000);

export const callsCommands = [
	z.strictObject({ type: z.literal('calls.open-hall') }),
	z.strictObject({ type: z.literal('calls.close-hall') }),
	z.strictObject({
		type: z.literal('calls.let-speak'),
		seat: z.string().min(1).max(40),
		open: z.boolean()
	}),
	z.strictObject({
		type: z.literal('calls.begin-private'),
		seats: z.array(id).min(1).max(20)
	}),
	z.strictObject({ type: z.literal('calls.invite'), call: id, seat: id }),
	z.strictObject({
		type: z.literal('calls.answer'),
		call: id,
		seat: id,
		level: z.enum(LEVELS).nullable()
	}),
	z.strictObject({ type: z.literal('calls.leave'), call: id, seat: id }),
	z.strictObject({ type: z.literal('calls.write'), call: id, seat: id, text }),
	z.strictObject({ type: z.literal('calls.end'), call: id, result: text.optional() })
] as const;
