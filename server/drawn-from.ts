/** Data of a page that is drawn from more than travels with it. */

/**
 * `sent`, with `whole` for drawing the page on the server. `whole` is no enumerable member, so whoever writes the
 * data into the page, or answers a request for it, does not see it; a browser fetches it beside the page.
 */
export function drawnFrom<Sent extends object, Whole>(
	sent: Sent,
	whole: Whole
): Sent & { readonly whole: Whole } {
	return Object.defineProperty({ ...sent }, 'whole', { value: whole }) as Sent & { whole: Whole };
}
