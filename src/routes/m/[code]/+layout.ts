/** The state that this page shares with others lies beside it. */
import { wholePage } from '#lib/live/replica.ts';
import { cancelledMeeting } from './cancelled-meeting.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ data, fetch }) => {
	const page = await wholePage(data.page, fetch);
	const isCancelled = page.snapshot.state.plan.phase === 'cancelled';
	return { ...data, page, cancelled: isCancelled ? await cancelledMeeting() : null };
};
