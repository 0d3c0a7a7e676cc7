/** Shapes of roll commands as they arrive. The server reads them; browsers never import this. */
import { z } from 'zod';
import { CHANNELS, HONORIFICS, SEAT_ROLES } from '../names.ts';
import { ASK_DOUBTS } from './hidden.ts';
import { PARTIES, SEATS_IN_ROLL } from './roll.ts';

const id = z.string().min(1).max(40);
/** Far above the limit in graphemes, which `decide` checks so that it can say which line. */
const word = z.string().max(1000);
const role = z.enum(SEAT_ROLES);
const channel = z.enum(CHANNELS);

const entry = z.strictObject({
	name: word,
	building: word,
	title: word,
	honorific: z.enum([...HONORIFICS, 'none']).optional(),
	role,
	votes: z.boolean(),
	official: z.boolean(),
	channel,
	hasPhone: z.boolean(),
	side: z.enum([...PARTIES, 'none']).optional(),
	speaksFor: z.int().min(0).max(99).optional()
});

/**
 * One more than a roll may have, so that a pasted list gets `roll-too-long` and not `malformed`; what comes
 * after that nobody reads.
 */
const entries = z.preprocess(
	(given) => (Array.isArray(given) ? given.slice(0, SEATS_IN_ROLL + 1) : given),
	z.array(entry).min(1)
);

export const rollCommands = [
	z.strictObject({ type: z.literal('roll.add'), entries }),
	z.strictObject({ type: z.literal('roll.remove'), seat: id }),
	z.strictObject({ type: z.literal('roll.change'), seat: id, change: entry.partial() }),
	z.strictObject({ type: z.literal('roll.walk-in'), entry }),
	z.strictObject({ type: z.literal('roll.claim'), seat: id }),
	z.strictObject({ type: z.literal('roll.guest'), name: word, building: word, channel }),
	z.strictObject({ type: z.literal('roll.ask-seat'), seat: id }),
	z.strictObject({
		type: z.literal('roll.answer-asks'),
		asks: z.array(id).min(1).max(400),
		yes: z.boolean()
	}),
	z.strictObject({ type: z.literal('roll.bind'), guest: id, seat: id }),
	z.strictObject({ type: z.literal('roll.admit'), guests: z.array(id).min(1).max(400) }),
	z.strictObject({ type: z.literal('roll.clear-guests') }),
	z.strictObject({
		type: z.literal('roll.allow'),
		request: id,
		doubt: z.enum(ASK_DOUBTS).nullable().optional()
	}),
	z.strictObject({ type: z.literal('roll.deny'), request: id }),
	z.strictObject({
		type: z.literal('roll.answer-claim'),
		seat: id,
		request: id,
		mine: z.boolean()
	}),
	z.strictObject({ type: z.literal('roll.release'), seat: id }),
	z.strictObject({ type: z.literal('roll.help'), helper: id, seats: z.array(id).max(2000) }),
	z.strictObject({ type: z.literal('roll.more-time'), seat: id, more: z.boolean() }),
	z.strictObject({
		type: z.literal('roll.side'),
		seat: id,
		side: z.enum(PARTIES).nullable()
	}),
	z.strictObject({ type: z.literal('roll.side-rest'), side: z.enum(PARTIES) }),
	z.strictObject({ type: z.literal('roll.role'), seat: id, role: role.exclude(['guest']) }),
	z.strictObject({ type: z.literal('roll.hand-chair'), to: id }),
	z.strictObject({ type: z.literal('roll.answer-chair'), seat: id, accept: z.boolean() }),
	z.strictObject({ type: z.literal('roll.take-back-chair'), seat: id }),
	z.strictObject({ type: z.literal('roll.join-open'), open: z.boolean() }),
	z.strictObject({ type: z.literal('roll.send-out'), seat: id, reason: z.string().max(5_000) }),
	z.strictObject({ type: z.literal('roll.let-back'), seat: id })
] as const;
