/** Shapes of the plan's commands on the wire. What a text may say is decided in `draft.ts`. */
import { z } from 'zod';
import { ITEM_KINDS, MAX_EXCERPTS, MAX_ITEMS } from '../agenda/agenda.ts';
import { CALL_LINES } from './plan.ts';
import type { RulePreset } from '../queue/presets.ts';
import { PUBLISH } from '../record/publication.ts';
import { MAX_POLICIES, MAX_UNITS } from './draft.ts';

/** Far above every limit in graphemes, so that a long text meets a sentence, not `malformed`. */
const text = z.string().max(5_000);
const id = z.string().regex(/^[\w-]{1,64}$/u);
const instant = z.int().min(0).max(4_102_444_800_000);
const localised = z.strictObject({ 'zh-Hans': text, 'zh-Hant': text, en: text });

const draft = z.strictObject({
	title: text,
	body: text.optional(),
	matter: text,
	background: text.optional(),
	decides: text.optional(),
	leaves: text.optional(),
	policies: z
		.array(z.strictObject({ text, source: text.optional() }))
		.max(MAX_POLICIES * 2)
		.optional(),
	place: text.optional(),
	outsideLink: text.optional(),
	startsAt: instant.optional(),
	endsAt: instant.optional(),
	units: z
		.array(
			z.strictObject({
				id: id.optional(),
				name: text,
				reason: z.enum(['money', 'matter', 'other'])
			})
		)
		.max(MAX_UNITS * 2)
		.optional(),
	quorum: z
		.strictObject({
			num: z.int().min(0).max(1_000),
			den: z.int().min(1).max(1_000),
			strict: z.boolean()
		})
		.optional(),
	urgentReason: text.optional(),
	publicNames: z.enum(['full', 'surname']).optional(),
	capacity: z.int().min(1).max(5_000).optional(),
	record: z.enum(PUBLISH).optional(),
	noticeDays: z.int().min(1).max(90).optional(),
	callLines: z.enum(CALL_LINES).optional()
});

const changes = z
	.strictObject({
		name: localised,
		turnSeconds: z.int().min(10).max(3_600),
		askSeconds: z.int().min(10).max(3_600),
		opinionSeconds: z.int().min(10).max(3_600),
		soft: z.boolean(),
		maxTurns: z.int().min(1).max(50).nullable(),
		limitPer: z.enum(['item', 'round', 'side']),
		stances: z.enum(['for-against', 'for-against-ask', 'side', 'none']),
		firstSpeakersFirst: z.boolean(),
		alternate: z.enum(['no', 'yes', 'strict']),
		roundRobin: z.boolean(),
		chairNeutral: z.boolean(),
		residentsFirst: z.boolean(),
		motionRequired: z.boolean(),
		chairVotesLast: z.boolean().nullable(),
		askAbstain: z.boolean().nullable(),
		voteNeedsDebateExhausted: z.boolean().nullable(),
		tie: z.literal('fails').nullable(),
		responseSeconds: z.int().min(10).max(600),
		holdSeconds: z.int().min(5).max(600),
		lines: z.array(localised).max(30)
	} satisfies Record<Exclude<keyof RulePreset, 'id'>, z.ZodType>)
	.partial();

export const planCommands = [
	z.strictObject({
		type: z.literal('plan.create'),
		meeting: id,
		code: z.string().regex(/^\d{6}$/u),
		draft,
		preset: id,
		presetChanges: changes.optional(),
		template: id,
		items: z
			.array(
				z.strictObject({
					title: text,
					minutes: z.int().min(1).max(480),
					goal: text.optional(),
					kind: z.enum(ITEM_KINDS).optional(),
					parent: z.int().min(0).max(MAX_ITEMS).optional(),
					excerpts: z
						.array(z.strictObject({ text, source: text.optional() }))
						.max(MAX_EXCERPTS * 2)
						.optional()
				})
			)
			.max(MAX_ITEMS * 2),
		rehearsal: z.literal(true).optional(),
		private: z.boolean().optional()
	}),
	z.strictObject({ type: z.literal('plan.amend'), draft }),
	z.strictObject({ type: z.literal('plan.announce') }),
	z.strictObject({ type: z.literal('plan.open-sign-in') }),
	z.strictObject({ type: z.literal('plan.open') }),
	z.strictObject({ type: z.literal('plan.close') }),
	z.strictObject({ type: z.literal('plan.cancel'), reason: text }),
	z.strictObject({ type: z.literal('plan.cover'), covered: z.boolean() }),
	z.strictObject({ type: z.literal('plan.off-wall'), text: id, off: z.boolean() }),
	z.strictObject({
		type: z.literal('plan.unit'),
		unit: id,
		status: z.enum(['invited', 'came', 'leave', 'absent'])
	}),
	z.strictObject({ type: z.literal('plan.erase'), text: id })
] as const;
