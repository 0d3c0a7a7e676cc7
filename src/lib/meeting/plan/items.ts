/** The agenda items of a new plan, checked (S4.24: each may say what it is to reach today). */
import {
	ITEM_LIMITS,
	MAX_DEPTH,
	MAX_EXCERPTS,
	MAX_ITEMS,
	type ItemKind
} from '../agenda/agenda.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { parseText } from '../parse-text.ts';

export interface NewItem {
	title: string;
	minutes: number;
	goal?: string;
	/** 发言 unless said otherwise. */
	kind?: ItemKind;
	/** Under which item it stands: its place in the list, which comes before. */
	parent?: number;
	excerpts?: { text: string; source?: string }[];
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
		const excerpts = checkExcerpts(item.excerpts ?? []);
		if ('refused' in excerpts) return excerpts;
		checked.push({ ...item, title, goal, excerpts });
	}
	return misshapen(items) ?? checked;
}

function checkExcerpts(told: NonNullable<NewItem['excerpts']>): typeof told | Refusal {
	if (told.length > MAX_EXCERPTS) return refuse('too-many', { max: MAX_EXCERPTS });
	const excerpts: typeof told = [];
	for (const one of told) {
		const text = parseText(one.text, { max: ITEM_LIMITS.excerpt, required: true, lines: true });
		const source = parseText(one.source, { max: ITEM_LIMITS.source });
		if (typeof text !== 'string') return text;
		if (typeof source !== 'string') return source;
		excerpts.push({ text, source });
	}
	return excerpts;
}

/** Each stands after the item it is under, and inside it, at most three levels deep [G6]. */
function misshapen(items: readonly NewItem[]): Refusal | null {
	const path: number[] = [];
	for (const [at, { parent }] of items.entries()) {
		const above = parent === undefined ? 0 : path.indexOf(parent) + 1;
		if (parent !== undefined && above === 0) return refuse('malformed');
		if (above >= MAX_DEPTH) return refuse('too-deep', { max: MAX_DEPTH });
		path.length = above;
		path.push(at);
	}
	return null;
}
