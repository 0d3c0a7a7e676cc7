import { fail, redirect } from '@sveltejs/kit';
import { cleanLine, isLonger } from '#lib/meeting/words.ts';
import type { AccountFault } from '#lib/i18n/account-fault.ts';
import { readForm } from '#server/http/form.ts';
import { catchNotSavedWith } from '#server/auth/catch-not-saved.ts';
import { networkOfRequest } from '#server/auth/network.ts';
import { organiserOf, signInHere } from '#server/auth/organiser.ts';
import { signInDesk } from '#server/auth/signin.ts';
import type { Actions, PageServerLoad } from './$types';

const LOGIN = /^[\p{L}\p{N}][\p{L}\p{N}._-]{2,39}$/u;

const typed = (form: FormData) => ({
	name: cleanLine(String(form.get('name') ?? '')) ?? '',
	login: String(form.get('login') ?? '')
		.trim()
		.toLowerCase()
});

/** Whoever is signed in here may join with the account that they have. */
export const load: PageServerLoad = async ({ locals }) => {
	const id = locals.account?.account;
	return { mine: (id && (await locals.app.accounts.byId(id))?.login) || null };
};

export const actions: Actions = catchNotSavedWith<Actions>(typed, {
	/**
	 * Makes an account with a one-time link and signs in; `as` mine: the account that is signed in here joins the
	 * community that invites. Opening the link alone uses nothing up.
	 */
	default: async ({ locals, cookies, url, request, getClientAddress }) => {
		const { app } = locals;
		const form = await readForm(request);
		const token = String(form.get('token') ?? '');
		const { name, login } = typed(form);
		const password = String(form.get('password') ?? '');
		const refuse = (fault: AccountFault) => fail(400, { fault, name, login });

		if (form.get('as') === 'mine') {
			const mine = await organiserOf(locals, url);
			const joined = await app.accounts.accept(token, mine.id);
			if (typeof joined === 'string') return refuse(joined);
			redirect(303, `/communities/${joined.community}`);
		}
		if (name === '' || isLonger(name, 40)) return refuse('name');
		if (!LOGIN.test(login)) return refuse('login');
		if (await app.accounts.invited(token)) {
			const weak = await app.strength.fault(password, [login, name]);
			if (weak) return refuse(weak);
			const account = await app.accounts.create(token, login, name, password);
			if (account === 'taken') return refuse(account);
			if (account !== 'used') {
				await signInHere(locals, cookies, account);
				redirect(303, '/meetings');
			}
		}
		// The same form again, from whoever chose that password: there is the account.
		if ((await app.accounts.madeWith(token))?.login !== login) return refuse('used');
		const network = networkOfRequest({ locals, request, getClientAddress });
		const again = await signInDesk.signIn(app, login, password, network);
		if ('refused' in again) return refuse('used');
		if (!(await signInHere(locals, cookies, again.account))) return refuse('used');
		redirect(303, '/meetings');
	}
});
