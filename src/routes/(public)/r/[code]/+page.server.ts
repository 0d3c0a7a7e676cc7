import { error, fail, redirect } from '@sveltejs/kit';
import { shareOriginOf } from '#server/addresses.ts';
import { leaveAnswer, ownPath, rememberAnswer } from '#server/record/desk.ts';
import type { Actions, PageServerLoad } from './$types';

/** The same for everybody: nothing here may depend on who asks (see `server/record/page.ts`). */
export const load: PageServerLoad = async ({ params, locals, url }) => {
	const room = await locals.app.rooms.byCode(params.code);
	if (!room) error(404, 'unknown-meeting');
	const { shown } = locals.record ?? (await locals.app.records.of(room));
	return {
		code: params.code,
		published: shown,
		address: `${shareOriginOf(locals.app, url)}/r/${params.code}`
	};
};

export const actions: Actions = {
	/** A comment of somebody who was not there; works without scripts. */
	answer: async ({ params, locals, request, cookies }) => {
		const room = await locals.app.rooms.byCode(params.code);
		if (!room) error(404, 'unknown-meeting');
		const form = await request.formData();
		const of = (name: string) => String(form.get(name) ?? '').slice(0, 20_000);
		const typed = { name: of('name'), building: of('building'), how: of('how'), text: of('text') };
		// Only a program fills in what nobody sees; it is told what people are told.
		if (of('website') !== '') redirect(303, `/r/${room.code}/mine`);
		const left = await leaveAnswer(locals.app, room, typed);
		if ('refused' in left) return fail(400, { refused: left, typed });
		rememberAnswer(cookies, locals.https, room.code, left.key);
		redirect(303, `${ownPath(room.code, left.key)}&new`);
	}
};
