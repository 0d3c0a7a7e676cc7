/** How much is too much, in one place (F27, B22–B25). Bytes and milliseconds. */

/** One change. */
export const MAX_UPDATE = 64 * 1024;
/** What somebody brings who worked offline. */
export const MAX_CATCH_UP = 200 * 1024;
/** Of one writer in a minute. */
export const MAX_PER_MINUTE = 200 * 1024;
/** A frame larger than this ends the connection. */
export const MAX_FRAME = 256 * 1024;
/** A document. */
export const MAX_STATE = 2 * 1024 * 1024;
/** Of one document, waiting to be stored. */
export const MAX_WAITING = 1024 * 1024;
/** So many rows are made one while people write. */
export const COMPACT_AFTER = 2000;
/** After a failed COMMIT. */
export const RETRY_MS = { least: 250, most: 5000 };
/** Out of memory after so long without anybody. */
export const IDLE_MS = 10 * 60_000;
