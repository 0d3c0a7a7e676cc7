/** What a community may be called. */
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import { cleanLine, isLonger } from '#lib/meeting/words.ts';

/** Graphemes. */
const LENGTH = 40;

/** A name as it is kept, or why not. */
export function communityName(typed: string): string | Refusal {
	const name = cleanLine(typed);
	if (name === null) return refuse('malformed');
	if (name === '') return refuse('name-missing');
	return isLonger(name, LENGTH) ? refuse('text-too-long', { max: LENGTH }) : name;
}
