/**
 * Stands in for the other transports of engine.io-client in the browser (see vite.config.ts): our sockets are
 * WebSockets and nothing else (`client.ts`), and a phone need not fetch what it never uses before the first tap.
 */

/** Long polling. */
export const XHR = undefined;
export const Fetch = undefined;

/** WebTransport. */
export const WT = undefined;
