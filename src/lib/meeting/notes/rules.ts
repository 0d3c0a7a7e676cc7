/** What the room knows of the notes: who may say what, how it is decided, what of it is hidden. */
import type { RulesOf } from '../registry.ts';
import { decideNotes } from './decide.ts';
import { applyNotesWrite, emptyHiddenNotes } from './hidden.ts';
import { notesDisclosure } from './disclosure.ts';
import { notesCommands } from './schema.ts';

export const notesRules: RulesOf<'notes'> = {
	commands: notesCommands,
	permits: {
		'notes.leave': { self: ['observer', 'supervisor'] },
		'notes.forget': { any: ['organiser'] }
	},
	decide: decideNotes,
	hidden: { empty: emptyHiddenNotes, apply: applyNotesWrite },
	touches: (write) => ({ desk: true, seats: [write.op === 'add' ? write.note.seat : write.seat] }),
	/** Desk: all; others: their own. */
	view: (_state, hidden, { desk, you }) =>
		hidden.notes.notes.filter((note) => desk || you.includes(note.seat)),
	disclosure: notesDisclosure,
	leaving: ({ type }) => (type === 'notes.forgotten' ? { forGood: true } : {})
};
