/** Words about the minutes that several screens say. */
import type { Owner, Tag } from '#lib/meeting/minutes/minutes.ts';
import { parseInlines } from '#lib/meeting/minutes/view.ts';
import { m } from './paraglide/messages.js';

const TAG: Record<Tag, () => string> = {
	agreed: m.minutes_tag_agreed,
	disputed: m.minutes_tag_disputed,
	'to-check': m.minutes_tag_to_check
};

const OWNER: Record<Owner, () => string> = {
	meeting: m.minutes_owner_meeting,
	chair: m.minutes_owner_chair
};

/** 会上决定, 主持人说的. */
export function formatOwner(owner: Owner): string {
	return OWNER[owner]();
}

/** 共识, 分歧, 待查. */
export function formatTag(tag: Tag): string {
	return TAG[tag]();
}

/** A gist line as the journal holds it, with its people by the names that this reader may see. */
export function formatGist(text: string, name: (seat: string) => string): string {
	return parseInlines(text)
		.map((word) => ('text' in word ? word.text : name(word.seat)))
		.join('');
}
