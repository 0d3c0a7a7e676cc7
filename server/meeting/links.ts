/** Personal links: the token stands in the fragment, which browsers never send or log. */
import type { App } from '#server/app.ts';
import type { Room } from './room.ts';

/** The link that makes a browser the big screen of its meeting. Opening it uses nothing up. */
export async function displayPath(app: App, room: Room): Promise<string> {
	return `/hall/${room.code}?display=${await app.displays.token(room.meeting)}`;
}

/** The link that seats its holder; also what a seat card's QR says. */
export function seatLink(app: App, origin: string, room: Room, seat: string): string {
	return `${origin}/s/${room.code}#${seat}.${app.links.token(room.meeting, seat)}`;
}
