/** Words that are data, each in three languages: rules of speaking, running orders, rules of votes. */
import { VOTE_RULES } from '#lib/meeting/ballots/vote-rules.ts';
import { DEFAULT_RULES } from '#lib/meeting/queue/default-rules.ts';
import { PRESETS } from '#lib/meeting/queue/presets.ts';
import { TEMPLATES } from '#lib/meeting/runsheet/templates.ts';
import type { Language } from './letters.ts';

/** All of one language in one string. */
export function addLocalised(locale: Language): string {
	const words: string[] = [];
	const walk = (value: unknown) => {
		if (typeof value !== 'object' || value === null) return;
		if (locale in value) words.push(String((value as Record<string, unknown>)[locale]));
		else for (const one of Object.values(value)) walk(one);
	};
	walk({ VOTE_RULES, DEFAULT_RULES, PRESETS, TEMPLATES });
	return words.join('\n');
}
