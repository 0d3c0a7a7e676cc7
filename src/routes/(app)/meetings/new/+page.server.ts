import { fail, redirect } from '@sveltejs/kit';
import { refuse } from '#lib/meeting/refusal.ts';
import { LIST_BYTES, readForm } from '#server/http/form.ts';
import { catchNotSavedWith } from '#server/auth/catch-not-saved.ts';
import { onceFor, onceOf, organiserOf } from '#server/auth/organiser.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { choosable } from '#lib/community/choosable.ts';
import { chosenCommunity } from '#server/auth/community.ts';
import { planOf, rollOf, typedIn } from '../plan-form.ts';
import type { Returned } from '../typed.ts';
import type { Actions, PageServerLoad } from './$types';

/** With the roll of the community that was chosen, or of the first. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { id } = await organiserOf(locals, url);
	const community = await chosenCommunity(locals, id, url.searchParams.get('community'));
	const roll = community ? await locals.app.communityRoll.people(community) : [];
	return {
		once: onceFor(locals, 'meeting'),
		communities: await locals.app.communities.of(id),
		community,
		people: choosable(roll)
	};
};

const typed = (form: FormData): Returned => ({ values: typedIn(form) });

export const actions: Actions = catchNotSavedWith<Actions>(typed, {
	default: async ({ locals, url, request }) => {
		const account = await organiserOf(locals, url);
		const form = await readForm(request, LIST_BYTES);
		const again = (why: Returned) => {
			const fresh = onceFor(locals, 'meeting');
			return fail(400, { ...why, values: typedIn(form), once: fresh } as Returned);
		};
		const once = onceOf(locals, form, 'meeting');
		if (!once) return again({ refused: refuse('page-old') });
		const given = form.get('community');
		const community = await chosenCommunity(locals, account.id, given);
		const listed = community ? await locals.app.communityRoll.people(community) : [];
		const { entries, problems } = rollOf(form, listed);
		if (problems.length > 0) return again({ problems: problems.slice(0, 100) });
		const plan = planOf(form);
		if ('refused' in plan) return again({ refused: plan });
		const made = await createMeeting(locals.app, {
			owner: account.id,
			...(community ? { community } : {}),
			once,
			plan,
			then: entries.length > 0 ? [{ type: 'roll.add', entries }] : []
		});
		if ('refused' in made) return again({ refused: made });
		redirect(303, `/meetings/${made.code}`);
	}
});
