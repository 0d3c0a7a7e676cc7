/**
 * Answers of the pages' handler compressed, by threads beside the loop. What is handed out as ready bytes is
 * compressed once, elsewhere (`record/bytes.ts`), and passes here as it is.
 *
 * A compressed answer tells by its length whether what the asker put into the address or a form is like what else
 * stands in it (BREACH). So what may repeat either beside lasting secrets is sent as it is (decision 0018).
 */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { RequestEvent } from '@sveltejs/kit';

type Encoding = 'br' | 'gzip';
type Asked = Pick<RequestEvent, 'request' | 'url' | 'locals' | 'isSubRequest'>;

/** Smaller answers fit into one packet anyway. */
const LEAST = 1024;
const TYPES = /^(?:text\/html|application\/json)\b/u;
const OFFERED: readonly Encoding[] = ['br', 'gzip'];

const gzipped = promisify(gzip);
const brotlied = promisify(brotliCompress);

// The lowest levels that are worth it: a page of 20 KB takes a thread a quarter of a millisecond.
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
const COMPRESS: Record<Encoding, (body: Buffer) => Promise<Buffer<ArrayBuffer>>> = {
	br: (body) => brotlied(body, BROTLI),
	gzip: (body) => gzipped(body, { level: 4 })
};

/** The answer as this asker reads it best; the same one where there is nothing to be gained. */
export async function compressed(event: Asked, given: Response): Promise<Response> {
	const { request } = event;
	const kind = given.headers.get('content-type') ?? '';
	if (event.isSubRequest || !TYPES.test(kind) || decided(given.headers)) return given;
	if (given.status !== 200 || mayRepeat(event)) return given;
	const headers = new Headers(given.headers);
	headers.append('vary', 'Accept-Encoding');
	const encoding = encodingFor(request.headers.get('accept-encoding') ?? '');
	if (!encoding || !given.body || request.method === 'HEAD')
		return new Response(given.body, { status: 200, headers });
	const plain = Buffer.from(await given.arrayBuffer());
	if (plain.length < LEAST) return new Response(plain, { status: 200, headers });
	const body = await COMPRESS[encoding](plain);
	headers.set('content-encoding', encoding);
	headers.set('content-length', String(body.length));
	// The same page in other bytes.
	const tag = headers.get('etag');
	if (tag && !tag.startsWith('W/')) headers.set('etag', `W/${tag}`);
	return new Response(body, { status: 200, headers });
}

/** Somebody behind has decided already how it is sent. */
function decided(headers: Headers): boolean {
	return (
		headers.has('content-encoding') ||
		headers.has('content-range') ||
		/accept-encoding/iu.test(headers.get('vary') ?? '')
	);
}

/** An organiser's pages hold links that open seats for good; forms and addresses with words come from anywhere. */
function mayRepeat({ request, url, locals }: Asked): boolean {
	if (request.method !== 'GET' && request.method !== 'HEAD') return true;
	return url.search !== '' && locals.account !== null;
}

/** The encoding to answer with (RFC 9110, 12.5.3): the shortest that is accepted; null: as it is. */
export function encodingFor(
	accepts: string,
	offered: readonly Encoding[] = OFFERED
): Encoding | null {
	const accepted = new Map<string, boolean>();
	for (const one of accepts.toLowerCase().split(',')) {
		const [name = '', ...parameters] = one.split(';').map((part) => part.trim());
		accepted.set(name, !parameters.some((part) => /^q=0(?:\.0{0,3})?$/u.test(part)));
	}
	const any = accepted.get('*') ?? false;
	return offered.find((encoding) => accepted.get(encoding) ?? any) ?? null;
}
