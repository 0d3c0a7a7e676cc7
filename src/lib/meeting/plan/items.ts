/** The agenda items of a new plan, checked (S4.24: each may say what it is to reach today). */
import { ITEM_LIMITS, MAX_ITEMS } from '../agenda/agenda.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { parseText } from '../parse-text.ts';

export interface NewItem {
	title: string;
	minutes: number;
	goal?: string;
}

/** Clean items, or the first refusal. */
export function checkItems(items: readonly NewItem[]): NewItem[] | Refusal {
	if (items.length > MAX_ITEMS) return refuse('too-many', { max: MAX_ITEMS });
	const checked: NewItem[] = [];
	for (const item of items) {
		const title = parseText(item.title, { max: ITEM_LIMITS.title, required: true });
		if (typeof title !== 'string') return title;
		const goal = parseText(item.goal, { max: ITEM_LIMITS.goal });
		if (typeof goal !== 'string') return goal;
		checked.push({ title, minutes: item.minutes, goal });
	}
	return checked;
}
