/** What the room knows of the notes: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { decideNotes } from './decide.ts';
import { notesDisclosure } from './disclosure.ts';
import { notesCommands } from './schema.ts';

export const notesRules: RulesOf<'notes'> = {
	commands: notesCommands,
	permits: {
		'notes.leave': { self: ['observer', 'supervisor'] },
		'notes.forget': { any: ['organiser'] }
	},
	decide: decideNotes,
	erases: ['notes.forget'],
	lots: { notes: 'plain' },
	touches(write, before) {
		if (write.clear) return { everybody: true };
		const seat = (write.value ?? before.lots.notes.get(write.key))?.seat;
		return { desk: true, seats: seat === undefined ? [] : [seat] };
	},
	/** Desk: all; others: their own. In the order in which they were left. */
	view: (_state, { lots }, { desk, you }) =>
		[...lots.notes.values()]
			.filter((note) => desk || you.includes(note.seat))
			.sort((a, b) => a.at - b.at),
	disclosure: notesDisclosure,
	leaving: ({ type }) => (type === 'notes.forgotten' ? { forGood: true } : {})
};
