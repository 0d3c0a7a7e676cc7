/**
 * Reads what a form of ours sent. No route reads `request.formData()` itself (tests/architecture.test.ts):
 * what cannot be read is refused with a sentence, in one place for all of them.
 */
import { error } from '@sveltejs/kit';

/** More fields than our largest form has with every row filled in. */
const MOST_FIELDS = 5000;

/** What was read of each request, while the request lives. */
const forms = new WeakMap<Request, FormData>();

/** The form that `readForm` gave for this request; undefined when nobody has read it. */
export function formOf(request: Request): FormData | undefined {
	return forms.get(request);
}

/**
 * The fields of a form, all of them text.
 *
 * @throws an HTTP error: 413 for more than the server takes; 400 for what is no form, holds a file, or has
 * a field named like something that every object has (`__proto__`)
 */
export async function readForm(request: Request): Promise<FormData> {
	const form = await request.formData().catch((cause: unknown) => {
		if (isTooLarge(cause)) error(413, 'too-large');
		error(400, 'malformed');
	});
	let count = 0;
	for (const [name, value] of form) {
		// No form of ours has a file: a field that came as one was made by a program.
		if (typeof value !== 'string' || name in Object.prototype) error(400, 'malformed');
		if ((count += 1) > MOST_FIELDS) error(413, 'too-large');
	}
	forms.set(request, form);
	return form;
}

/** SvelteKit says "too large" while the body is read; who reads it may have wrapped that. */
function isTooLarge(cause: unknown): boolean {
	for (let at = cause; at instanceof Error; at = at.cause)
		if ('status' in at && at.status === 413) return true;
	return false;
}
