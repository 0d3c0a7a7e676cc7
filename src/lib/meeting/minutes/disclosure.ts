/** Who may read which part of the minutes. */
import {
	seen,
	words,
	ID,
	CLOCK,
	WHO,
	BOARD,
	COUNT,
	FLOOR,
	type DisclosureOf,
	type Fields
} from '../disclosure/decision.ts';
import type { MinutesState } from './minutes.ts';

const fields: Fields<MinutesState> = {
	lines: {
		id: seen(ID),
		fact: seen(ID),
		owner: seen('whose words it is stands beside them'),
		text: words('said', 'the minutes as they are written [D2]'),
		tag: seen(BOARD),
		relayed: seen('put in other words by the clerk (A21)'),
		at: seen(CLOCK),
		writtenAt: seen(CLOCK),
		later: seen('only in a replay')
	},
	writers: seen('who may write the minutes is said aloud'),
	until: seen(CLOCK),
	objections: {
		id: seen(ID),
		seat: seen(WHO),
		at: seen(CLOCK),
		by: seen('who entered it is told with it (代录)'),
		phone: seen('taken down on the telephone'),
		paper: seen('handed in on paper'),
		fact: seen(ID),
		text: words('said', 'an objection stands in the record'),
		answer: {
			agreed: seen('an objection stands in the record'),
			text: words('said', 'an objection stands in the record'),
			at: seen(CLOCK),
			by: seen(WHO)
		}
	},
	sealed: {
		at: seen(CLOCK),
		by: seen(WHO),
		seq: seen(ID),
		upTo: seen(ID),
		hash: seen('holds the record to account'),
		prose: words('said', 'the minutes')
	},
	errata: {
		id: seen(ID),
		at: seen(CLOCK),
		by: seen(WHO),
		fact: seen(ID),
		text: words('said', 'a correction stands beside the minutes'),
		change: {
			is: seen('what was corrected stands in the record'),
			seat: seen(WHO),
			stance: seen(FLOOR),
			came: seen(COUNT),
			late: seen(COUNT),
			was: seen(WHO)
		}
	}
};

export const minutesDisclosure: DisclosureOf<'minutes'> = {
	fields,
	texts: {
		'minutes.noted': 'draft',
		'minutes.allowed': 'none',
		'minutes.objections-opened': 'draft',
		'minutes.objected': 'draft',
		'minutes.answered': 'draft',
		'minutes.sealed': 'draft',
		'minutes.corrected': 'draft'
	},
	access: ['minutes.sealed']
};
