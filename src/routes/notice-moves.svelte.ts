/** A page that was drawn from the results is drawn anew when they move. */
import { invalidate } from '$app/navigation';
import type { MeetingStore } from '#lib/live/meeting.svelte.ts';

/** While the page that asks is open. */
export function untilResultsMove(meeting: MeetingStore): void {
	let before = meeting.state.outcomes;
	$effect(() => {
		const now = meeting.state.outcomes;
		if (now !== before) void invalidate('yitang:notice');
		before = now;
	});
}
