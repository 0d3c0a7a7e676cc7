import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
	if (!locals.app.venueChecks.isOpen(params.key)) error(404, 'not-found');
};
