/** Shapes of the record's commands as they arrive; lengths people count are checked in `decide.ts`. */
import { z } from 'zod';
import { KEEP_YEARS, PUBLISH } from './publication.ts';

const lines = z.array(z.string().max(2_000)).max(40);

export const recordCommands = [
	z.strictObject({
		type: z.literal('record.summarise'),
		decided: lines,
		open: lines,
		doable: lines
	}),
	z.strictObject({
		type: z.literal('record.set'),
		publish: z.enum(PUBLISH).optional(),
		noticeUntil: z.int().min(0).max(4_102_444_800_000).nullable().optional(),
		keepYears: z.int().min(KEEP_YEARS.least).max(KEEP_YEARS.most).optional()
	})
] as const;
