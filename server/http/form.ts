/**
 * Reads what was sent to us. No route reads the body of a request itself (tests/architecture.test.ts): what cannot be
 * read, or broke off on its way, is refused with a sentence, in one place for all of them.
 */
import { error } from '@sveltejs/kit';

/** More fields than our largest form has with every row filled in. */
const MOST_FIELDS = 5000;

/** Of a form that people fill in by hand: more than all its fields together can hold, and little enough to say back. */
const USUAL_BYTES = 64 * 1024;
/** Of a form into which whole lists are pasted; the server takes no more of anything (`BODY_SIZE_LIMIT`). */
export const LIST_BYTES = 2 * 1024 * 1024;

/** What was read of each request, while the request lives. */
const forms = new WeakMap<Request, FormData>();

/** The form that `readForm` gave for this request; undefined when nobody has read it. */
export function formOf(request: Request): FormData | undefined {
	return forms.get(request);
}

/**
 * The fields of a form, all of them text. What somebody typed is said back to them, escaped and in their language: who
 * sends megabytes would be sent ten times as many, and hold everybody for seconds.
 *
 * @param mostBytes of the whole form
 * @throws an HTTP error: 413 for more than that, or than the server takes; 400 for what is no form, holds a file, or has
 * a field named like something that every object has (`__proto__`)
 */
export async function readForm(request: Request, mostBytes = USUAL_BYTES): Promise<FormData> {
	const form = await formDataOf(request, MOST_FIELDS, mostBytes).catch((cause: unknown) => {
		if (isTooLarge(cause)) error(413, 'too-large');
		error(400, 'malformed');
	});
	for (const [name, value] of form)
		// No form of ours has a file: a field that came as one was made by a program.
		if (typeof value !== 'string' || name in Object.prototype) error(400, 'malformed');
	forms.set(request, form);
	return form;
}

/**
 * The words of a request that is no form.
 *
 * @param mostBytes of all of them
 * @throws an HTTP error: 413 for more than that, or than the server takes; 400 for what broke off on its way
 */
export async function readText(request: Request, mostBytes: number): Promise<string> {
	const bytes = await bytesOf(request, mostBytes).catch((cause: unknown) => {
		if (isTooLarge(cause)) error(413, 'too-large');
		error(400, 'malformed');
	});
	return new TextDecoder().decode(bytes);
}

/**
 * What was sent, counted as it comes: a request need not say how long it is. Reading stops with the piece that is too much,
 * and the line stays for the answer (`server/drain-body.ts`).
 *
 * @throws an HTTP error 413 for more than `most`, and what cannot be read
 */
async function bytesOf(request: Request, most: number): Promise<Buffer<ArrayBuffer>> {
	if (Number(request.headers.get('content-length')) > most) error(413, 'too-large');
	if (!request.body) return Buffer.alloc(0);
	const pieces: Uint8Array[] = [];
	let length = 0;
	// No `for await`: leaving it would cancel the body, and SvelteKit would hang up before the answer.
	const reader = request.body.getReader();
	for (let next = await reader.read(); !next.done; next = await reader.read()) {
		length += next.value.length;
		if (length > most) error(413, 'too-large');
		pieces.push(next.value);
	}
	return Buffer.concat(pieces);
}

/**
 * The form in a request, of at most `most` fields, and of `mostBytes`. They are counted in the bytes: to take two megabytes of
 * ampersands apart would hold everybody for a second.
 *
 * @throws an HTTP error 413 for more, and what cannot be read
 */
export async function formDataOf(
	request: Request,
	most: number,
	mostBytes = Infinity
): Promise<FormData> {
	const bytes = await bytesOf(request, mostBytes);
	const type = request.headers.get('content-type') ?? '';
	// Whatever says that it has parts is looked through for their lines: the boundary can be said in a way
	// that only the parser understands. The rest can only be one line of fields.
	const parts = /^\s*multipart\//i.test(type);
	const limit = parts ? most * LINES_OF_PART + LINES_OF_FILE : most;
	if (countIn(bytes, parts ? '\r\n' : '&', limit + 1) > limit) error(413, 'too-large');
	if (!parts) plainBlanks(bytes);
	const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
	if ([...form.keys()].length > most) error(413, 'too-large');
	return form;
}

/** Lines of a field: its boundary, what it is, an empty one, its value, and those that nobody needs. */
const LINES_OF_PART = 8;
/** What looks like the end of a line in the bytes of a picture or a recording. */
const LINES_OF_FILE = 1000;

/** A blank may be written as itself too, which Node reads without a quarter of a second for two megabytes. */
function plainBlanks(bytes: Buffer): void {
	for (let at = 0; at < bytes.length; at++) if (bytes[at] === PLUS) bytes[at] = BLANK;
}

const [PLUS, BLANK] = [0x2b, 0x20];

/** How often it is there; counting ends soon after `most`. */
function countIn(bytes: Buffer, what: string, most: number): number {
	let count = 0;
	for (let at = bytes.indexOf(what); at >= 0 && count <= most; at = bytes.indexOf(what, at + 1))
		count += 1;
	return count;
}

/** SvelteKit says "too large" while the body is read; who reads it may have wrapped that. */
function isTooLarge(cause: unknown): boolean {
	for (let at = cause; typeof at === 'object' && at !== null; at = (at as Error).cause)
		if ('status' in at && at.status === 413) return true;
	return false;
}
