/** Shapes of the queue's commands on the wire. What a text may say is decided in `decide-floor.ts`. */
import { z } from 'zod';
import { POINTS_OF_ORDER, SIDES, STANCES } from './queue.ts';

const id = z.string().min(1).max(40);
/** Far above every limit in characters, so that a long text meets a sentence, not `malformed`. */
const text = z.string().max(40_000);
const onEntry = <T extends string>(type: T) => z.strictObject({ type: z.literal(type), entry: id });
const onSeat = <T extends string>(type: T) => z.strictObject({ type: z.literal(type), seat: id });

export const queueCommands = [
	z.strictObject({
		type: z.literal('queue.join'),
		seat: id,
		item: id,
		stance: z.enum(STANCES),
		point: z.enum(POINTS_OF_ORDER).optional(),
		speaksFor: z.int().min(0).max(9999).optional()
	}),
	z.strictObject({
		type: z.literal('queue.withdraw'),
		seat: id,
		item: id,
		entry: id.optional()
	}),
	z.strictObject({ type: z.literal('queue.call'), item: id, expect: id }),
	z.strictObject({ type: z.literal('queue.interrupt'), item: id, expect: id }),
	z.strictObject({ type: z.literal('queue.respond'), item: id, seat: id }),
	z.strictObject({
		type: z.literal('queue.start'),
		entry: id,
		writing: z.boolean().optional()
	}),
	onEntry('queue.pause'),
	onEntry('queue.resume'),
	z.strictObject({
		type: z.literal('queue.extend'),
		entry: id,
		seconds: z.int().min(10).max(600)
	}),
	z.strictObject({ type: z.literal('queue.even'), item: id, side: z.enum(SIDES) }),
	z.strictObject({ type: z.literal('queue.write'), entry: id, text }),
	onEntry('queue.end'),
	z.strictObject({ type: z.literal('queue.pass'), entry: id, said: z.literal(true).optional() }),
	z.strictObject({
		type: z.literal('queue.move'),
		entry: id,
		place: z.int().min(0).max(10_000)
	}),
	z.strictObject({ type: z.literal('queue.list'), item: id, open: z.boolean() }),
	z.strictObject({
		type: z.literal('queue.rule'),
		entry: id,
		ruling: z.enum(['agreed', 'declined']),
		words: z.string().max(10_000).optional()
	}),
	z.strictObject({ type: z.literal('queue.next-round'), item: id, round: z.int().positive() }),
	z.strictObject({ type: z.literal('queue.table'), item: id, on: z.boolean() }),
	z.strictObject({ type: z.literal('queue.undo'), at: z.int().min(0) }),
	onSeat('queue.away'),
	onSeat('queue.back')
] as const;
