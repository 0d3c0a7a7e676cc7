/** What the server answers an editor that asks for the facts of the minutes. */
import type { MinutesFact } from '../registry.ts';

export interface FactsAnswer {
	/** The last event in them: what to ask from next time. */
	seq: number;
	/** Facts that are new or not the same. */
	facts: MinutesFact[];
	/** Numbers of facts that were taken back. */
	gone: number[];
	/** Bodies of the texts they name; null: erased, perhaps in a fact that is known already. */
	texts: Record<string, string | null>;
}
