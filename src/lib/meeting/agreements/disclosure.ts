/** Who may read the text of agreement. */
import {
	COUNT,
	CLOCK,
	ID,
	field,
	keptFor,
	seen,
	words,
	type DisclosureOf,
	type Fields
} from '../disclosure/decision.ts';
import type { AgreementsState, OfferedText } from './agreements.ts';

/** Who has signed stays among those who are there, with the text itself. */
const INSIDE = 'who stands by it is for those who are there [AG3]';

const fields: Fields<AgreementsState> = {
	clauses: words('desk', 'a draft is for who writes it [AG1]'),
	revision: seen(COUNT),
	offered: {
		version: seen(COUNT),
		digest: seen('of ids and salted hashes: nothing can be tried against it'),
		clauses: words(
			({ settledAt }: OfferedText) => (settledAt === null ? 'room' : 'said'),
			'on the big screen while it lies before the sides; once both signed it is what the meeting came to [AG3] [AG14]'
		),
		at: seen(CLOCK),
		takenBack: { at: seen(CLOCK), signed: seen(COUNT) },
		settledAt: seen(CLOCK),
		signatures: {
			seat: field('said')('that both signed is what the meeting came to [AG14]'),
			as: field('said')(INSIDE),
			at: seen(CLOCK),
			way: field('said')(INSIDE),
			erased: field('said')(INSIDE)
		},
		differs: {
			seat: keptFor('room', '', INSIDE),
			text: words('desk', 'for who mediates, before it is taken up with both sides [AG7]'),
			at: seen(CLOCK)
		},
		photos: { id: seen(ID), at: seen(CLOCK), by: field('room')(INSIDE) }
	}
};

export const agreementsDisclosure: DisclosureOf<'agreements'> = {
	fields,
	texts: {
		'agreements.drafted': 'draft',
		'agreements.offered': 'draft',
		'agreements.taken-back': 'none',
		'agreements.signed': 'none',
		'agreements.differed': 'draft',
		'agreements.withdrawn': 'none',
		'agreements.photographed': 'none',
		'agreements.photo-erased': 'none',
		'agreements.signature-erased': 'none'
	},
	access: ['agreements.offered', 'agreements.taken-back', 'agreements.signed']
};
