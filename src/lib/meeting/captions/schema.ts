/** The shape of the commands of captions as they arrive. The server reads it; browsers never import this. */
import { z } from 'zod';

const id = z.string().min(1).max(40);

export const captionsCommands = [
	z.strictObject({ type: z.literal('captions.ask'), seat: id, on: z.boolean() }),
	z.strictObject({ type: z.literal('captions.write'), seat: id, text: z.string().max(2000) }),
	z.strictObject({ type: z.literal('captions.take-back'), seat: id, line: id })
] as const;
