/**
 * Origin checks for everything that may change something: non-GET requests and both upgrades. A
 * missing Origin is refused too: browsers send one, and nothing else should carry our cookies.
 */

/** True when `origin` is this server as the client addressed it, or its public address. */
export function originAllowed(
	origin: string | undefined | null,
	host: string | undefined | null,
	publicUrl: string | null
): boolean {
	if (!origin || origin === 'null') return false;
	if (publicUrl && origin === publicUrl) return true;
	if (!host) return false;
	return origin === `http://${host}` || origin === `https://${host}`;
}
