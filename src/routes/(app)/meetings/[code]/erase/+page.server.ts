import { fail } from '@sveltejs/kit';
import type { Command } from '#lib/meeting/registry.ts';
import { refuse } from '#lib/meeting/refusal.ts';
import { otherTexts } from '#lib/meeting/plan/texts.ts';
import { wholeNumberIn } from '#lib/meeting/parse-text.ts';
import { fieldText, plainBreaks } from '#lib/meeting/words.ts';
import { LIST_BYTES, readForm } from '#server/http/form.ts';
import { catchNotSaved } from '#server/auth/catch-not-saved.ts';
import { onceFor, onceOf, ownRoom, sendAsOrganiser } from '#server/auth/organiser.ts';
import { eraseAll } from '#server/record/erase-all.ts';
import { keptLongEnough } from '#lib/meeting/record/view.ts';
import { olderCopies, replaceOlderCopies } from '#server/older-copies.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, url, params }) => {
	const room = await ownRoom(locals, url, params.code);
	const { comments, notes } = room.committed.hidden.lots;
	const { app } = locals;
	const elsewhere = otherTexts(room.committed.state, room.texts.keys());
	return {
		once: onceFor(locals, 'desk'),
		elsewhere: elsewhere.flatMap((id) => {
			const body = room.texts.get(id);
			return body ? [{ id, body }] : [];
		}),
		/** It was kept for as long as was said. */
		over: keptLongEnough(room.committed.state, room.now()),
		prose: await app.minutes.prose(room),
		comments: [...comments.values()].flatMap(({ id, name, text }) =>
			text === '' ? [] : [{ id, name, text }]
		),
		notes: [...notes.values()].map(({ id, text }) => ({ id, text })),
		copies: olderCopies(app.config.dataDir, app.now()).map(({ name, at }) => ({ name, at }))
	};
};

export const actions: Actions = catchNotSaved<Actions>({
	text: (event) => sendCommand(event, (id) => ({ type: 'plan.erase', text: id })),
	comment: (event) => sendCommand(event, (id) => ({ type: 'comments.forget', comment: id })),
	note: (event) => sendCommand(event, (id) => ({ type: 'notes.forget', note: id })),
	/** Words of the minutes that are no fact of the room: the document itself is written anew. */
	prose: async ({ locals, url, params, request }) => {
		const room = await ownRoom(locals, url, params.code);
		const form = await readForm(request, LIST_BYTES);
		const words = plainBreaks(fieldText(form.get('words'), 200_000));
		const id = wholeNumberIn(fieldText(form.get('id')), 0, Number.MAX_SAFE_INTEGER);
		const done = id !== null && (await locals.app.minutes.eraseProse(room, id, words));
		const once = onceFor(locals, 'desk');
		return done ? { done } : fail(400, { refused: refuse('words-changed'), once });
	},
	/** After the term: all of it. */
	all: async ({ locals, url, params, request }) => {
		const room = await ownRoom(locals, url, params.code);
		const form = await readForm(request, LIST_BYTES);
		const once = onceOf(locals, form, 'desk');
		const refused = once
			? await eraseAll(locals.app, room, (command) =>
					sendAsOrganiser(locals, room, command, once.keyFor(command))
				)
			: refuse('page-old');
		const again = onceFor(locals, 'desk');
		return refused ? fail(400, { refused, once: again }) : { done: true, once: again };
	},
	copies: async ({ locals, url, params }) => {
		await ownRoom(locals, url, params.code);
		try {
			await replaceOlderCopies(locals.app.config, locals.app.now());
			return { renewed: true };
		} catch (error) {
			locals.app.log.error({ err: error }, 'a new backup could not be made');
			return fail(503, { refused: refuse('no-backup'), once: onceFor(locals, 'desk') });
		}
	}
});

async function sendCommand(
	{ locals, url, params, request }: RequestEvent,
	commandFor: (id: string) => Command
) {
	const room = await ownRoom(locals, url, params.code);
	const form = await readForm(request, LIST_BYTES);
	const once = onceOf(locals, form, 'desk');
	const again = { once: onceFor(locals, 'desk') };
	if (!once) return fail(400, { refused: refuse('page-old'), ...again });
	const command = commandFor(fieldText(form.get('id'), 64));
	const answer = await sendAsOrganiser(locals, room, command, once.keyFor(command));
	return 'refused' in answer ? fail(400, { refused: answer, ...again }) : { done: true };
}
