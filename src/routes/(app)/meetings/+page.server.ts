import { organiserOf } from '#server/auth/organiser.ts';
import { meetingsOfAccount } from '#server/meeting/meeting-lists.ts';
import { peopleKnown, sumsOf } from '#server/record/meeting-sums.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { id } = await organiserOf(locals, url);
	const [meetings, communities] = await Promise.all([
		meetingsOfAccount(locals.app, id),
		locals.app.communities.of(id)
	]);
	const sums = await sumsOf(locals.app, meetings);
	return { meetings, communities, sums, people: peopleKnown(locals.app, meetings) };
};
