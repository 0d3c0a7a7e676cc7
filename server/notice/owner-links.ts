/**
 * The personal link of whoever answers for a result. It names the owner it was made for, so that it is known for one
 * that is used up when somebody else answers for the line.
 *
 * Invariant: it opens one result's page, from which that result can be said to be done (`finish-by-link.ts`), and nothing
 * else; made from a key outside the database, like all such links.
 */
import type { OutcomeLine } from '#lib/meeting/outcomes/outcomes.ts';
import type { App } from '#server/app.ts';
import type { Room } from '#server/meeting/room.ts';

export type OwnerLink = 'opens' | 'wrong' | 'expired';

/** The path of the owner's page; null where nobody answers for the line. */
export function ownerPath(
	{ links }: Pick<App, 'links'>,
	room: Pick<Room, 'meeting' | 'addressKey'>,
	n: number,
	line: OutcomeLine
): string | null {
	const owner = ownerOf(line);
	if (owner === null) return null;
	const key = `${owner}.${links.token(room.meeting, subject(line, owner))}`;
	return `/n/${room.addressKey}/${n}/owner?k=${encodeURIComponent(key)}`;
}

/** What a key from an address is to this line. */
export function ownerLink(app: App, room: Room, line: OutcomeLine, key: string): OwnerLink {
	const [owner = '', token = ''] = key.split('.');
	if (!app.links.opens(room.meeting, subject(line, owner), token)) return 'wrong';
	return owner === ownerOf(line) ? 'opens' : 'expired';
}

/** A seat, or the text that names a body. */
function ownerOf({ owner }: OutcomeLine): string | null {
	return owner?.seat ?? owner?.body?.id ?? null;
}

function subject({ id }: OutcomeLine, owner: string): string {
	return `owner ${id} ${owner}`;
}
