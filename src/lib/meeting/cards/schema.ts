/** Shapes of the cards' commands on the wire. What a text may say is decided, so that it meets a sentence. */
import { z } from 'zod';
import { CARD_STANCES, LEVELS, STEPS } from './cards.ts';

const id = z.string().min(1).max(40);
/** Made by the writer's device: long enough that nobody meets another's by chance. */
const card = z.string().regex(/^[a-z0-9]{12,20}$/u);
const paperNumber = z.int().min(1).max(9999);
const secret = z.string().regex(/^[A-Za-z0-9_-]{20,40}$/u);
/** Far above every limit in characters, so that a long text meets a sentence, not `malformed`. */
const text = z.string().max(40_000);
const step = z.enum(STEPS);
const stance = z.enum(CARD_STANCES);
/** Cards one command may move: a whole group of a large round. */
const cards = z.array(card).min(1).max(500);
const heads = z.int().min(0).max(100_000);
const points = z.record(id, heads).refine(few(60));

const settings = z
	.strictObject({
		limit: z.int().min(20).max(80),
		cards: z.int().min(1).max(20),
		level: z.enum(LEVELS),
		dots: z.int().min(1).max(20),
		maxPer: z.union([z.literal(0), z.literal(1), z.literal(2)]),
		weigh: z.enum(['dots', 'rank']),
		ranks: z.int().min(5).max(7),
		dragAll: z.boolean(),
		early: z.boolean(),
		collect: z.enum(['silent', 'round']),
		writeMinutes: z.int().min(1).max(60),
		dotMinutes: z.int().min(1).max(60)
	})
	.partial();

function few(most: number) {
	return (record: object) => Object.keys(record).length <= most;
}

function on<Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) {
	return z.strictObject({ type: z.literal(`cards.${type}`), board: id, ...shape });
}

const written = { card, key: secret, text, stance };
const hints = z.strictObject({
	near: z.array(z.tuple([card, card])).max(200),
	themes: z.array(z.strictObject({ cards: z.array(card) })).max(30)
});

/** Not on the sockets: a recording has a door of its own, which adds its sound (C9). */
export const voiceCommand = z.strictObject({
	board: id,
	card,
	key: secret,
	seat: id,
	seconds: z.int().min(1).max(31)
});

/** Not on the sockets either: its door adds the picture (C7). */
export const photoCommand = z.strictObject({
	board: id,
	number: paperNumber,
	take: card,
	seat: id.optional()
});

export const cardsCommands = [
	z.strictObject({
		type: z.literal('cards.prepare'),
		item: id,
		question: text,
		settings: settings.optional()
	}),
	on('set', { question: text.optional(), settings: settings.optional() }),
	on('go', {
		from: step,
		to: step,
		force: z.boolean().optional(),
		untyped: z.boolean().optional()
	}),
	on('extend', { seconds: z.int().min(10).max(1800) }),
	on('next-round', { round: z.int().min(1).max(100) }),
	on('send', { ...written, seat: id }),
	on('token', {
		seat: id,
		n: z.int().min(0).max(19),
		// Longer than any blinded message, so that what is none meets a sentence.
		blinded: z.string().regex(/^[\w-]{1,400}$/u)
	}),
	on('send-secret', {
		...written,
		token: z.string().regex(/^[0-9a-f]{128}$/u),
		signature: z.string().regex(/^[\w-]{1,400}$/u)
	}),
	on('paper', { ...written, number: paperNumber, seat: id.optional() }),
	on('type-voice', { card, text, stance }),
	on('give-back', { card }),
	on('drop-photo', { number: paperNumber }),
	on('lapse', {}),
	on('take-back', { card, key: secret, seat: id.optional() }),
	on('tally', {}),
	on('show', { card: card.nullable() }),
	on('group', { cards, to: id.nullable(), name: text.optional() }),
	on('park', { cards, as: z.enum(['parked', 'off']), reason: text }),
	on('stack', { card, onto: card.nullable() }),
	on('split', { card, parts: z.array(z.strictObject({ text, stance })).max(5) }),
	on('suggest-name', { group: id, seat: id, name: text }),
	on('name', { group: id, name: text }),
	on('hide', { card, reason: text.nullable() }),
	on('ask', {
		card,
		key: secret.optional(),
		wish: z.enum(['move', 'split']),
		to: id.optional(),
		note: text.optional()
	}),
	on('answer-ask', { ask: id, done: z.boolean() }),
	on('weigh', { seat: id, ballot: secret, points }),
	on('close-phones', {}),
	on('weigh-hall', { people: heads, points }),
	on('rank-hall', { people: heads, hands: z.record(id, z.array(heads).max(7)).refine(few(60)) }),
	on('agreeing', { open: z.boolean(), keep: z.boolean().optional() }),
	on('agree', {
		seat: id,
		ballot: secret,
		votes: z.record(card, z.union([z.literal(1), z.literal(0), z.literal(-1)])).refine(few(500))
	}),
	on('hint', { hints }),
	on('ground', { ground: z.unknown() }),
	on('to-agenda', { group: id })
] as const;
