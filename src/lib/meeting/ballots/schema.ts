/** The shape of the votes' commands as they arrive. The server reads it; browsers never import this. */
import { z } from 'zod';
import {
	HALL_COUNTS,
	MAX_OPTIONS,
	OPTION_DETAILS,
	SECRECIES,
	VOTE_KINDS,
	WINDOW,
	WINDOW_DAYS
} from './ballots.ts';
import { MOST_PAPERS } from './paper-ballots.ts';
import { MAX_UNITS } from './register.ts';
import { VOTE_RULE_IDS } from './vote-rule.ts';

const id = z.string().min(1).max(40);
const vote = z.string().min(1).max(12);
/** Far above every limit in characters, so that a long text meets a sentence, not `malformed`. */
const text = z.string().max(4000);
/** 0.01 ㎡; the largest that can be written in a sheet (`areaIn`). */
const area = z.int().min(0).max(999_999_999);
/** 0.01 元; the largest is what nine digits hold. */
const MAX_COST = 99_999_999_999;
/** On a paper. */
const code = z.string().regex(/^\d{8}$/u);
const people = z.int().min(0).max(2000);

const settings = z.strictObject({
	kind: z.enum(VOTE_KINDS),
	secrecy: z.enum(SECRECIES).optional(),
	rule: z.enum(VOTE_RULE_IDS).optional(),
	legal: z.boolean().optional(),
	askAbstain: z.boolean().optional(),
	seconds: z.int().min(WINDOW.least).max(WINDOW.most).nullable().optional(),
	days: z.int().min(WINDOW_DAYS.least).max(WINDOW_DAYS.most).nullable().optional(),
	changeable: z.boolean().optional(),
	twice: z.enum(['last', 'hall']).optional(),
	afterwards: z.boolean().optional(),
	silentFollow: z.boolean().optional()
});

const details = Object.fromEntries(
	OPTION_DETAILS.map((detail) => [detail, text.optional()])
) as Record<(typeof OPTION_DETAILS)[number], z.ZodOptional<z.ZodString>>;

const draft = z.strictObject({
	question: text,
	settings,
	options: z
		.array(z.strictObject({ id: id.optional(), text: text, ...details }))
		.max(MAX_OPTIONS + 1)
		.optional(),
	before: vote.optional(),
	scope: z
		.strictObject({ label: text, seats: z.array(id).min(1).max(2000), reason: text.optional() })
		.optional(),
	burden: z
		.strictObject({
			proposer: text,
			responsible: text,
			beneficiary: text,
			cost: z.int().min(1).max(MAX_COST).nullable()
		})
		.optional()
});

const ballot = z.string().regex(/^[a-z0-9]{20,40}$/iu);

export const ballotsCommands = [
	z.strictObject({ type: z.literal('ballots.prepare'), item: id.nullable(), draft }),
	z.strictObject({ type: z.literal('ballots.change'), vote, draft }),
	z.strictObject({ type: z.literal('ballots.drop'), vote }),
	z.strictObject({ type: z.literal('ballots.option'), vote, board: id, group: id }),
	z.strictObject({
		type: z.literal('ballots.exclude'),
		vote,
		seat: id,
		reason: text
	}),
	z.strictObject({ type: z.literal('ballots.readmit'), vote, seat: id }),
	z.strictObject({
		type: z.literal('ballots.open'),
		vote,
		waive: text.optional()
	}),
	z.strictObject({ type: z.literal('ballots.take-back'), vote, seat: id, ballot }),
	z.strictObject({
		type: z.literal('ballots.cast'),
		vote,
		seat: id,
		ballot,
		choice: z.array(id).max(MAX_OPTIONS + 1)
	}),
	// Longer than any blinded message, so that what is none meets a sentence.
	z.strictObject({
		type: z.literal('ballots.token'),
		vote,
		seat: id,
		blinded: z.string().regex(/^[\w-]{1,400}$/u)
	}),
	z.strictObject({
		type: z.literal('ballots.cast-secret'),
		vote,
		token: z.string().regex(/^[0-9a-f]{128}$/u),
		key: z.int().min(0).max(2000),
		signature: z.string().regex(/^[\w-]{1,400}$/u),
		choice: z.array(id).max(MAX_OPTIONS + 1)
	}),
	z.strictObject({ type: z.literal('ballots.void'), vote }),
	z.strictObject({ type: z.literal('ballots.extend'), vote, seconds: z.literal([30, 60]) }),
	z.strictObject({ type: z.literal('ballots.close-phones'), vote }),
	z.strictObject({
		type: z.literal('ballots.count'),
		vote,
		source: z.enum(HALL_COUNTS),
		counts: z.record(id, people).refine((counts) => Object.keys(counts).length <= MAX_OPTIONS + 1)
	}),
	z.strictObject({
		type: z.literal('ballots.print'),
		vote,
		codes: z.array(code).min(1).max(MOST_PAPERS)
	}),
	z.strictObject({
		...{ type: z.literal('ballots.enter-paper'), vote, code },
		choice: z.array(id).max(MAX_OPTIONS + 1)
	}),
	z.strictObject({ type: z.literal('ballots.close'), vote }),
	z.strictObject({ type: z.literal('ballots.annul'), vote, reason: text }),
	z.strictObject({ type: z.literal('ballots.open-afterwards'), vote }),
	z.strictObject({ type: z.literal('ballots.tell-turnout'), vote }),
	z.strictObject({
		type: z.literal('ballots.register'),
		units: z
			.array(
				z.strictObject({
					...{ unit: text, area, owner: text, seat: id.nullable() },
					factor: z.int().min(0).max(1_000_000).optional()
				})
			)
			.min(1)
			.max(MAX_UNITS),
		area: z.int().min(0).max(Number.MAX_SAFE_INTEGER)
	}),
	z.strictObject({ type: z.literal('ballots.adopt'), rule: z.enum(VOTE_RULE_IDS).nullable() }),
	z.strictObject({
		type: z.literal('ballots.proxy'),
		...{ principal: id, proxy: id, form: text, sameHome: z.boolean() }
	}),
	z.strictObject({ type: z.literal('ballots.proxy-end'), principal: id })
] as const;
