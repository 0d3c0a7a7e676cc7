/** What a seat is given where nothing is configured: browsers connect with each other, on lines of their own. */
import type { CallGrant } from '#lib/meeting/calls/grant.ts';

/** Without an address that finds others through walls; in one hall's network none is needed. */
export async function meshGrant(): Promise<CallGrant> {
	return { engine: 'mesh', iceServers: [], icePolicy: 'all', cap: 6, expiresAt: null };
}
