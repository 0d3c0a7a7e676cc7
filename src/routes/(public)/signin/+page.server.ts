import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#server/http/form.ts';
import { catchNotSavedWith } from '#server/auth/catch-not-saved.ts';
import { networkOfRequest } from '#server/auth/network.ts';
import { safePath, signInHere } from '#server/auth/organiser.ts';
import { signInDesk } from '#server/auth/signin.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	if (locals.account) redirect(303, safePath(url.searchParams.get('to'), '/meetings'));
	return { none: await locals.app.accounts.none() };
};

const typed = (form: FormData) => ({ login: String(form.get('login') ?? '') });

export const actions: Actions = catchNotSavedWith<Actions>(typed, {
	default: async ({ locals, cookies, request, url, getClientAddress }) => {
		const form = await readForm(request);
		const { login } = typed(form);
		const password = String(form.get('password') ?? '');
		const network = networkOfRequest({ locals, request, getClientAddress });
		const result = await signInDesk.signIn(locals.app, login, password, network);
		if ('refused' in result)
			return fail(result.refused === 'wait' ? 429 : 400, { fault: result.refused, login });
		if (!(await signInHere(locals, cookies, result.account)))
			return fail(400, { fault: 'wrong' as const, login });
		redirect(303, safePath(url.searchParams.get('to'), '/meetings'));
	}
});
