/** English says one card and two cards; a sentence whose number may be one is worded so that both fit. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Limits of ours, all greater than one. */
const LIMITS = ['max', 'min', 'needs', 'length', 'days'];
/** Their number is never one: thirty people, five groups, the stages of a template, minutes from three. */
const NEVER_ONE = [
	'cards_ground_people',
	'cards_ground_people_one',
	'cards_ground_groups',
	'cards_chair_raise',
	'cards_chair_say_rank',
	'cards_hall_placed_of',
	'cards_phone_rank_each',
	'export_file',
	'organiser_paste_too_many',
	'organiser_rules_read',
	'record_cards_all',
	'refusal_rank_incomplete',
	'script_minutes'
];
const COUNTED =
	/\{(\w+)\} (cards|turns|people|groups|dots|points|times|lines|items|changes|seats|recordings|households|guests|minutes|days|stages|characters|objections|policy excerpts)\b/g;

const files = globSync('src/lib/i18n/messages/en/*.json');
const messages = files.flatMap((file) =>
	Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)
);

describe('English', () => {
	it('never says «1 cards»', () => {
		expect(messages.length).toBeGreaterThan(1_000);
		const wrong = messages.filter(([key, words]) => {
			if (typeof words !== 'string' || NEVER_ONE.includes(key)) return false;
			return [...words.matchAll(COUNTED)].some(([, name]) => !LIMITS.includes(name!));
		});
		expect(wrong).toEqual([]);
	});
});
