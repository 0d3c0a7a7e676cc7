/** What came of a round of cards on the page of the record. */
import type { RecordPageOf } from '../record-page.ts';
import ResultFact from './ResultFact.svelte';

export default {
	// Cards stand in their groups, once, under the last result of their round.
	facts: { 'cards-result': { component: ResultFact, whole: true } }
} satisfies RecordPageOf<'cards'>;
