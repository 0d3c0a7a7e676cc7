/** Comments of those who were not there on the page of the record, and the form for them. */
import type { RecordPageOf } from '../record-page.ts';
import AnswersSection from './AnswersSection.svelte';

export default {
	sections: [{ order: 60, component: AnswersSection }]
} satisfies RecordPageOf<'answers'>;
