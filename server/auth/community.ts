/** A community's pages: whose they are. */
import { error } from '@sveltejs/kit';
import type { Community } from '#server/community/communities.ts';
import type { Account } from './accounts.ts';
import { organiserOf } from './organiser.ts';

/** The account, and its community with this id; another's is as good as none [W1]. */
export async function ownCommunity(
	locals: App.Locals,
	url: URL,
	id: string
): Promise<{ account: Account; community: Community }> {
	const account = await organiserOf(locals, url);
	const community = await locals.app.communities.own(id, account.id);
	if (!community) error(404, 'unknown-community');
	return { account, community };
}

/** Which community a form means: one of the account's own, else its first; null where it has none. */
export async function chosenCommunity(
	locals: App.Locals,
	account: string,
	given: unknown
): Promise<string | null> {
	const own = await locals.app.communities.of(account);
	return (own.find(({ id }) => id === given) ?? own[0])?.id ?? null;
}
