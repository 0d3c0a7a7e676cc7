/** Shapes of the commands about comments; lengths people count are checked in `decide.ts`. */
import { z } from 'zod';
import { COMMENT_WAYS } from './comments.ts';

const comment = z.string().regex(/^[a-z0-9]{1,40}$/u);
const text = z.string().max(10_000);

export const commentsCommands = [
	z.strictObject({
		type: z.literal('comments.leave'),
		comment: comment.optional(),
		how: z.enum(COMMENT_WAYS),
		name: z.string().max(1_000),
		building: z.string().max(1_000),
		text
	}),
	z.strictObject({ type: z.literal('comments.publish'), comment }),
	z.strictObject({ type: z.literal('comments.withhold'), comment, reason: text }),
	z.strictObject({ type: z.literal('comments.reply'), comment, text }),
	z.strictObject({ type: z.literal('comments.forget'), comment })
] as const;
