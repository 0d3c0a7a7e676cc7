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

const openOnceTold = ({ notice }: OutcomesState) => (notice ? 'opened' : 'said');
/** By how deep a text stands below all that this slice has, which comes last of what it stands in. */
const TOLD = {
	2: (_line: object, all: OutcomesState) => openOnceTold(all),
	3: (_part: object, _line: object, all: OutcomesState) => openOnceTold(all),
	4: (_a: object, _b: object, _line: object, all: OutcomesState) => openOnceTold(all),
	5: (_a: object, _b: object, _c: object, _line: object, all: OutcomesState) => openOnceTold(all)
};
/** As public as the record, and once there is a notice for everybody [Q13]. */
const told = (deep: keyof typeof TOLD, why: string) => words<never[]>(TOLD[deep], why);

/** The words of a line, and of what it was before it was put right. */
function written(deep: 2 | 4) {
	const inside = deep === 2 ? 3 : 5;
	const party = { seat: seen(WHO), body: told(inside, 'a body that answers for a result') };
	return {
		id: seen(ID),
		item: seen(ID),
		source: {
			from: seen(BOARD),
			board: seen(ID),
			card: seen(ID),
			group: seen(ID),
			vote: seen(ID),
			option: seen(ID)
		},
		text: told(deep, BOARD),
		class: seen(BOARD),
		owner: party,
		measure: told(deep, BOARD),
		due: seen(BOARD),
		everyDays: seen(BOARD),
		receiver: party,
		early: told(deep, 'why it is set aside is for everybody'),
		parts: {
			timetable: told(inside, BOARD),
			rules: told(inside, BOARD),
			rota: told(inside, 'who is on duty was agreed before everybody'),
			costs: told(inside, 'who pays what was agreed before everybody')
		},
		openShifts: seen(RULE)
	};
}

const fields: Fields<OutcomesState> = {
	lines: {
		...written(2),
		version: seen(RULE),
		legal: {
			awaited: seen(BOARD),
			notes: { by: seen(WHO), at: seen(CLOCK), text: told(4, SPOKEN) }
		},
		former: {
			class: seen(BOARD),
			by: seen(WHO),
			at: seen(CLOCK),
			reason: told(3, 'why it has another class'),
			rota: seen(RULE)
		},
		filled: { everyDays: seen(BOARD) },
		volunteers: {
			shift: seen(RULE),
			who: {
				seat: seen(WHO),
				body: told(4, 'whoever signs up was told that it is public')
			},
			at: seen(CLOCK),
			by: seen(WHO)
		},
		done: {
			text: told(3, 'whoever says that it is done was told that it is public'),
			at: seen(CLOCK),
			by: seen(WHO)
		},
		reopened: {
			was: {
				text: told(4, 'what was said stays, with why it was not so'),
				at: seen(CLOCK),
				by: seen(WHO)
			},
			by: seen(WHO),
			at: seen(CLOCK),
			reason: told(3, 'why it is not done after all')
		},
		corrected: {
			was: written(4),
			by: seen(WHO),
			at: seen(CLOCK),
			reason: told(3, 'what was made public is put right before everybody')
		}
	},
	notice: {
		agreed: seen('that both sides agreed is why it is read at all'),
		from: seen(CLOCK),
		until: seen(CLOCK),
		publishedAt: seen(CLOCK),
		by: seen(WHO),
		former: {
			from: seen(CLOCK),
			until: seen(CLOCK),
			by: seen(WHO),
			at: seen(CLOCK),
			reason: words('opened', 'why the notice is up for longer, or shorter')
		}
	},
	answers: {
		source: written(2).source,
		verdict: seen(BOARD),
		reason: told(2, 'whoever made a suggestion hears why'),
		by: seen(WHO),
		at: seen(CLOCK)
	},
	dissents: {
		id: seen(ID),
		outcome: seen(ID),
		seat: seen(WHO),
		text: told(2, 'whoever says it was told that it is public'),
		at: seen(CLOCK),
		by: seen(WHO),
		reply: { text: told(3, 'the answer is for everybody'), at: seen(CLOCK), by: seen(WHO) },
		settledAt: seen(CLOCK)
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
		'outcomes.none': 'none',
		'outcomes.published': 'none',
		'outcomes.period-set': 'said',
		'outcomes.unpublished': 'none',
		'outcomes.answered': 'draft',
		'outcomes.dissented': 'said',
		'outcomes.replied': 'draft',
		'outcomes.settled': 'none',
		'outcomes.shift-taken': 'said',
		'outcomes.shift-freed': 'none',
		'outcomes.rota-full': 'none',
		'outcomes.rota-open': 'none',
		'outcomes.finished': 'said',
		'outcomes.reopened': 'said'
	},
	access: ['outcomes.published', 'outcomes.unpublished']
};
