/**
 * The personal link of whoever answers for a result. It names the owner it was made for, so that it is known for one
 * that is used up when somebody else answers for the line.
 *
 * Invariant: it opens one result's page, from which that result can be said to be done, and nothing else; made from a key outside the database, like all such links.
 */
import type { OutcomeLine } from '#lib/meeting/outcomes/outcomes.ts';
import type { Refusal } from '#lib/meeting/refusal.ts';
import type { App } from '#server/app.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Room } from '#server/meeting/room.ts';

const DOOR = { session: null, owner: false, door: true };

export type OwnerLink = 'opens' | 'wrong' | 'expired';

/** The path of the owner's page; null where nobody answers for the line. */
export function ownerPath(app: App, room: Room, n: number, line: OutcomeLine): string | null {
	const owner = ownerOf(line);
	if (owner === null) return null;
	const key = `${owner}.${app.links.token(room.meeting, subject(line, owner))}`;
	return `/n/${room.addressKey}/${n}/owner?k=${encodeURIComponent(key)}`;
}

/** What a key from an address is to this line. */
export function ownerLink(app: App, room: Room, line: OutcomeLine, key: string): OwnerLink {
	const [owner = '', token = ''] = key.split('.');
	if (!app.links.opens(room.meeting, subject(line, owner), token)) return 'wrong';
	return owner === ownerOf(line) ? 'opens' : 'expired';
}

/** 办结 by whoever answers for it [Q20]; the caller has seen that the link opens. Null: it is done, or why not. */
export async function finishByLink(
	room: Room,
	{ id: outcome }: OutcomeLine,
	text: string
): Promise<Refusal | null> {
	const command = { type: 'outcomes.finish', outcome, text } as const;
	const said = await room.ask({ id: newId(), as: 'door', command }, DOOR);
	return 'refused' in said ? said : null;
}

/** A seat, or the text that names a body. */
function ownerOf({ owner }: OutcomeLine): string | null {
	return owner?.seat ?? owner?.body?.id ?? null;
}

function subject({ id }: OutcomeLine, owner: string): string {
	return `owner ${id} ${owner}`;
}
