/** Who may read that the mood is asked. */
import { seen, type DisclosureOf, type Fields } from '../disclosure/decision.ts';
import type { MoodState } from './mood.ts';

const fields: Fields<MoodState> = { at: seen('that it is asked; faces are hidden') };

export const moodDisclosure: DisclosureOf<'mood'> = {
	fields,
	texts: {
		'mood.opened': 'none',
		'mood.closed': 'none'
	}
};
