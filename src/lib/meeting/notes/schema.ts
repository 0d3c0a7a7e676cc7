/** The shape of a note as it arrives. The server reads it; browsers never import this. */
import { z } from 'zod';

export const notesCommands = [
	z.strictObject({
		type: z.literal('notes.leave'),
		seat: z.string().min(1).max(40),
		text: z.string().max(10_000)
	}),
	z.strictObject({ type: z.literal('notes.forget'), note: z.string().min(1).max(40) })
] as const;
