/**
 * The frame around every HTTP request, before and behind the pages: what cannot be read is answered 400
 * here, and whatever the handler throws or rejects with ends as an answer.
 *
 * Invariant: nothing that comes in over HTTP throws or rejects out of this file; a request never ends the
 * process.
 */
import { existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { STANDING_HEADERS, STRICT_TRANSPORT } from '#server/headers.ts';
import { faultId, type Log } from '#server/log.ts';

/** What answers a readable request: the pages' handler, or the next step of the development server. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** `host` or `host:port` (RFC 9112, 3.2): anything else would become part of an address. */
const HOST = /^(?:[\w.-]{1,253}|\[[\da-fA-F:.]{2,45}\])(?::\d{1,5})?$/;
/** The one form of Range that the static files' server reads rightly (RFC 9110, 14.2 lets us ignore others). */
const RANGE = /^bytes=(\d{1,15})-(\d{0,15})$/;

/** Answers one request. `root` is the folder of the program. */
export function answerRequest(
	{ log, root }: { log: Log; root: string },
	request: IncomingMessage,
	response: ServerResponse,
	handler: Handler
): void {
	const failed = (cause: unknown) => answerFailed(log, request, response, cause);
	// Node loses what it had read behind an offer that is not taken up: the next answer would go to the wrong
	// request.
	if (request.headers.upgrade !== undefined) response.shouldKeepAlive = false;
	response.on('error', (cause) => log.debug({ err: cause }, 'an answer could not be written'));
	try {
		if (!makeReadable(request)) return plainly(response, 400, UNREADABLE);
		if (isGone(root, request.url!)) return plainly(response, 404, MISSING);
		Promise.resolve(handler(request, response)).catch(failed);
	} catch (cause) {
		failed(cause);
	}
}

const UNREADABLE =
	'400 这个地址读不懂，请核对后重新打开。This address cannot be read; check it and open it again.\n';
const MISSING = '404 没有这个文件，请刷新页面。There is no such file; load the page again.\n';
const broken = (id: string) =>
	`500 页面没打开，请过一会儿再刷新。编号 ${id}\nThe page could not be opened; load it again in a moment. Number ${id}\n`;

/**
 * Brings a request into the form in which everybody behind reads it; false when it has none: a path that
 * cannot be decoded, a target that is no path, a Host that is none.
 */
export function makeReadable(request: IncomingMessage): boolean {
	const target = originForm(request);
	if (!target) return false;
	request.url = target;
	const { headers } = request;
	if (headers.host === undefined || !HOST.test(headers.host)) return false;
	if (headers.range !== undefined && !isRange(headers.range)) delete headers.range;
	const query = target.indexOf('?');
	try {
		decodeURIComponent(query < 0 ? target : target.slice(0, query));
		return true;
	} catch {
		return false;
	}
}

/** The path and query of a target; an absolute one also says the host (RFC 9112, 3.2.2). */
function originForm(request: IncomingMessage): string | null {
	const { url = '' } = request;
	if (url.startsWith('/')) return url;
	if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
	const { host, pathname, search, username, password } = new URL(url);
	if (username || password) return null;
	request.headers.host = host;
	return pathname + search;
}

function isRange(range: string): boolean {
	const [, from, to] = RANGE.exec(range) ?? [];
	return from !== undefined && (to === '' || Number(to) >= Number(from));
}

/**
 * True for a file of the built pages that is not there any more: the static files' server remembers what
 * it found at its start, and would fail on it after somebody has built anew.
 */
function isGone(root: string, url: string): boolean {
	if (!url.startsWith('/_app/immutable/')) return false;
	const path = decodeURIComponent(url.split('?', 1)[0]!);
	return !path.includes('\0') && !existsSync(join(root, 'build/client', path));
}

function answerFailed(
	log: Log,
	request: IncomingMessage,
	response: ServerResponse,
	cause: unknown
): void {
	const id = faultId();
	const path = String(request.url).split('?', 1)[0];
	log.error({ err: cause, id, method: request.method, path }, 'a request failed');
	if (response.headersSent) response.destroy();
	else plainly(response, 500, broken(id));
}

function plainly(response: ServerResponse, status: number, words: string): void {
	if (response.destroyed || response.writableEnded) return;
	// Of what the handler had begun to say nothing holds but what every answer over https carries.
	for (const name of response.getHeaderNames())
		if (name !== STRICT_TRANSPORT.name) response.removeHeader(name);
	response.writeHead(status, {
		...STANDING_HEADERS,
		'content-type': 'text/plain; charset=utf-8',
		'content-length': Buffer.byteLength(words),
		'cache-control': 'no-store'
	});
	response.end(response.req.method === 'HEAD' ? undefined : words);
}
