/**
 * The closed list of ways in which a room says no: those of the path itself, and those that the slices
 * declare. Each has a sentence in three languages that says what to do next
 * (`src/lib/i18n/messages/<locale>/refusal.json`, key `refusal_<code>` with `-` as `_`).
 */
import type { Declared, Has } from './registry.ts';

type OfThePath =
	| 'malformed'
	| 'too-large'
	| 'too-fast'
	| 'unknown-meeting'
	| 'not-allowed'
	| 'not-your-seat'
	| 'conflict'
	| 'expired'
	| 'not-saved'
	| 'key-missing'
	| 'page-old'
	| 'scan-again'
	| 'no-such-letters'
	| 'codes-busy'
	| 'words-changed'
	| 'no-backup'
	| 'last-organiser'
	| 'page-used'
	| 'closed'
	| 'not-open'
	| 'stale'
	| 'already-open'
	| 'too-many'
	| 'limit-reached'
	| 'stage-passed'
	| 'needs-reason'
	| 'text-empty'
	| 'text-too-long';

/** A slice may answer with another's code where it means the same. */
export type RefusalCode = OfThePath | Declared<Has<'refusal'>, 'refusal'>;

/** An answer that changes nothing. `detail` fills the sentence: numbers and already-public words. */
export interface Refusal {
	refused: RefusalCode;
	detail?: Record<string, string | number>;
}

/** Shorthand for a refusal. */
export function refuse(code: RefusalCode, detail?: Record<string, string | number>): Refusal {
	return detail ? { refused: code, detail } : { refused: code };
}
