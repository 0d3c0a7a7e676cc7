/** Speaking on the page of the record. */
import type { RecordPageOf } from '../record-page.ts';
import SpeakingSection from './SpeakingSection.svelte';
import TurnFact from './TurnFact.svelte';

export default {
	facts: { turn: { component: TurnFact, spoken: true } },
	sections: [{ order: 50, component: SpeakingSection }]
} satisfies RecordPageOf<'queue'>;
