/** What the page load of a room returns, all of it from the stored picture. */
import type { Directory } from '#lib/meeting/directory.ts';
import { isDesk, mine, type Mine } from '#lib/meeting/mine.ts';
import type { SnapshotMessage } from '#lib/meeting/wire.ts';
import { PROTOCOL } from '#lib/meeting/wire.ts';
import type { App } from '#server/app.ts';
import type { Session } from '#server/auth/session.ts';
import { namesOf } from './names.ts';
import type { Room } from './room.ts';

/** Page data for one session; `directory` in the projection it may see. */
export function roomPage(
	app: App,
	room: Room,
	seat: Session | null,
	account: Session | null
): {
	code: string;
	addressKey: string;
	snapshot: SnapshotMessage;
	mine: Mine;
	directory: Directory;
	names: string;
	now: number;
} {
	const { state, hidden, seq, head } = room.stored;
	const organiser = account?.account != null && app.ownerOf(room.meeting) === account.account;
	const viewer = { session: seat?.id ?? account?.id ?? null, organiser };
	const own = mine(state, hidden, viewer);
	const member = own.you.length > 0 || isDesk(state, hidden, viewer);
	const names = namesOf(room, member ? 'members' : 'public');
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
			state,
			texts: Object.fromEntries(room.texts)
		},
		mine: own,
		directory: names.people,
		names: names.version,
		now: room.now()
	};
}
