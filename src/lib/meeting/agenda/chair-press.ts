/** An item opens by the chair's press; another one than is open with a sentence between two. */
import { m } from '#lib/i18n/paraglide/messages.js';
import type { ChairPress } from '../chair-press.ts';

export default {
	item({ item }, { agenda, queue }, words) {
		const title = words.text(agenda.items.find(({ id }) => id === item)?.title);
		return {
			label: m.agenda_open({ title }),
			command: { type: 'agenda.open', item },
			...(queue.item === null ? {} : { sentence: m.chair_item_sentence({ title }) })
		};
	}
} satisfies ChairPress;
