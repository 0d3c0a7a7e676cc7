/** The desk's page of the notice: how it looks, where it stands, what is printed and passed on. */
import type { FilledNotice } from '#lib/meeting/outcomes/notice/notice-content.ts';
import { clearanceOf } from '#lib/meeting/viewer.ts';
import { shareOriginOf } from '#server/addresses.ts';
import type { App } from '#server/app.ts';
import { organises, type Sessions } from '#server/auth/meeting-access.ts';
import type { Room } from '#server/meeting/room.ts';
import { ownerPath } from './owner-links.ts';
import { noticePreview } from './fill-notice.ts';

export interface NoticeDeskPage {
	notice: FilledNotice;
	/** Where everybody reads it. */
	address: string;
	/** Of each result the page of whoever answers for it; none before it is published. */
	owners: { n: number; link: string }[];
}

/** All of it; null for whoever does not sit at the desk of this meeting. */
export async function noticeDeskPage(
	app: App,
	room: Room,
	who: Sessions,
	url: URL
): Promise<NoticeDeskPage | null> {
	if (!(await sitsAtDesk(app, room, who))) return null;
	const origin = shareOriginOf(app, url);
	const { lines, notice } = room.committed.state.outcomes;
	const owners = lines.flatMap((line, at) => {
		const path = notice && ownerPath(app, room, at + 1, line);
		return path ? [{ n: at + 1, link: origin + path }] : [];
	});
	return { notice: noticePreview(room), address: `${origin}/n/${room.addressKey}`, owners };
}

/** Chair, co-chair, clerk, or whose meeting it is. */
export async function sitsAtDesk(
	app: App,
	room: Room,
	{ seat, account }: Sessions
): Promise<boolean> {
	const organiser = await organises(app, room, account?.account);
	const viewer = { session: seat?.id ?? account?.id ?? null, organiser, display: false };
	const { state, hidden } = room.committed;
	return clearanceOf(state, hidden, viewer) === 'desk';
}
