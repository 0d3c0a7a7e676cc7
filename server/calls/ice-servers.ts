/**
 * Credentials for a TURN relay, made anew for each join: coturn's `use-auth-secret` counts them again from the secret
 * that both sides know, and refuses an allocation after their time (draft-uberti-behave-turn-rest-00).
 */
import { createHmac } from 'node:crypto';
import type { IceServer } from '#lib/meeting/calls/grant.ts';
import type { TurnSettings } from './call-settings.ts';

export interface MintedIce {
	servers: IceServer[];
	/** From when an allocation is refused, ms since the epoch; one that stands goes on. */
	expiresAt: number;
}

/**
 * @param user tells allocations apart in the relay's log; an id, never a name
 * @param now ms since the epoch, by the clock that the relay has too
 */
export function mintIceServers(turn: TurnSettings, user: string, now: number): MintedIce {
	const ends = Math.floor(now / 1000) + turn.lifetime;
	const username = `${ends}:${user}`;
	const credential = turnCredential(turn.secret, username);
	return { servers: [{ urls: turn.urls, username, credential }], expiresAt: ends * 1000 };
}

/** base64(HMAC-SHA1(secret, username)), as coturn counts it. */
export function turnCredential(secret: string, username: string): string {
	return createHmac('sha1', secret).update(username).digest('base64');
}
