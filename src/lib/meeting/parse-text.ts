/** A typed text at the door of a decision: made harmless, counted, or refused with a sentence. */
import { refuse, type Refusal } from './refusal.ts';
import { clean, cleanLine, isLonger } from './words.ts';

export interface TextRule {
	/** Graphemes at most. */
	max: number;
	/** Empty is refused; otherwise it comes out as ''. */
	required?: boolean;
	/** Line breaks are kept. */
	lines?: boolean;
}

/**
 * The text as it will be stored, or why not: `malformed` (lone surrogate), `text-empty`,
 * `text-too-long` with `{max}`.
 */
export function parseText(raw: string | undefined, rule: TextRule): string | Refusal {
	const text = rule.lines ? clean(raw ?? '') : cleanLine(raw ?? '');
	if (text === null) return refuse('malformed');
	if (text === '' && rule.required) return refuse('text-empty');
	return isLonger(text, rule.max) ? refuse('text-too-long', { max: rule.max }) : text;
}

/** Full-width digits, as a Chinese keyboard types them, are digits; those of other scripts are not. */
export function plainDigits(text: string): string {
	return text.replace(/[０-９]/gu, (digit) => String(digit.charCodeAt(0) - 0xff10));
}

/** The whole number that was typed; null for everything else, and for what is below `min` or above `max`. */
export function wholeNumberIn(raw: string | undefined, min: number, max: number): number | null {
	const text = plainDigits(raw ?? '').trim();
	const number = /^\d{1,15}$/u.test(text) ? Number(text) : NaN;
	return number >= min && number <= max ? number : null;
}
