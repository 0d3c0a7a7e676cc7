/** How a comment of somebody who was not there came: by themselves, by family, by telephone. */
import type { Comment } from '#lib/meeting/comments/comments.ts';
import { officeName, type Words } from './fact-words.ts';
import { m } from './paraglide/messages.js';

/** 本人, 家人代写, 电话代录：孙晓彤. */
export function formatWayOf({ how, by }: Comment, words: Pick<Words, 'name'>): string {
	if (how === 'self') return m.record_how_self();
	if (how === 'family') return m.record_how_family();
	return by ? m.record_how_phone_by({ name: officeName(by, words) }) : m.record_how_phone();
}
