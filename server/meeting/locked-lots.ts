/**
 * Lots of a room that cannot be opened because a key is missing (decision 0021). What lies in them cannot be
 * read, so nothing is decided that would need to know it: no command of their slice, no change of them by
 * another, and the meeting does not close over them.
 */
import type { Command, HiddenWrite, MeetingState, SliceName } from '#lib/meeting/registry.ts';
import { sliceOf } from '#lib/meeting/registry.ts';
import { RULES } from '#lib/meeting/rules.ts';
import type { Step } from '#lib/meeting/step.ts';

/** A lot as the table names it: one of many has its own name behind. */
export const placeOf = ({ lot, of }: { lot: string; of?: string }) =>
	of === undefined ? lot : `${lot} ${of}`;

/** Commands that give up what cannot be read. */
const GIVING_UP = new Set<string>(Object.values(RULES).flatMap(({ givesUp = [] }) => givesUp));

export class LockedLots {
	#lots: ReadonlyMap<string, SliceName>;

	/** @param lots which they are, and whose */
	constructor(lots: ReadonlyMap<string, SliceName>) {
		this.#lots = lots;
	}

	get any(): boolean {
		return this.#lots.size > 0;
	}

	/** Whether a command would be decided on what cannot be read. */
	forbid(command: Command): boolean {
		if (!this.any || GIVING_UP.has(command.type)) return false;
		return [...this.#lots.values()].includes(sliceOf(command));
	}

	/** Whether what was decided, from this state on, touches what cannot be read. */
	touchedBy(
		{ writes, room }: Pick<Step, 'writes' | 'room'>,
		{ plan }: MeetingState,
		{ type }: Pick<Command, 'type'>
	): boolean {
		if (!this.any || GIVING_UP.has(type)) return false;
		const closes = room.state.plan.phase === 'closed' && plan.phase !== 'closed';
		return closes || writes.some((write) => this.#has(write));
	}

	/** Lots that were cleared are empty, and begin anew. */
	giveUp({ writes }: Pick<Step, 'writes'>): void {
		if (!this.any) return;
		const cleared = writes.flatMap((write) =>
			'lot' in write && write.clear ? placeOf(write) : []
		);
		this.#lots = new Map([...this.#lots].filter(([place]) => !cleared.includes(place)));
	}

	#has(write: HiddenWrite): boolean {
		return 'lot' in write && this.#lots.has(placeOf(write));
	}
}
