/** What every answer carries, whoever writes it: pages through the hook, ready bytes before it. */
export const STANDING_HEADERS: Readonly<Record<string, string>> = {
	// Not `no-referrer`: with it browsers send `Origin: null` with forms, and every page without
	// scripts would be refused. Other sites still learn nothing.
	'referrer-policy': 'same-origin',
	'x-content-type-options': 'nosniff',
	'x-frame-options': 'SAMEORIGIN',
	'permissions-policy': 'camera=(self), microphone=(self), geolocation=()'
};
