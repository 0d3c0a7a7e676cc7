/** Who may read the text of agreement. */
import {
	BOARD,
	CLOCK,
	COUNT,
	ID,
	WHO,
	seen,
	words,
	type DisclosureOf,
	type Fields
} from '../disclosure/decision.ts';
import type { AgreementsState, OfferedText } from './agreements.ts';

const fields: Fields<AgreementsState> = {
	clauses: words('desk', 'a draft is for who writes it [AG1]'),
	revision: seen(COUNT),
	offered: {
		version: seen(COUNT),
		digest: seen('of ids and salted hashes: nothing can be tried against it'),
		clauses: words(
			({ settledAt, takenBack }: OfferedText) =>
				takenBack ? 'desk' : settledAt === null ? 'room' : 'said',
			'on the big screen while it lies before the sides; once both signed it is what the meeting came to [AG3] [AG14]'
		),
		at: seen(CLOCK),
		takenBack: { at: seen(CLOCK), signed: seen(COUNT) },
		settledAt: seen(CLOCK),
		signatures: {
			seat: seen(WHO),
			as: seen(BOARD),
			at: seen(CLOCK),
			way: seen(BOARD),
			erased: seen('of a picture that nobody gets any more')
		},
		differs: {
			seat: seen(WHO),
			text: words('desk', 'for who mediates, before it is taken up with both sides [AG7]'),
			at: seen(CLOCK)
		},
		photos: { id: seen(ID), at: seen(CLOCK), by: seen(WHO) }
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
