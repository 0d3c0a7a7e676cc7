/** What the clerk does for somebody, in the line that says it was done; and why it can't be. */
import { ownWhyNot, type Choice } from '#lib/meeting/clerk-actions.ts';
import type { Refusal } from '#lib/meeting/refusal.ts';
import { refusalSentence } from './refusal.ts';
import { textOf, type Texts } from './text-of.ts';

/** In the line that says it was done: 举手 赞成. */
export function formatDone({ label, done = label }: Choice, texts: Texts): string {
	return done((ref) => textOf(texts, ref));
}

/** Why something can't be done for somebody, said about them and not to them. */
export function formatWhyNot(refusal: Refusal, name: string): string {
	return ownWhyNot(refusal, name) ?? refusalSentence(refusal);
}
