/** Who may read what is public of the notes. */
import { seen, type DisclosureOf, type Fields } from '../disclosure/decision.ts';
import type { NotesState } from './notes.ts';

const fields: Fields<NotesState> = {
	count: {
		before: seen('that notes were left, never what'),
		during: seen('that notes were left, never what'),
		after: seen('that notes were left, never what')
	}
};

export const notesDisclosure: DisclosureOf<'notes'> = {
	fields,
	texts: {
		'notes.left': 'none',
		'notes.forgotten': 'none'
	}
};
