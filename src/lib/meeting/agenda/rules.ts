/** What the room knows of the agenda: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { CHAIRS, DESK, OFFICE, SPEAKERS } from '../role-groups.ts';
import { decideAgenda, openFirstItem } from './decide.ts';
import { agendaFacts } from './facts.ts';
import { agendaDisclosure } from './disclosure.ts';
import { erasedWith, itemNow } from './agenda.ts';
import { agendaCommands } from './schema.ts';
import { derivedWords } from './wordings.ts';

export const agendaRules: RulesOf<'agenda'> = {
	commands: agendaCommands,
	permits: {
		'agenda.open': { any: CHAIRS },
		'agenda.close': { any: CHAIRS },
		'agenda.pause': { any: CHAIRS },
		'agenda.arrange': { any: ['documents'] },
		'agenda.add-sub': { any: OFFICE },
		'agenda.propose': { self: SPEAKERS, others: DESK, helped: true },
		'agenda.take-back': { self: SPEAKERS, others: DESK, helped: true },
		'agenda.accept': { any: ['organiser', ...CHAIRS] },
		'agenda.merge': { any: ['organiser', ...CHAIRS] },
		'agenda.decline': { any: ['organiser', ...CHAIRS] }
	},
	decide: decideAgenda,
	facts: agendaFacts,
	disclosure: agendaDisclosure,
	onStage: (state, hidden, { kind }, context, hooks) =>
		kind === 'discussion' ? openFirstItem(state, hidden, context, hooks) : { events: [] },
	onClose({ agenda }) {
		const item = itemNow(agenda);
		return { events: item ? [{ type: 'agenda.closed', body: { item: item.id } }] : [] };
	},
	derives: (event, { agenda }) =>
		event.type === 'agenda.arranged' ? derivedWords(agenda, event.body.items) : [],
	erasedWith: ({ agenda }, text) => erasedWith(agenda, text),
	leaving: ({ type, body }) => (type === 'agenda.arranged' ? { dropped: body.dropped ?? [] } : {})
};
