/** What stands in place of every screen of a meeting that is not held [P19]; fetched by those alone who need it. */
export const cancelledMeeting = async () =>
	(await import('#lib/meeting/plan/CancelledMeeting.svelte')).default;
