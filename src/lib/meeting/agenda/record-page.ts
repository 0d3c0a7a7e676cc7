/** The agenda on the page of the record. */
import type { RecordPageOf } from '../record-page.ts';
import AgendaSection from './AgendaSection.svelte';

export default {
	sections: [{ order: 40, component: AgendaSection }]
} satisfies RecordPageOf<'agenda'>;
