/**
 * A session that is given more gets another token. Who sits down, signs in or pairs a screen has it with that
 * very answer (`doors.ts`, `organiser.ts`, `displays.ts`); who is given a seat, a role or a helper's people by
 * the desk, with the next answer of a page. A cookie that somebody planted, or copied from a shared tablet,
 * before its session was worth anything opens nothing afterwards (decision 0012).
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { SeatId } from '#lib/meeting/names.ts';
import type { MeetingEvent } from '#lib/meeting/registry.ts';
import type { App } from '#server/app.ts';
import { whenThereIsRoom } from '#server/db/disk.ts';
import { cookieName, cookieOptions } from './cookies.ts';
import { networkOfRequest } from './network.ts';

/** Marks the sessions to which each COMMIT gave more; gives what waits until all of them are marked. */
export function raiseWithRoles(app: Pick<App, 'rooms' | 'sessions' | 'log'>): () => Promise<void> {
	const under = new Set<Promise<void>>();
	app.rooms.follow((room, { events }) => {
		const { holders } = room.committed.hidden.roll;
		const ids = events.flatMap((event) => {
			const seat = raisedBy(event);
			const session = seat === null ? undefined : holders.get(seat);
			return session === undefined ? [] : [session];
		});
		if (ids.length === 0) return;
		const raised = whenThereIsRoom(app.log, () => app.sessions.raise(ids))
			.catch((err: unknown) =>
				app.log.error({ err }, 'sessions that were given more keep their token')
			)
			.finally(() => under.delete(raised));
		under.add(raised);
	});
	return async () => void (await Promise.all(under));
}

/** The seat that an event gives more to; null: none, or a door did it, which renews the token itself. */
function raisedBy(event: MeetingEvent): SeatId | null {
	if (event.actor === 'door') return null;
	switch (event.type) {
		case 'roll.claimed':
		case 'roll.taken-over':
		case 'roll.bound':
		case 'roll.role-given':
			return event.body.seat;
		case 'roll.changed':
		case 'roll.guest-seated':
			return event.body.seat.id;
		case 'roll.chair-handed':
			return event.body.to;
		case 'roll.helped':
			return event.body.helper;
		default:
			return null;
	}
}

/** Offers another token to a phone whose session was raised; called for each request before its page. */
export function renewRaised(
	event: Pick<RequestEvent, 'locals' | 'cookies' | 'request' | 'getClientAddress'>
): void {
	const { app, seat, https } = event.locals;
	if (!seat?.raised) return;
	const browser = `${networkOfRequest(event)} ${event.request.headers.get('user-agent')}`;
	const token = app.sessions.offer(seat, browser);
	event.cookies.set(cookieName('seat', https), token, cookieOptions(https, seat.expiresAt));
}
