/** Results on the page of the record: it opens with them. */
import type { RecordPageOf } from '../record-page.ts';
import OutcomesTop from './OutcomesTop.svelte';

export default {
	sections: [{ at: 'top', order: 10, component: OutcomesTop }]
} satisfies RecordPageOf<'outcomes'>;
