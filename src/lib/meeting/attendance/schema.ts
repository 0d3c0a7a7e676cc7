/** Shapes of attendance commands as they arrive. The server reads them; browsers never import this. */
import { z } from 'zod';
import { CHANNELS } from '../names.ts';

const seat = z.string().min(1).max(40);
/** Far above the limit in graphemes, which `decide` checks. */
const reason = z.string().max(5000).optional();

export const attendanceCommands = [
	z.strictObject({
		type: z.literal('attendance.rsvp'),
		seat,
		rsvp: z.enum(['coming', 'online', 'leave']),
		reason
	}),
	z.strictObject({
		type: z.literal('attendance.sign-in'),
		seat,
		channel: z.enum(CHANNELS).optional(),
		earlier: z.literal(true).optional()
	}),
	z.strictObject({
		type: z.literal('attendance.sign-in-all'),
		seats: z.array(seat).min(1).max(4000),
		earlier: z.literal(true).optional()
	}),
	z.strictObject({ type: z.literal('attendance.undo-sign-in'), seat }),
	z.strictObject({ type: z.literal('attendance.leave'), seat, reason }),
	z.strictObject({ type: z.literal('attendance.step-out'), seat }),
	z.strictObject({ type: z.literal('attendance.return'), seat })
] as const;
