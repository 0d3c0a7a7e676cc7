/** Who may read captions. */
import { seen, words, CLOCK, WHO, type DisclosureOf, type Fields } from '../disclosure/decision.ts';
import type { CaptionsState } from './captions.ts';

const fields: Fields<CaptionsState> = {
	writers: seen(WHO),
	lines: {
		text: words('room', 'typed in haste, for those who hear badly in the room, and not kept [CP4]'),
		by: seen(WHO),
		at: seen(CLOCK)
	}
};

export const captionsDisclosure: DisclosureOf<'captions'> = {
	fields,
	texts: {
		'captions.asked': 'none',
		'captions.written': 'draft',
		'captions.taken-back': 'none',
		'captions.ended': 'none'
	}
};
