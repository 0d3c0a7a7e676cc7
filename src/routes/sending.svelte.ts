/** A form on its way: its button waits, and what was typed is still there when the page has something to say. */
import type { ActionResult, SubmitFunction } from '@sveltejs/kit';

export class Sending {
	/** True from the press until the page shows what came back. */
	pending = $state(false);
	#empties: boolean;
	#after: (result: ActionResult) => void | Promise<void>;

	/** `empties`: what was typed goes once it was taken. `after`: when the page shows what came back. */
	constructor({
		empties = false,
		after = () => {}
	}: { empties?: boolean; after?: (result: ActionResult) => void | Promise<void> } = {}) {
		this.#empties = empties;
		this.#after = after;
	}

	/** For `use:enhance`. */
	submit: SubmitFunction = () => {
		this.pending = true;
		return async ({ update, result }) => {
			await update({ reset: this.#empties && result.type === 'success' });
			this.pending = false;
			await this.#after(result);
		};
	};
}
