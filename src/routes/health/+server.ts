import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** For supervisors: alive, and which start of the server this is. */
export const GET: RequestHandler = ({ locals }) =>
	json(
		{ ok: true, boot: locals.app.boot, epoch: locals.app.epoch },
		{ headers: { 'cache-control': 'no-store' } }
	);
