/** How a screen of the meeting reads results: names and words as its reader may know them. */
import type { OutcomeReader } from '#lib/i18n/outcome-words.ts';
import { seatName } from '#lib/i18n/seat-name.ts';
import { textOf } from '#lib/i18n/text-of.ts';
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';

export function readerOf(meeting: MeetingStore): OutcomeReader {
	return {
		name: (seat) => seatName(meeting, seat),
		text: (ref) => textOf(meeting, ref)
	};
}
