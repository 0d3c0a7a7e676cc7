/** The shape of the mood's commands as they arrive. The server reads it; browsers never import this. */
import { z } from 'zod';
import { FACES } from './mood.ts';

export const moodCommands = [
	z.strictObject({ type: z.literal('mood.open') }),
	z.strictObject({ type: z.literal('mood.close') }),
	z.strictObject({
		type: z.literal('mood.give'),
		seat: z.string().min(1).max(40),
		ballot: z.string().regex(/^[a-z0-9]{20,40}$/i),
		face: z.enum(FACES)
	})
] as const;
