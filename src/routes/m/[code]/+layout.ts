/** The state that this page shares with others lies beside it. */
import { wholePage } from '#lib/live/replica.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data, fetch }) => {
	const page = await wholePage(data.page, fetch);
	// In place of every screen of a meeting that is not held [P19]; fetched by those alone who need it.
	const { default: Cancelled } =
		page.snapshot.state.plan.phase === 'cancelled'
			? await import('#lib/meeting/plan/CancelledMeeting.svelte')
			: {};
	return { ...data, page, Cancelled };
};
