/** Shapes of the commands about comments; lengths people count are checked in `decide.ts`. */
import { z } from 'zod';
import { ANSWER_WAYS } from './answers.ts';

const answer = z.string().regex(/^[a-z0-9]{1,40}$/u);
const text = z.string().max(10_000);

export const answersCommands = [
	z.strictObject({
		type: z.literal('answers.leave'),
		answer: answer.optional(),
		how: z.enum(ANSWER_WAYS),
		name: z.string().max(1_000),
		building: z.string().max(1_000),
		text
	}),
	z.strictObject({ type: z.literal('answers.publish'), answer }),
	z.strictObject({ type: z.literal('answers.withhold'), answer, reason: text }),
	z.strictObject({ type: z.literal('answers.reply'), answer, text }),
	z.strictObject({ type: z.literal('answers.forget'), answer })
] as const;
