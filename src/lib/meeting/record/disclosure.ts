/** Who may read what was decided about the record. */
import { announced, words, CLOCK, type DisclosureOf, type Fields } from '../disclosure/decision.ts';
import type { RecordState } from './publication.ts';

const SUMMARY = 'what the record opens with';
const fields: Fields<RecordState> = {
	summary: {
		decided: words('said', SUMMARY),
		open: words('said', SUMMARY),
		doable: words('said', SUMMARY),
		at: announced(CLOCK)
	},
	publish: announced('from when the record may be read'),
	noticeUntil: announced('until when it may be answered'),
	keepYears: announced('how long it is kept')
};

export const recordDisclosure: DisclosureOf<'record'> = {
	fields,
	texts: {
		'record.summarised': 'draft',
		'record.was-set': 'none'
	},
	access: ['record.was-set', 'record.summarised'],
	announced: (record) => record
};
