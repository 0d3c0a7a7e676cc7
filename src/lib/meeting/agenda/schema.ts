/** Shapes of the agenda's commands on the wire. */
import { z } from 'zod';

const id = z.string().regex(/^[\w-]{1,64}$/u);

export const agendaCommands = [
	z.strictObject({ type: z.literal('agenda.open'), item: id }),
	z.strictObject({ type: z.literal('agenda.close'), item: id })
] as const;
