/** A word there and back for a phone that tries the hall's network; and what it then tells of itself. */
import { error, json } from '@sveltejs/kit';
import { readForm } from '#server/http/form.ts';
import type { RequestHandler } from './$types';

const PHONE = /^[a-z0-9]{8,40}$/u;
/** Longer than anybody waits, ms. */
const MOST_MS = 600_000;

export const GET: RequestHandler = ({ locals, params }) => {
	if (!locals.app.venueChecks.isOpen(params.key)) error(404, 'not-found');
	return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
};

export const POST: RequestHandler = async ({ locals, params, request }) => {
	const form = await readForm(request);
	const phone = String(form.get('phone') ?? '');
	const [openMs, thereAndBackMs] = [ms(form.get('open')), ms(form.get('back'))];
	if (!PHONE.test(phone) || openMs === null || thereAndBackMs === null) error(400, 'malformed');
	const nth = locals.app.venueChecks.tell(params.key, phone, { openMs, thereAndBackMs });
	if (nth === null) error(404, 'not-found');
	return json({ nth });
};

function ms(given: FormDataEntryValue | null): number | null {
	const value = typeof given === 'string' && /^\d{1,6}$/u.test(given) ? Number(given) : null;
	return value !== null && value <= MOST_MS ? value : null;
}
