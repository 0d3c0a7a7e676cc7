import { isRehearsal } from '#lib/meeting/plan/view.ts';
import { setImmediate as turn } from 'node:timers/promises';
import { fail, redirect } from '@sveltejs/kit';
import { readForm } from '#server/http/form.ts';
import { catchNotSavedWith } from '#server/auth/catch-not-saved.ts';
import { shareOriginOf } from '#server/addresses.ts';
import { drawnFrom } from '#server/drawn-from.ts';
import { recordRoom } from '#server/record/address.ts';
import { lackingOf } from '#server/export/lacking.ts';
import { publicSource } from '#server/export/source.ts';
import { leaveComment, ownPath, rememberComment } from '#server/record/desk.ts';
import type { Actions, PageServerLoad } from './$types';
import { fieldText } from '#lib/meeting/words.ts';

/** The same for everybody: nothing here may depend on who asks (see `server/record/page.ts`). */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const room = await recordRoom(locals, url, params.code);
	// A long evening is made ready in several turns of the loop, so that nobody waits for all of it.
	const published = locals.record ?? (await locals.app.records.of(room));
	await turn();
	const { shown } = published;
	await turn();
	const source = await publicSource(locals.app, room);
	await turn();
	const lacking = source && (await lackingOf(locals.app, source));
	await turn();
	return {
		code: room.code,
		key: room.addressKey,
		rehearsal: isRehearsal(room.committed.state.plan),
		published: drawnFrom({ version: shown.version }, shown),
		lacking,
		address: `${shareOriginOf(locals.app, url)}/r/${room.addressKey}`
	};
};

/** A comment as it was typed. */
function commentIn(form: FormData) {
	const of = (name: string) => fieldText(form.get(name), 20_000);
	return { name: of('name'), building: of('building'), how: of('how'), text: of('text') };
}

const typed = (form: FormData) => ({ typed: commentIn(form) });

export const actions: Actions = catchNotSavedWith<Actions>(typed, {
	/** A comment of somebody who was not there; works without scripts. */
	comment: async ({ params, locals, url, request, cookies }) => {
		const room = await recordRoom(locals, url, params.code);
		const form = await readForm(request);
		const comment = commentIn(form);
		// Only a program fills in what nobody sees; it is told what people are told.
		if (fieldText(form.get('website')) !== '') redirect(303, `/r/${room.addressKey}/mine`);
		const left = await leaveComment(locals.app, room, comment);
		if ('refused' in left) return fail(400, { refused: left, ...typed(form) });
		rememberComment(cookies, locals.https, room.addressKey, left.key);
		redirect(303, `${ownPath(room.addressKey, left.key)}&new`);
	}
});
