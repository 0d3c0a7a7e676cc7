/** A text as bytes, plain and gzipped once, for answers that thousands ask for. */
import { createHash } from 'node:crypto';
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { encodingFor } from '#server/http/compress.ts';

const gzipped = promisify(gzip);

export const JSON_TYPE = 'application/json; charset=utf-8';

export class Bytes {
	readonly plain: Buffer<ArrayBuffer>;
	readonly tag: string;
	#gzip: Promise<Buffer<ArrayBuffer>> | null = null;

	constructor(text: string | Buffer<ArrayBuffer>) {
		this.plain = typeof text === 'string' ? Buffer.from(text) : text;
		this.tag = `"${createHash('sha256').update(this.plain).digest('base64url').slice(0, 20)}"`;
	}

	/** The same, gzipped; made when first asked for, off the event loop. */
	get gzip(): Promise<Buffer<ArrayBuffer>> {
		this.#gzip ??= gzipped(this.plain, { level: 6 }) as Promise<Buffer<ArrayBuffer>>;
		return this.#gzip;
	}
}

/** What a reader said about itself, and what goes with the bytes. */
export interface Asked {
	/** Accept-Encoding. */
	accepts: string;
	/** If-None-Match. */
	known: string;
	headers: Record<string, string>;
}

/** An answer before anybody has wrapped it. */
export interface Answer {
	status: 200 | 304;
	headers: Record<string, string>;
	body: Buffer<ArrayBuffer> | null;
}

/**
 * The answer to a GET: 304 where the reader has these bytes, gzipped where it can read that. Always
 * asked again (`no-cache`), so that what is erased is not shown from a cache.
 */
export async function answerFor(bytes: Bytes, { accepts, known, headers }: Asked): Promise<Answer> {
	const zips = encodingFor(accepts, ['gzip']) !== null;
	// One tag for each encoding, as HTTP asks.
	const etag = zips ? bytes.tag.replace(/"$/u, '-z"') : bytes.tag;
	const all: Record<string, string> = { 'cache-control': 'no-cache', ...headers, etag };
	all.vary = ['Accept-Encoding', all.vary].filter(Boolean).join(', ');
	if (known.split(',').some((one) => one.trim().replace(/^W\//u, '') === etag))
		return { status: 304, headers: all, body: null };
	const body = zips ? await bytes.gzip : bytes.plain;
	if (zips) all['content-encoding'] = 'gzip';
	all['content-length'] = String(body.length);
	return { status: 200, headers: all, body };
}

/** The same as a `Response`. */
export async function answerWith(
	bytes: Bytes,
	request: Request,
	headers: Record<string, string>
): Promise<Response> {
	const answer = await answerFor(bytes, {
		accepts: request.headers.get('accept-encoding') ?? '',
		known: request.headers.get('if-none-match') ?? '',
		headers
	});
	const body = request.method === 'HEAD' ? null : answer.body;
	return new Response(body, { status: answer.status, headers: answer.headers });
}
