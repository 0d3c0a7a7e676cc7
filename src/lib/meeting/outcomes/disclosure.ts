/** Who may read what of the results: they are made before everybody's eyes, and as public as the record. */
import {
	BOARD,
	CLOCK,
	ID,
	RULE,
	seen,
	SPOKEN,
	WHO,
	words,
	type DisclosureOf,
	type Fields
} from '../disclosure/decision.ts';
import type { OutcomesState } from './outcomes.ts';

const party = { seat: seen(WHO), body: words('said', 'a body that answers for a result') };

const fields: Fields<OutcomesState> = {
	lines: {
		id: seen(ID),
		version: seen(RULE),
		item: seen(ID),
		source: {
			from: seen(BOARD),
			board: seen(ID),
			card: seen(ID),
			group: seen(ID),
			vote: seen(ID),
			option: seen(ID)
		},
		text: words('said', BOARD),
		class: seen(BOARD),
		owner: party,
		measure: words('said', BOARD),
		due: seen(BOARD),
		everyDays: seen(BOARD),
		receiver: party,
		early: words('said', 'why it is set aside is for everybody'),
		legal: {
			awaited: seen(BOARD),
			notes: { by: seen(WHO), at: seen(CLOCK), text: words('said', SPOKEN) }
		},
		former: {
			class: seen(BOARD),
			by: seen(WHO),
			at: seen(CLOCK),
			reason: words('said', 'why it has another class')
		}
	}
};

export const outcomesDisclosure: DisclosureOf<'outcomes'> = {
	fields,
	texts: {
		'outcomes.written': 'draft',
		'outcomes.revised': 'draft',
		'outcomes.dropped': 'none',
		'outcomes.legal-awaited': 'none',
		'outcomes.advised': 'said',
		'outcomes.none': 'none'
	}
};
