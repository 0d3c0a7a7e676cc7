import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The short address that somebody types at the projector. */
export const load: PageServerLoad = ({ params, url }) => {
	redirect(307, `/m/${params.code}/hall${url.search}`);
};
