import { fail, redirect } from '@sveltejs/kit';
import type { AccountFault } from '#lib/i18n/account-fault.ts';
import { readForm } from '#server/http/form.ts';
import { catchNotSaved } from '#server/auth/catch-not-saved.ts';
import { networkOfRequest } from '#server/auth/network.ts';
import { signInHere } from '#server/auth/organiser.ts';
import { signInDesk } from '#server/auth/signin.ts';
import type { Actions } from './$types';

export const actions: Actions = catchNotSaved<Actions>({
	/** Another password by a one-time link; whoever was signed in with the old one is no more. */
	default: async ({ locals, cookies, request, getClientAddress }) => {
		const { app } = locals;
		const form = await readForm(request);
		const token = String(form.get('token') ?? '');
		const password = String(form.get('password') ?? '');
		const refuse = (fault: AccountFault) => fail(400, { fault });

		const mine = await app.accounts.recoverable(token);
		if (mine) {
			const weak = await app.strength.fault(password, [mine.login, mine.name]);
			if (weak) return refuse(weak);
			const account = await app.accounts.useRecovery(token, password);
			if (account !== 'used') {
				app.log.info({ account: account.id }, 'a password was chosen anew by a one-time link');
				await app.sessions.revokeAll(account.id);
				if (!(await signInHere(locals, cookies, account))) return refuse('recovery-used');
				redirect(303, '/meetings');
			}
		}
		// The same form again, from whoever chose that password.
		const made = await app.accounts.madeWith(token);
		if (!made) return refuse('recovery-used');
		const network = networkOfRequest({ locals, request, getClientAddress });
		const again = await signInDesk.signIn(app, made.login, password, network);
		if ('refused' in again) return refuse('recovery-used');
		if (!(await signInHere(locals, cookies, again.account))) return refuse('recovery-used');
		redirect(303, '/meetings');
	}
});
