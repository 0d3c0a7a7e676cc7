/** What whoever answers for a result can do by their personal link (`owner-links.ts`), besides reading. */
import type { OutcomeLine } from '#lib/meeting/outcomes/outcomes.ts';
import type { Refusal } from '#lib/meeting/refusal.ts';
import { clean } from '#lib/meeting/words.ts';
import { newId } from '#server/auth/arrival.ts';
import type { Room } from '#server/meeting/room.ts';

const DOOR = { session: null, owner: false, door: true };

/** 办结 by whoever answers for it [Q20]; the caller has seen that the link opens. Null: it is done, or why not. */
export async function finishByLink(
	room: Room,
	{ id: outcome }: OutcomeLine,
	text: string
): Promise<Refusal | null> {
	const command = { type: 'outcomes.finish', outcome, text } as const;
	const said = await room.ask({ id: newId(), as: 'door', command }, DOOR);
	if (!('refused' in said) || isDoneSo(room, outcome, text)) return null;
	return said;
}

/** The same form twice, by a page that was slow to answer: what it wanted is so. */
function isDoneSo({ committed, texts }: Room, outcome: string, text: string): boolean {
	const line = committed.state.outcomes.lines.find(({ id }) => id === outcome);
	return line?.done != null && texts.get(line.done.text.id) === clean(text);
}
