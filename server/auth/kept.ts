/** Forms while nothing can be saved: the page stays, with what was typed, and says so. */
import { fail, type Action } from '@sveltejs/kit';
import { refuse } from '#lib/meeting/refusal.ts';
import { isNotSaved } from '#server/db/disk.ts';

/** The same actions; what could not be written answers 503 and `not-saved`. */
export function kept<T extends object>(actions: T): T {
	return Object.fromEntries(
		Object.entries(actions).map(([name, action]) => [name, keptOne(action as Action)])
	) as T;
}

function keptOne(action: Action): Action {
	return async (event) => {
		try {
			return await action(event);
		} catch (error) {
			if (!isNotSaved(error)) throw error;
			const { app } = event.locals;
			app.log.error({ err: error }, 'a form could not be saved');
			return fail(503, { refused: refuse('not-saved') });
		}
	};
}
