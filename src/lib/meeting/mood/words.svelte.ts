/** What the faces are called. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Face } from './mood.ts';

export const FACE_WORDS: Record<Face, () => string> = {
	good: m.mood_good,
	soso: m.mood_soso,
	bad: m.mood_bad
};
