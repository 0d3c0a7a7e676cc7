/**
 * What one session may see beyond the public state, rebuilt from `hidden` after COMMIT and sent whole
 * (`mine` on the wire): its seats, and what each slice shows it.
 */
import type { Hidden, MeetingState, PrivateView, Sight } from './registry.ts';
import { RULES } from './rules.ts';
import { sightOf, type Viewer } from './viewer.ts';

type View = (state: MeetingState, hidden: Hidden, sight: Sight) => unknown;
const VIEWS = Object.entries(RULES).flatMap(([name, rules]): [string, View][] =>
	'view' in rules ? [[name, rules.view]] : []
);

/** The private view of one viewer. */
export function privateView(state: MeetingState, hidden: Hidden, viewer: Viewer): PrivateView {
	const sight = sightOf(state, hidden, viewer);
	const { you, organiser } = sight;
	const views = VIEWS.map(([name, view]) => [name, view(state, hidden, sight)]);
	return { you, organiser, ...Object.fromEntries(views) } as PrivateView;
}
