import { onThisMachine, ownOriginOf } from '#server/addresses.ts';
import type { App } from '#server/app.ts';
import { demoMeeting, meetingsOfPhone } from '#server/meeting/meeting-lists.ts';
import { displayPath, seatLink } from '#server/meeting/links.ts';
import { recentRecords } from '#server/record/recent.ts';
import { publicSums } from '#server/record/meeting-sums.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, request, getClientAddress }) => {
	const { app, seat, account } = locals;
	const demo = await demoMeeting(app);
	const here = onThisMachine(app.config, request, getClientAddress());
	return {
		recent: await recentRecords(app),
		sums: await publicSums(app),
		yours: seat ? await meetingsOfPhone(app, seat.id) : [],
		organiser: account !== null,
		none: await app.accounts.none(),
		demo: demo
			? { key: demo.addressKey, links: here ? await roleLinks(app, demo.id, url) : null }
			: null
	};
};

/** Links that sit down as each person of the demo; only for whoever sits at this machine. */
async function roleLinks(app: App, meeting: string, url: URL) {
	const room = await app.rooms.byId(meeting);
	if (!room) return null;
	const { seats, order } = room.committed.state.roll;
	const link = (is: (seat: (typeof seats)[string]) => boolean) => {
		const id = order.find((seat) => is(seats[seat]!));
		return id ? seatLink(app, ownOriginOf(app, url), room, id) : null;
	};
	return {
		chair: link(({ role }) => role === 'chair'),
		clerk: link(({ role }) => role === 'clerk'),
		phone: link(({ no }) => no === 2),
		hall: await displayPath(app, room)
	};
}
