/** What the page load of a room returns, all of it from the committed state. */
import type { Projection } from '#lib/meeting/directory.ts';
import type { Clearance } from '#lib/meeting/disclosure/decision.ts';
import { clearanceOf, namesFor, type Viewer } from '#lib/meeting/viewer.ts';
import { privateView } from '#lib/meeting/private-view.ts';
import type { RoomPage, SentPage } from '#lib/meeting/room-page.ts';
import type { App } from '#server/app.ts';
import { organises } from '#server/auth/meeting-access.ts';
import type { Sessions } from '#server/auth/meeting-access.ts';
import { drawnFrom } from '#server/drawn-from.ts';
import type { Bytes } from '#server/record/bytes.ts';
import type { Room } from './room.ts';

/** Page data for whoever came with these sessions; names in the projection they may see. */
export async function roomPage(
	app: App,
	room: Room,
	sessions: Sessions
): Promise<SentPage & { readonly whole: RoomPage }> {
	const viewer = await viewerOf(app, room, sessions);
	// Nothing awaits from here on: all of it is of one moment.
	const { state, hidden } = room.committed;
	const { clearance, projection } = readerOf(room, viewer);
	const { sent, snapshot, names } = app.shared.partFor(room, clearance, projection);
	const own = {
		code: room.code,
		addressKey: room.addressKey,
		privateView: privateView(state, hidden, viewer),
		now: room.now()
	};
	const whole = { ...own, snapshot, directory: names.people, names: names.version };
	return drawnFrom({ ...own, shared: sent }, whole);
}

/** What lies beside that page. `id`: the shared state that the page went on from. */
export async function sharedState(
	app: App,
	room: Room,
	sessions: Sessions,
	id: string | null
): Promise<Bytes> {
	const { clearance, projection } = readerOf(room, await viewerOf(app, room, sessions));
	return app.shared.bytes(id, room, clearance, projection);
}

async function viewerOf(
	app: App,
	room: Room,
	{ seat, account, display }: Sessions
): Promise<Viewer> {
	const organiser = await organises(app, room, account?.account);
	return {
		session: seat?.id ?? account?.id ?? null,
		organiser,
		display: display?.meeting === room.meeting
	};
}

function readerOf(
	{ committed: { state, hidden } }: Room,
	viewer: Viewer
): { clearance: Clearance; projection: Projection } {
	return {
		clearance: clearanceOf(state, hidden, viewer),
		projection: namesFor(state, hidden, viewer)
	};
}
