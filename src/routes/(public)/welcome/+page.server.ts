import { fail, redirect } from '@sveltejs/kit';
import { cleanLine, isLonger } from '#lib/meeting/words.ts';
import type { AccountFault } from '#lib/i18n/account-fault.ts';
import { signInHere } from '#server/auth/organiser.ts';
import { passwordFault } from '#server/auth/password.ts';
import type { Actions } from './$types';

const LOGIN = /^[\p{L}\p{N}][\p{L}\p{N}._-]{2,39}$/u;

export const actions: Actions = {
	/** Makes an account with a one-time link and signs in. Opening the link alone uses nothing up. */
	default: async ({ locals, cookies, request }) => {
		const form = await request.formData();
		const token = String(form.get('token') ?? '');
		const name = cleanLine(String(form.get('name') ?? '')) ?? '';
		const login = String(form.get('login') ?? '')
			.trim()
			.toLowerCase();
		const password = String(form.get('password') ?? '');
		const refuse = (fault: AccountFault) => fail(400, { fault, name, login });

		if (name === '' || isLonger(name, 40)) return refuse('name');
		if (!LOGIN.test(login)) return refuse('login');
		const weak = passwordFault(password, [login, name]);
		if (weak) return refuse(weak);
		if (!locals.app.accounts.invited(token)) return refuse('used');
		const account = await locals.app.accounts.create(token, login, name, password);
		if (typeof account === 'string') return refuse(account);
		signInHere(locals, cookies, account);
		redirect(303, '/meetings');
	}
};
