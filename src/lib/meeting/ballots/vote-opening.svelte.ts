/** 开始表决 at the chair's desk: where the rules want people heard first, the room asks for a reason (免议). */
import type { CommandSender } from '#lib/live/command-sender.svelte.ts';
import type { Refusal } from '../refusal.ts';
import type { VoteId } from './ballots.ts';

const ASKS: readonly string[] = ['vote-undiscussed', 'vote-debate-waits'];

export class Opening {
	/** The vote that needs a reason, and what the room said. */
	asked: { vote: VoteId; refusal: Refusal } | null = $state.raw(null);
	#sender: CommandSender;

	constructor(sender: CommandSender) {
		this.#sender = sender;
	}

	get busy(): boolean {
		return this.#sender.busy('ballots.open');
	}

	/** True once the vote is open. */
	async open(vote: VoteId, waive?: string): Promise<boolean> {
		const answer = await this.#sender.send({
			type: 'ballots.open',
			vote,
			...(waive === undefined ? {} : { waive })
		});
		if (!('refused' in answer)) {
			this.asked = null;
			return true;
		}
		if (ASKS.includes(answer.refused)) {
			this.#sender.dismiss();
			this.asked = { vote, refusal: answer };
		}
		return false;
	}
}
