/** People and typed texts of a public record, as its readers may know them. */
import type { Person, SeatId, TextRef } from '#lib/meeting/names.ts';
import type { PublicRecord } from '#lib/meeting/record/public.ts';
import type { Words } from './fact-words.ts';
import { m } from './paraglide/messages.js';
import { personName } from './seat-name.ts';
import { textOf } from './text-of.ts';

export interface RecordWords extends Words {
	person(seat: SeatId): Person | null | undefined;
	/** Nothing where there is no text. */
	maybe(ref: TextRef | null | undefined): string;
}

/** Reads the record that is shown now; ask again after it changed. */
export function recordWords(shown: () => Pick<PublicRecord, 'people' | 'texts'>): RecordWords {
	const person = (seat: SeatId) => shown().people[seat];
	const texts = { text: (ref: TextRef | null | undefined) => ref && shown().texts[ref.id] };
	return {
		person,
		name(seat) {
			const known = person(seat);
			if (known === null) return m.roll_erased();
			if (!known) return m.roll_role_guest();
			return personName(known);
		},
		text: (ref) => textOf(texts, ref),
		maybe: (ref) => (ref ? textOf(texts, ref) : '')
	};
}
