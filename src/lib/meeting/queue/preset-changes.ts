/** Changes that a community makes to a rule preset before the meeting (S3.14), checked by value. */
import type { Localised } from '../names.ts';
import { getOwn } from '../get-own.ts';
import type { RulePreset } from './presets.ts';

type Check = (value: unknown) => boolean;

const flag: Check = (value) => typeof value === 'boolean';
const flagOrNull: Check = (value) => value === null || flag(value);
const oneOf =
	(...allowed: unknown[]): Check =>
	(value) =>
		allowed.includes(value);
const whole =
	(min: number, max: number): Check =>
	(value) =>
		Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'] as const;

function sentence(max: number): Check {
	return (value) => {
		if (typeof value !== 'object' || value === null) return false;
		const record = value as Partial<Localised>;
		return (
			Object.keys(record).length === LANGUAGES.length &&
			LANGUAGES.every((language) => {
				const text: unknown = getOwn(record as Record<string, unknown>, language);
				return typeof text === 'string' && text.length > 0 && text.length <= max;
			})
		);
	};
}

const line = sentence(300);
const name = sentence(60);

/** What may be changed, and to what. The id stays: it says where the rules come from. */
const CHECKS: Record<Exclude<keyof RulePreset, 'id'>, Check> = {
	name,
	turnSeconds: whole(10, 3600),
	askSeconds: whole(10, 3600),
	opinionSeconds: whole(10, 3600),
	soft: flag,
	maxTurns: (value) => value === null || whole(1, 100)(value),
	limitPer: oneOf('item', 'round', 'side'),
	stances: oneOf('for-against', 'for-against-ask', 'side', 'none'),
	firstSpeakersFirst: flag,
	alternate: oneOf('no', 'yes', 'strict'),
	roundRobin: flag,
	chairNeutral: flag,
	residentsFirst: flag,
	motionRequired: flag,
	chairVotesLast: flagOrNull,
	askAbstain: flagOrNull,
	voteNeedsDebateExhausted: flagOrNull,
	tie: oneOf('fails', null),
	responseSeconds: whole(10, 3600),
	holdSeconds: whole(0, 600),
	lines: (value) =>
		Array.isArray(value) && value.length > 0 && value.length <= 40 && value.every(line)
};

/**
 * The preset with these changes, or null when a change is unknown or out of bounds, or when the
 * changed rules don't fit together (sides need `strict`, a limit per round needs rounds).
 */
export function withChanges(preset: RulePreset, changes: Partial<RulePreset>): RulePreset | null {
	const next: RulePreset = { ...preset };
	for (const [key, value] of Object.entries(changes)) {
		if (value === undefined) continue;
		if (!getOwn<Check>(CHECKS, key)?.(value)) return null;
		Object.assign(next, { [key]: value });
	}
	if ((next.stances === 'side') !== (next.alternate === 'strict')) return null;
	if (next.limitPer === 'side' && next.stances !== 'side') return null;
	if (next.limitPer === 'round' && !next.roundRobin) return null;
	return next;
}
