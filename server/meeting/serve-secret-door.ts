/**
 * The door of secret ballots, answered straight on the connection: a full hall hands in a thousand within a second, and
 * of what the handler does for a page a ballot needs nothing. Whatever is not plain goes on to the handler.
 *
 * Invariant: the same guards, answers and headers as the handler's (`routes/ballot/[key]`).
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { namesThisMachine } from '#server/addresses.ts';
import type { App } from '#server/app.ts';
import { originAllowed } from '#server/auth/origin.ts';
import { STANDING_HEADERS } from '#server/headers.ts';
import { MOST_BALLOT, takeBallot } from './secret-door.ts';

const ADDRESS = /^\/ballot\/([a-z0-9]{10})$/u;

/** Takes a ballot that somebody hands in; false for everything else. */
export async function serveSecretDoor(
	app: App | undefined,
	request: IncomingMessage,
	response: ServerResponse
): Promise<boolean> {
	const { method, url = '', headers } = request;
	const [, key] = method === 'POST' ? (ADDRESS.exec(url) ?? []) : [];
	if (!app || app.stopping || !key) return false;
	// What is longer, or says no length, the handler refuses as it reads.
	if (!(Number(headers['content-length']) <= MOST_BALLOT)) return false;
	if (!originAllowed(headers.origin, headers.host, app.config.publicUrl)) return false;
	const body = await text(request).catch(() => null);
	// It broke off on its way: nobody is there who could hear an answer.
	if (body === null) return true;
	const https = headers['x-forwarded-proto'] === 'https';
	const hostname = headers.host!.replace(/:\d+$/u, '').toLowerCase();
	const taken = await takeBallot(app, key, body, https || namesThisMachine(hostname));
	const answer = JSON.stringify(taken);
	response.writeHead(200, {
		...STANDING_HEADERS,
		'content-type': 'application/json',
		'content-length': Buffer.byteLength(answer),
		'cache-control': 'private, no-store'
	});
	response.end(answer);
	return true;
}
