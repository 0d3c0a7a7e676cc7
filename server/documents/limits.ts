/** How much is too much, in one place (F27, B22–B25). Bytes and milliseconds unless told. */
import type { Bounds } from '#server/bounded-socket.ts';

/** One change. */
export const MAX_UPDATE = 64 * 1024;
/** What somebody brings who worked offline. */
export const MAX_CATCH_UP = 200 * 1024;
/** Of one writer in a minute. */
export const MAX_PER_MINUTE = 200 * 1024;
/** A frame larger than this ends the connection, and so does more than this in a while. */
export const BOUNDS: Bounds = {
	bytes: 256 * 1024,
	values: 0,
	burst: 4 * 1024 * 1024,
	perSecond: 256 * 1024
};
/**
 * Changes of one COMMIT that are told with the very bytes that were stored. More of them become one for
 * the readers; longer ones, of somebody who was away, may repeat much that is known.
 */
export const AS_THEY_CAME = { updates: 4, bytes: 2048 };
/** A document. */
export const MAX_STATE = 2 * 1024 * 1024;
/** Of one document, waiting to be stored. */
export const MAX_WAITING = 1024 * 1024;
/** Messages of one connection: at once, and each second. Fast typing makes thirty a second. */
export const MESSAGES = { burst: 600, perSecond: 200 };
/** Times a connection may ask for everything: at once, and each second. */
export const RESYNCS = { burst: 5, perSecond: 0.5 };
/** Connections of one session to one document. */
export const MAX_CONNECTIONS = 32;
/** Client ids of one session in one document: every reload brings one. */
export const MAX_CLIENTS = 500;

/** Clocks of one client: characters typed. */
export const MAX_CLOCK = 2 ** 31;
/** Clocks that one deleted item may cover. */
export const MAX_RUN = 500_000;
/** Levels of a value. */
export const MAX_DEPTH = 24;
/** Items and deleted runs of a change so plain that it needs no sandbox. */
export const PLAIN = { items: 64, deletions: 64 };
/**
 * A try in the sandbox that takes longer (`tooLong`: of its thread's own time) failed, or hangs; its thread may
 * take longer to begin. What was stored was tried before: it has more time, because on a busy machine a
 * thread may wait long for its turn, and a row that hangs is set aside.
 */
export const SANDBOX = {
	tooLong: 250,
	hangs: 1000,
	hangsAtRow: 10_000,
	grace: 100,
	begins: 10_000,
	idle: 20_000,
	memoryMb: 128
};

/** State of one caret. */
export const MAX_AWARENESS = 2048;
/** Carets are told so often at most. */
export const AWARENESS_EVERY_MS = 50;

/** So many rows are made one while people write. */
export const COMPACT_AFTER = 2000;
/** After a failed COMMIT. */
export const RETRY_MS = { least: 250, most: 5000 };
/** Out of memory after so long without anybody. */
export const IDLE_MS = 10 * 60_000;
/** Every connection hears something so often; y-websocket gives up after 30 s of silence. */
export const HEARTBEAT_MS = 15_000;
