/** A typed text as screens show it. */
import { m } from './paraglide/messages.js';
import type { TextRef } from '#lib/meeting/names.ts';

/** What this needs of the meeting's store. */
export interface Texts {
	text(ref: TextRef | null | undefined): string | null | undefined;
}

/** The words; 已删除 where they were erased, '' where there are none or they are still to come. */
export function textOf(texts: Texts, ref: TextRef | null | undefined): string {
	const text = texts.text(ref);
	return text === null ? m.common_erased() : (text ?? '');
}
