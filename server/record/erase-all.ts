/**
 * After the term (L15): everything that was typed into a meeting, and every name, is erased by one form. Each goes by
 * the same command as when it is erased alone; the facts stay, and the chain still verifies.
 */
import type { Command } from '#lib/meeting/registry.ts';
import { refuse, type Refusal } from '#lib/meeting/refusal.ts';
import { keptLongEnough } from '#lib/meeting/record/view.ts';
import type { App } from '#server/app.ts';
import type { Room } from '#server/meeting/room.ts';

type Send = (command: Command) => Promise<Refusal | { seq: number }>;

/** [D14] Refused before the record was kept for as long as was said; else null once all is gone. */
export async function eraseAll(app: App, room: Room, send: Send): Promise<Refusal | null> {
	if (!keptLongEnough(room.committed.state, room.now())) return refuse('still-kept');
	// Words of the minutes stand in the document, too: each erasing writes it anew, so the places are asked for again.
	for (let [first] = await app.minutes.prose(room); first; [first] = await app.minutes.prose(room))
		if (!(await app.minutes.eraseProse(room, first.at, first.words))) break;
	for (const command of commandsFor(room)) {
		const answer = await send(command);
		// What somebody erased meanwhile is gone already.
		if ('refused' in answer && answer.refused !== 'no-such-text') return answer;
	}
	return null;
}

function commandsFor({ committed, texts }: Room): Command[] {
	const { state, hidden } = committed;
	const { comments, notes } = hidden.lots;
	return [
		...[...texts.keys()]
			.filter((id) => texts.get(id) != null)
			.map((text): Command => ({ type: 'plan.erase', text })),
		...[...comments.values()].map(({ id }): Command => ({ type: 'comments.forget', comment: id })),
		...[...notes.values()].map(({ id }): Command => ({ type: 'notes.forget', note: id })),
		...state.roll.order.map((seat): Command => ({ type: 'plan.erase', text: seat }))
	];
}
