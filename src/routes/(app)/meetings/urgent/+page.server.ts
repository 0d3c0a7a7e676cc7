import { fail, redirect } from '@sveltejs/kit';
import { refuse } from '#lib/meeting/refusal.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { readForm } from '#server/http/form.ts';
import { catchNotSavedWith } from '#server/auth/catch-not-saved.ts';
import { onceFor, onceOf, organiserOf } from '#server/auth/organiser.ts';
import { createMeeting } from '#server/meeting/create.ts';
import { chosenCommunity } from '#server/auth/community.ts';
import { staff, typedIn } from '../plan-form.ts';
import type { Returned } from '../typed.ts';
import type { Actions, PageServerLoad } from './$types';
import { cutTo } from '#lib/meeting/words.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { id } = await organiserOf(locals, url);
	return {
		once: onceFor(locals, 'urgent'),
		communities: await locals.app.communities.of(id),
		community: await chosenCommunity(locals, id, url.searchParams.get('community'))
	};
};

const typed = (form: FormData): Returned => ({ values: typedIn(form) });

export const actions: Actions = catchNotSavedWith<Actions>(typed, {
	/** 急事立议 (S1.10, S1.18): matter and reason, and it is open. The organiser chairs. */
	default: async ({ locals, url, request }) => {
		const account = await organiserOf(locals, url);
		const form = await readForm(request);
		const matter = String(form.get('matter') ?? '').trim();
		const urgentReason = String(form.get('urgentReason') ?? '').trim();
		const title = m.organiser_urgent_name({ matter: cutTo(matter, 40) });
		const once = onceOf(locals, form, 'urgent');
		const community = await chosenCommunity(locals, account.id, form.get('community'));
		const made = once
			? await createMeeting(locals.app, {
					owner: account.id,
					...(community ? { community } : {}),
					once,
					plan: (askedAt) => ({
						draft: {
							title,
							matter,
							urgentReason,
							startsAt: askedAt,
							quorum: { num: 0, den: 1, strict: false }
						},
						preset: 'free-talk',
						template: 'urgent',
						items: []
					}),
					then: [
						{ type: 'roll.add', entries: [staff(account.name, 'chair')] },
						{ type: 'plan.open' }
					]
				})
			: refuse('page-old');
		if ('refused' in made)
			return fail(400, {
				refused: made,
				values: typedIn(form),
				once: onceFor(locals, 'urgent')
			} as Returned);
		redirect(303, `/meetings/${made.code}/qr`);
	}
});
