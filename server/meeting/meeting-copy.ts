/**
 * A meeting planned once more: what it is about, its running order, rules and settings, and its list as it stands now.
 * Nothing of what was said, shown or voted comes along, no time that has passed, and no answer of anybody.
 */
import { isPrivate } from '#lib/meeting/plan/view.ts';
import { itemsShown, type AgendaState } from '#lib/meeting/agenda/agenda.ts';
import type { ItemId, TextRef } from '#lib/meeting/names.ts';
import type { PlanCommand, PlanDraft } from '#lib/meeting/plan/plan.ts';
import type { RollEntry } from '#lib/meeting/roll/roll.ts';
import type { Room } from './room.ts';

export type NewPlan = Omit<
	Extract<PlanCommand, { type: 'plan.create' }>,
	'type' | 'meeting' | 'code'
>;

/** The plan, with its agenda as it stands now; an erased text is left out. `now`: ms since 1970. */
export function copiedPlan({ committed, texts }: Room, now: number): NewPlan {
	const { plan, runsheet, agenda, record } = committed.state;
	const words = (ref: TextRef | null) => (ref && texts.get(ref.id)) ?? '';
	const details = plan.details!;
	const { id: preset, ...presetChanges } = plan.rules!;
	const isAhead = details.startsAt !== null && details.startsAt > now;
	const draft: PlanDraft = {
		title: words(details.title),
		body: words(details.body),
		matter: words(details.matter),
		background: words(details.background),
		decides: words(details.decides),
		leaves: words(details.leaves),
		policies: details.policies
			.map(({ text, source }) => ({ text: words(text), source: words(source) }))
			.filter(({ text }) => text !== ''),
		place: words(details.place),
		outsideLink: words(details.outsideLink),
		...(isAhead ? { startsAt: details.startsAt! } : {}),
		...(isAhead && details.endsAt !== null ? { endsAt: details.endsAt } : {}),
		units: details.units
			.map(({ name, reason }) => ({ name: words(name), reason }))
			.filter(({ name }) => name !== ''),
		quorum: details.quorum,
		urgentReason: words(details.urgentReason),
		publicNames: details.publicNames,
		capacity: details.capacity
	};
	const publish = record.publish ?? details.record;
	if (publish) draft.record = publish;
	if (details.noticeDays !== undefined) draft.noticeDays = details.noticeDays;
	if (details.callLines) draft.callLines = details.callLines;
	const items = copiedItems(agenda, words);
	const template = runsheet.template;
	return { draft, preset, presetChanges, template, items, private: isPrivate(plan) };
}

/** The outline as it stands; what stood under an item whose title was erased stands under the one above that. */
function copiedItems(
	agenda: AgendaState,
	words: (ref: TextRef | null) => string
): NewPlan['items'] {
	const places = new Map<ItemId, number | undefined>();
	const items: NewPlan['items'] = [];
	for (const { id, parent, title, minutes, goal, kind, excerpts } of itemsShown(agenda)) {
		const above = parent === null ? undefined : places.get(parent);
		places.set(id, words(title) === '' ? above : items.length);
		if (words(title) === '') continue;
		items.push({
			...{ title: words(title), goal: words(goal), minutes: Math.max(1, minutes), kind },
			...(above === undefined ? {} : { parent: above }),
			excerpts: excerpts
				.map(({ text, source }) => ({ text: words(text), source: words(source) }))
				.filter(({ text }) => text !== '')
		});
	}
	return items;
}

/** Everybody on the list, in its order, with the role they were given; guests and erased names are left out. */
export function copiedRoll({ committed }: Room): RollEntry[] {
	const { order, seats } = committed.state.roll;
	return order.flatMap((id) => {
		const seat = seats[id]!;
		const person = committed.hidden.roll.people.get(id);
		if (seat.guest || seat.homeRole === 'guest' || !person) return [];
		const { homeRole: role, votes, official, channel, hasPhone, side, speaksFor } = seat;
		const entry: RollEntry = { ...person, role, votes, official, channel, hasPhone, speaksFor };
		return [side === null ? entry : { ...entry, side }];
	});
}
