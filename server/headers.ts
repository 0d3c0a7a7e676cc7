/** What every answer carries, whoever writes it: pages through the hook, ready bytes before it. */
export const STANDING_HEADERS: Readonly<Record<string, string>> = {
	// Not `no-referrer`: with it browsers send `Origin: null` with forms, and every page without
	// scripts would be refused. Other sites still learn nothing.
	'referrer-policy': 'same-origin',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'SAMEORIGIN',
	'permissions-policy': 'camera=(self), microphone=(self), geolocation=()'
};

/** For a year the browser comes back over https only; sent where it came so (never over the hall's http). */
export const STRICT_TRANSPORT = { name: 'strict-transport-security', value: 'max-age=31536000' };

const PRIVATE = 'private, no-store';

/**
 * Gives an answer of the handler what every one carries. Pages are drawn for whoever asked, so nobody keeps
 * them, unless the answer says otherwise itself: the public record is asked again by its tag. An answer that
 * is for this caller alone, though it stands at an address for everybody, is kept nowhere either way.
 */
export function withStandingHeaders(given: Response, forThemAlone = false): Response {
	// Those of a redirect, or of what was fetched, cannot be changed.
	const response = new Response(given.body, given);
	for (const [name, value] of Object.entries(STANDING_HEADERS)) response.headers.set(name, value);
	const said = response.headers.get('cache-control');
	if (said === null || said.includes('no-store') || forThemAlone)
		response.headers.set('cache-control', PRIVATE);
	return response;
}
