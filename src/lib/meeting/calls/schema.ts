/** The shape of the commands of live sound as they arrive. The server reads it; browsers never import this. */
import { z } from 'zod';

export const callsCommands = [
	z.strictObject({ type: z.literal('calls.open-hall') }),
	z.strictObject({ type: z.literal('calls.close-hall') }),
	z.strictObject({
		type: z.literal('calls.let-speak'),
		seat: z.string().min(1).max(40),
		open: z.boolean()
	})
] as const;
