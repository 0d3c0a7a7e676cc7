/**
 * After an answer that came before the whole request was read ("too large"), the rest is taken in and thrown
 * away, so that an honest browser finishes sending and reads the answer, and its next request on the same
 * line is heard; a dishonest one is hung up on.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';

/** So much more is taken in, bytes, and for so long, ms. */
const MOST = 64 * 1024 * 1024;
const LONGEST_MS = 30_000;
/** How often it is looked at, ms. */
const WATCH_MS = 100;

/** Watches over one request and its answer. */
export function drainBody(
	request: IncomingMessage,
	response: ServerResponse,
	{ most = MOST, longest = LONGEST_MS } = {}
): void {
	const { headers, socket } = request;
	if (!(Number(headers['content-length']) > 0) && !headers['transfer-encoding']) return;
	// Closed with bytes unread, a line is reset, and with it goes the answer: we close it ourselves, later.
	const stays = response.shouldKeepAlive;
	response.shouldKeepAlive = true;
	const over = () => stays || socket.end();
	response.once('finish', () => {
		if (request.complete || request.destroyed) return void over();
		const until = socket.bytesRead + most;
		const ends = performance.now() + longest;
		const watch = setInterval(() => {
			if (socket.bytesRead > until || performance.now() > ends) socket.destroy();
		}, WATCH_MS).unref();
		// Whoever read it before has stopped, and may have paused it.
		request.removeAllListeners('data');
		request.once('end', over);
		socket.once('close', () => clearInterval(watch));
		request.once('close', () => clearInterval(watch));
		request.once('error', () => {});
		request.resume();
	});
}
