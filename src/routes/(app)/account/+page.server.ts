import { fail, redirect, type Cookies } from '@sveltejs/kit';
import type { AccountFault } from '#lib/i18n/account-fault.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import { fieldText } from '#lib/meeting/words.ts';
import { readForm } from '#server/http/form.ts';
import { catchNotSavedWith } from '#server/auth/catch-not-saved.ts';
import { shareOriginOf } from '#server/addresses.ts';
import { networkOfRequest } from '#server/auth/network.ts';
import type { OnceId } from '#server/auth/once.ts';
import { onceFor, onceOf, organiserOf, signInHere, signOut } from '#server/auth/organiser.ts';
import { sessionSeed } from '#server/auth/session.ts';
import { signInDesk } from '#server/auth/signin.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ once: onceFor(locals, 'account') });

const pageOld = (locals: App.Locals) =>
	fail(400, { refused: refuse('page-old'), once: onceFor(locals, 'account') });

const typed = (form: FormData) => ({ login: fieldText(form.get('login'), 100) });

export const actions: Actions = catchNotSavedWith<Actions>(typed, {
	/** A one-time link for another organiser; shown once, only its hash is kept. */
	invite: async ({ locals, url, request }) => {
		await organiserOf(locals, url);
		const { app } = locals;
		const once = onceOf(locals, await readForm(request), 'account');
		if (!once) return pageOld(locals);
		const origin = shareOriginOf(app, url);
		const token = await app.accounts.invite(once.derive('invitation'));
		return { link: `${origin}/welcome#${token}` };
	},
	/** A one-time link with which an organiser who forgot the password chooses another. */
	recover: async ({ locals, url, request }) => {
		const by = await organiserOf(locals, url);
		const { app } = locals;
		const form = await readForm(request);
		const login = fieldText(form.get('login'), 100);
		const once = onceOf(locals, form, 'account');
		if (!once) return pageOld(locals);
		const key = login.trim().toLowerCase();
		const token = (await app.communities.mayRecover(key, by.id))
			? await app.accounts.recover(login, once.derive(`recovery ${login}`))
			: null;
		if (!token) return fail(400, { fault: 'recover-elsewhere' as AccountFault, login });
		app.log.info({ account: by.id }, 'made a link for a forgotten password');
		return { recovery: `${shareOriginOf(app, url)}/recover#${token}`, login };
	},
	/** Another password; asks the old one, and everybody else who used it is signed out. */
	password: async ({ locals, cookies, url, request, getClientAddress }) => {
		const { app } = locals;
		const mine = await organiserOf(locals, url);
		const form = await readForm(request);
		const once = onceOf(locals, form, 'account');
		if (!once) return pageOld(locals);
		const [old, chosen] = [String(form.get('old') ?? ''), String(form.get('password') ?? '')];
		const no = (fault: AccountFault) => fail(400, { fault });
		return app.once.alone(once, async () => {
			// Sent twice: it is changed, and this page's new session is the one.
			if (await signedInBefore(locals, cookies, once, mine)) return { changed: true };
			const network = networkOfRequest({ locals, request, getClientAddress });
			const known = await signInDesk.signIn(app, mine.login, old, network);
			if ('refused' in known) return no(known.refused === 'wait' ? 'wait' : 'old-wrong');
			const weak = await app.strength.fault(chosen, [mine.login, mine.name]);
			if (weak) return no(weak);
			const changed = await app.accounts.setPassword(known.account, chosen);
			if (!changed) return no('old-wrong');
			await app.sessions.revokeAll(mine.id);
			if (!(await signInHere(locals, cookies, changed, sessionSeed(once)))) return no('old-wrong');
			return { changed: true };
		});
	},
	out: async ({ locals, cookies }) => {
		await signOut(locals, cookies, false);
		redirect(303, '/');
	},
	everywhere: async ({ locals, cookies }) => {
		await signOut(locals, cookies, true);
		redirect(303, '/signin');
	}
});

async function signedInBefore(
	locals: App.Locals,
	cookies: Cookies,
	once: OnceId,
	account: { id: string; login: string; name: string }
): Promise<boolean> {
	if (!(await locals.app.sessions.made(sessionSeed(once)))) return false;
	await signInHere(locals, cookies, account, sessionSeed(once));
	return true;
}
