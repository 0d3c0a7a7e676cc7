/**
 * What becomes of earlier words of items: drafts leave, and what the record may show of an item goes
 * when its title is erased. Rule [G13].
 */
import type { Derived } from '../hooks.ts';
import type { MeetingEvent, MeetingState } from '../registry.ts';
import type { ItemId, TextId, TextRef } from '../names.ts';
import type { AgendaItem, AgendaState, ItemWords } from './agenda.ts';
import { numbered } from './outline.ts';
import { isUsed } from './used.ts';

/**
 * Texts that nothing shows any more once items say this and others are removed. A title stays while it
 * is a proposal's or a group's too, or when its item was used under it: the record says so.
 */
export function droppedBy(
	state: MeetingState,
	items: readonly ItemWords[],
	removed: readonly ItemId[]
): TextId[] {
	const known = new Map(state.agenda.items.map((item) => [item.id, item]));
	const shared = new Set<TextId>();
	for (const { title } of state.agenda.proposals) shared.add(title.id);
	for (const { groups } of state.cards.boards)
		for (const { name, names } of groups)
			for (const ref of [name, ...names.map((one) => one.name)]) if (ref) shared.add(ref.id);
	const dropped: TextId[] = [];
	const leave = (before: AgendaItem, now: ItemWords | null) => {
		const kept = new Set(now ? refsOf(now).map((ref) => ref.id) : []);
		for (const { id } of refsOf(before)) {
			if (kept.has(id) || shared.has(id)) continue;
			if (id === before.title.id && isUsed(state, before.id)) continue;
			dropped.push(id);
		}
	};
	for (const words of items) {
		const before = known.get(words.id);
		if (before) leave(before, words);
	}
	for (const id of removed) leave(known.get(id)!, null);
	return dropped;
}

function refsOf({ title, goal, excerpts }: ItemWords): TextRef[] {
	const refs = [title, goal, ...excerpts.flatMap((one) => [one.text, one.source])];
	return refs.filter((ref) => ref !== null);
}

/** What items say now, each of what they said before; an excerpt of the one in its place. */
export function derivedWords({ items }: AgendaState, said: readonly ItemWords[]): Derived[] {
	return said.flatMap(({ id, title, goal, excerpts }) => {
		const before = items.find((item) => item.id === id);
		if (!before) return [];
		const pairs: [TextRef | null, TextRef | null | undefined][] = [
			[title, before.title],
			[goal, before.goal],
			...excerpts.map(({ text }, n): [TextRef, TextRef | undefined] => [
				text,
				before.excerpts[n]?.text
			])
		];
		return pairs.flatMap(([now, then]) => (now && then ? [{ text: now.id, from: [then.id] }] : []));
	});
}

/** Every text that left with a change. */
export function droppedIn(events: readonly MeetingEvent[]): Set<TextId> {
	const dropped = new Set<TextId>();
	for (const event of events)
		if (event.type === 'agenda.arranged')
			for (const id of event.body.dropped ?? []) dropped.add(id);
	return dropped;
}

/**
 * An earlier agenda as it can still be read: an item whose title left has its later one; what was taken
 * out again before it was used is not shown.
 */
export function readable(
	agenda: AgendaState,
	last: AgendaState,
	dropped: ReadonlySet<TextId>
): AgendaState {
	if (dropped.size === 0) return agenda;
	const later = new Map(last.items.map((item) => [item.id, item]));
	const gone = (ref: TextRef | null) => ref !== null && dropped.has(ref.id);
	const items = agenda.items.flatMap((item): AgendaItem[] => {
		const { title, goal, excerpts } = item;
		const now = later.get(item.id);
		if (gone(title) && !now) return [];
		return [
			{
				...item,
				title: gone(title) ? now!.title : title,
				goal: gone(goal) ? (now?.goal ?? null) : goal,
				excerpts: excerpts.some((one) => gone(one.text) || gone(one.source))
					? (now?.excerpts ?? [])
					: excerpts
			}
		];
	});
	return { ...agenda, items: numbered(items) };
}
