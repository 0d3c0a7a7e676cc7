import { fail, redirect } from '@sveltejs/kit';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import { pasteRoll } from '#lib/meeting/roll/paste.ts';
import { fieldText } from '#lib/meeting/words.ts';
import { LIST_BYTES, readForm } from '#server/http/form.ts';
import { shareOriginOf } from '#server/addresses.ts';
import { catchNotSavedWith } from '#server/auth/catch-not-saved.ts';
import { ownCommunity } from '#server/auth/community.ts';
import { onceFor, onceOf } from '#server/auth/organiser.ts';
import type { OnceId } from '#server/auth/once.ts';
import { alsoNamedIn } from '#server/community/meetings.ts';
import { communityName } from '#server/community/community-name.ts';
import { meetingsOfAccount } from '#server/meeting/meeting-lists.ts';
import { olderCopies, replaceOlderCopies } from '#server/older-copies.ts';
import { parseCommand } from '#server/meeting/commands.ts';
import { typedEntry } from '../../roll-entry.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url, params }) => {
	const { app } = locals;
	const { account, community } = await ownCommunity(locals, url, params.community);
	const people = await app.communityRoll.people(community.id);
	const meetings = (await meetingsOfAccount(app, account.id)).filter(
		(one) => one.community === community.id
	);
	const chosen = people.find(({ id }) => id === url.searchParams.get('person')) ?? null;
	return {
		once: onceFor(locals, 'community'),
		community,
		people,
		meetings,
		chosen,
		me: account.id,
		organisers: await app.communities.organisers(community.id),
		/** Where else the chosen one is named. */
		named: chosen ? await alsoNamedIn(app, meetings, chosen.entry) : [],
		copies: olderCopies(app.config.dataDir, app.now()).map(({ name, at }) => ({ name, at })),
		find: url.searchParams.get('find') ?? ''
	};
};

const word = (form: FormData, name: string) => fieldText(form.get(name));
const typed = (form: FormData) => ({ roll: String(form.get('roll') ?? '') });

/** What a form of this page does; a refusal is told with what was typed. */
function action<Done extends object>(
	does: (
		event: RequestEvent,
		form: FormData,
		once: OnceId,
		id: string,
		by: string
	) => Promise<Done | Refusal | null>
) {
	return async (event: RequestEvent) => {
		const { locals, url, params } = event;
		const { account, community } = await ownCommunity(locals, url, params.community);
		const form = await readForm(event.request, LIST_BYTES);
		const once = onceOf(locals, form, 'community');
		const done = once
			? await does(event, form, once, community.id, account.id)
			: refuse('page-old');
		const again = { ...typed(form), once: onceFor(locals, 'community') };
		if (done === null) return { done: true };
		if ('refused' in done) return fail(400, { refused: done, ...again });
		return done;
	};
}

export const actions: Actions = catchNotSavedWith<Actions>(typed, {
	rename: action(async ({ locals }, form, _once, id) => {
		const name = communityName(word(form, 'name'));
		if (typeof name !== 'string') return name;
		await locals.app.communities.rename(id, name);
		return null;
	}),
	/** Pasted lines; all or none. A refusal's line is told as it stands in what was pasted. */
	add: async (event) => {
		const { locals, url, params } = event;
		const { community } = await ownCommunity(locals, url, params.community);
		const form = await readForm(event.request, LIST_BYTES);
		const once = onceOf(locals, form, 'community');
		const again = { ...typed(form), once: onceFor(locals, 'community') };
		if (!once) return fail(400, { refused: refuse('page-old'), ...again });
		const { lines, problems } = pasteRoll(again.roll);
		if (problems.length > 0) return fail(400, { problems: problems.slice(0, 100), ...again });
		if (lines.length === 0) return fail(400, { refused: refuse('name-missing'), ...again });
		const entries = lines.map(({ entry }) => entry);
		const roll = locals.app.communityRoll;
		const added = await roll.add(community.id, entries, once.derive('community roll'));
		if (typeof added === 'number') return { added };
		const line = lines[Number(added.detail?.line) - 1]?.line;
		const detail = line === undefined ? added.detail : { ...added.detail, line };
		return fail(400, { refused: { ...added, ...(detail ? { detail } : {}) }, ...again });
	},
	change: action(async ({ locals, params }, form, _once, id) => {
		const entry = typedEntry(form);
		const said = parseCommand({ type: 'roll.add', entries: [entry] });
		if ('refused' in said) return said;
		const refused = await locals.app.communityRoll.change(id, word(form, 'person'), entry);
		return refused ?? redirect(303, `/communities/${params.community}`);
	}),
	remove: action(async ({ locals }, form, _once, id) => {
		return (await locals.app.communityRoll.remove(id, word(form, 'person'))) ?? { removed: true };
	}),
	/** A one-time link for somebody who shall organise here; shown once, only its hash is kept. */
	invite: action(async ({ locals, url }, _form, once, id) => {
		const token = await locals.app.accounts.invite(once.derive('community invitation'), id);
		return { link: `${shareOriginOf(locals.app, url)}/welcome#${token}` };
	}),
	letGo: action(async ({ locals }, form, _once, id, by) => {
		const account = word(form, 'account');
		const gone = await locals.app.communities.letGo(id, account);
		if (gone === 'last') return refuse('last-organiser');
		// Sent twice, or nobody of theirs: nobody else's sessions end.
		if (gone === 'stranger') return null;
		// Whoever has a page or a socket open there reads nothing more.
		await locals.app.sessions.revokeAll(account);
		return account === by ? redirect(303, '/signin') : null;
	}),
	copies: action(async ({ locals }) => {
		try {
			await replaceOlderCopies(locals.app.config, locals.app.now());
			return { renewed: true };
		} catch (error) {
			locals.app.log.error({ err: error }, 'a new backup could not be made');
			return refuse('no-backup');
		}
	})
});
