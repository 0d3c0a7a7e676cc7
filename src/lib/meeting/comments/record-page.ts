/** Comments of those who were not there on the page of the record, and the form for them. */
import type { RecordPageOf } from '../record-page.ts';
import CommentsSection from './CommentsSection.svelte';

export default {
	sections: [{ order: 60, component: CommentsSection }]
} satisfies RecordPageOf<'comments'>;
