/** The facts of the minutes as an open editor fetches them: what has changed since it last asked. */
import type { Clearance } from '#lib/meeting/disclosure/decision.ts';
import { mayReadFactText } from '#lib/meeting/disclosure/disclosure.ts';
import type { FactsAnswer } from '#lib/meeting/minutes/facts-answer.ts';
import type { MinutesProjection } from '#lib/meeting/minutes/projection.ts';
import { gather } from '#lib/meeting/record/find-references.ts';
import type { Room } from './room.ts';

/** What a reader of this clearance lacks who knows the facts up to event `since`; 0: knows none. */
export function minutesFacts(
	room: Room,
	projection: MinutesProjection,
	clearance: Clearance,
	since: number
): FactsAnswer {
	const changed = [...projection.changedAfter(since)];
	const facts = changed.flatMap((seq) => projection.fact(seq) ?? []);
	const refs = new Set<string>();
	gather(facts, new Set(), refs);
	// Some words stand in a fact alone: why a stage was left out.
	const { state } = room.committed;
	const readable = [...refs].filter((id) => mayReadFactText(state, id, clearance));
	const bodies = readable.map((id) => [id, room.texts.get(id) ?? null] as const);
	const erased = projection.erasedAfter(since).map((id) => [id, null] as const);
	return {
		seq: projection.seq,
		facts,
		gone: changed.filter((seq) => !projection.fact(seq)),
		texts: Object.fromEntries([...bodies, ...erased])
	};
}
