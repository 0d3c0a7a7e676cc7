/**
 * Whose a room is. With one process and one file there is nobody to ask (`alone`); with many, whoever does
 * not own a room opens none, and forgets one that was taken over.
 */

export interface Ownership {
	/** Asked before a room comes to life. */
	claim(meeting: string): Promise<'ours' | { at: string }>;
	/** These went home, and are nobody's. */
	release(meetings: readonly string[]): Promise<void>;
	/** Nothing is ours any more: this process stops. */
	leave(): Promise<void>;
}

/** The room is another's: it says where. */
export class NotOurs extends Error {
	readonly at: string;

	constructor(meeting: string, at: string) {
		super(`the room of ${meeting} is at ${at}`);
		this.name = 'NotOurs';
		this.at = at;
	}
}

/** One process: every room is ours. */
export const alone: Ownership = {
	claim: () => Promise.resolve('ours'),
	release: () => Promise.resolve(),
	leave: () => Promise.resolve()
};
