/** What the page load of a room returns, all of it from the stored picture. */
import type { Directory } from '#lib/meeting/directory.ts';
import { stateFor, visibleTexts } from '#lib/meeting/disclosure/disclosure.ts';
import { clearanceOf, namesFor } from '#lib/meeting/viewer.ts';
import { privateView } from '#lib/meeting/private-view.ts';
import type { PrivateView } from '#lib/meeting/registry.ts';
import { PROTOCOL, type SnapshotMessage } from '#lib/meeting/wire.ts';
import type { App } from '#server/app.ts';
import type { Sessions } from '#server/auth/meeting-access.ts';
import { namesOf } from './names.ts';
import type { Room } from './room.ts';

/** Page data for whoever came with these sessions; `directory` in the projection it may see. */
export function roomPage(
	app: App,
	room: Room,
	{ seat, account, display }: Sessions
): {
	code: string;
	addressKey: string;
	snapshot: SnapshotMessage;
	privateView: PrivateView;
	directory: Directory;
	names: string;
	now: number;
} {
	const { state, hidden, seq, head } = room.stored;
	const organiser = account?.account != null && app.ownerOf(room.meeting) === account.account;
	const viewer = {
		session: seat?.id ?? account?.id ?? null,
		organiser,
		display: display?.meeting === room.meeting
	};
	const clearance = clearanceOf(state, hidden, viewer);
	const names = namesOf(room, namesFor(state, hidden, viewer));
	return {
		code: room.code,
		addressKey: room.addressKey,
		snapshot: {
			protocol: PROTOCOL,
			epoch: app.epoch,
			boot: app.boot,
			meeting: room.meeting,
			seq,
			head,
			clearance,
			state: stateFor(state, clearance),
			texts: visibleTexts(state, room.texts, clearance)
		},
		privateView: privateView(state, hidden, viewer),
		directory: names.people,
		names: names.version,
		now: room.now()
	};
}
