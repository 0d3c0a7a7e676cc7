/** A person as the form of a roll sends them. */
import type { Channel, SeatRole } from '#lib/meeting/names.ts';
import type { RollEntry } from '#lib/meeting/roll/roll.ts';
import { fieldText } from '#lib/meeting/words.ts';

/** What no page offers is refused by the schema of the roll's commands: a guess would be done and kept. */
export function typedEntry(form: FormData): RollEntry {
	const word = (name: string) => fieldText(form.get(name));
	return {
		name: word('name'),
		building: word('building'),
		title: word('title'),
		honorific: word('honorific') as RollEntry['honorific'],
		role: word('role') as SeatRole,
		channel: word('channel') as Channel,
		hasPhone: form.get('hasPhone') === 'on',
		official: form.get('official') === 'on',
		votes: form.get('votes') === 'on',
		...(form.has('side') ? { side: word('side') as RollEntry['side'] } : {})
	};
}
