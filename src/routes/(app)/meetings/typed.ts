/** What a form sent back because something was wrong: the words go into the fields again. */
import type { Refusal } from '#lib/meeting/refusal.ts';
import type { PasteProblem } from '#lib/meeting/roll/paste.ts';

export interface Returned {
	refused?: Refusal;
	problems?: PasteProblem[];
	values?: Record<string, string[]>;
	/** A new one-time id for the next press. */
	once?: string;
}

/** Reads one field of what was typed before; `otherwise` where nothing was. */
export function typedBefore(form: Returned | null | undefined) {
	return (name: string, otherwise = ''): string => form?.values?.[name]?.[0] ?? otherwise;
}

/**
 * The same for what is chosen from a list: a value that is not on it was made up by a program, and is as
 * good as none, because a page drawn with it would fail.
 */
export function chosenBefore(form: Returned | null | undefined) {
	return (name: string, known: readonly string[], otherwise = ''): string => {
		const typed = typedBefore(form)(name, otherwise);
		return known.includes(typed) ? typed : otherwise;
	};
}
