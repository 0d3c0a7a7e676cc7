/** Forms while nothing can be saved: the page stays, with what was typed, and says so. */
import { fail, type Action } from '@sveltejs/kit';
import { refuse } from '#lib/meeting/refusal.ts';
import { isNotSaved } from '#server/db/disk.ts';
import { formOf } from '#server/http/form.ts';

/** What a page reads to fill its fields in again; passwords and one-time links are never among it. */
type Again = (form: FormData) => object;

/** The same actions; what could not be written answers 503 and `not-saved`. For forms in which nothing is typed. */
export function catchNotSaved<T extends object>(actions: T): T {
	return catchNotSavedWith(() => ({}), actions);
}

/** The same, with what `again` makes of the form that was sent. */
export function catchNotSavedWith<T extends object>(again: Again, actions: T): T {
	return Object.fromEntries(
		Object.entries(actions).map(([name, action]) => [name, catching(action as Action, again)])
	) as T;
}

function catching(action: Action, again: Again): Action {
	return async (event) => {
		try {
			return await action(event);
		} catch (error) {
			if (!isNotSaved(error)) throw error;
			const { app } = event.locals;
			app.log.error({ err: error }, 'a form could not be saved');
			const form = formOf(event.request);
			return fail(503, { ...(form ? again(form) : {}), refused: refuse('not-saved') });
		}
	};
}
