/**
 * Stands in for `lib0/broadcastchannel` in the browser (see vite.config.ts). Our link to a document never
 * talks to other tabs (`disableBc`), and the real module reads a name, while it is loaded, that a browser
 * may forbid as it forbids its stores: then no page with a document would open.
 */

/** Tells nobody. */
export function publish(): void {}

/** Hears nothing. */
export function subscribe(): void {}

/** There was nothing to stop. */
export function unsubscribe(): void {}
