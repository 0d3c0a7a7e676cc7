/**
 * A refusal as a sentence in the reader's language, found by its code. Every code has one: the compiler lists
 * what is missing. The sentence says what to do next and never blames.
 */
import * as listed from '#lib/i18n/listed/refusals.js';
import type { Refusal, RefusalCode } from '#lib/meeting/refusal.ts';

type Snake<Code extends string> = Code extends `${infer Word}-${infer Rest}`
	? `${Word}_${Snake<Rest>}`
	: Code;
/** Under which its sentence stands in `messages/<locale>/refusal.json`. */
type Key = `refusal_${Snake<RefusalCode>}`;

/** Every code has a sentence; beside some stands one that names the line it is about. */
const SENTENCES: Readonly<Record<Key, (details: never) => string>> = listed;

/** The sentence for a refusal, in the language now shown. */
export function refusalSentence({ refused, detail = {} }: Refusal): string {
	const sentences = SENTENCES as Readonly<Record<string, (details: object) => string>>;
	const key = `refusal_${refused.replace(/-/g, '_')}`;
	const has = (name: string) => Object.prototype.hasOwnProperty.call(detail, name);
	const sentence = (has('line') && sentences[`${key}_line`]) || sentences[key]!;
	// A dash stands where the refusal carries no detail for it.
	return sentence(
		new Proxy(detail, { get: (all, name) => (has(String(name)) ? all[String(name)] : '–') })
	);
}
