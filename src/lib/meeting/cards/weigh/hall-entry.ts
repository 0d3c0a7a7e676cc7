/** What the hall called or raised, as it stands in the numbers of a desk. Pure. */
import type { GroupId } from '../cards.ts';

/** People, and by group its dots, or its hands choice by choice. */
export interface HallEntry {
	people: number;
	counts: Readonly<Record<GroupId, number | readonly number[]>>;
}

/** True where every number on the desk is the one that was entered; `entered` null: nothing was. What is missing is 0. */
export function isEntered(shown: HallEntry, entered: HallEntry | null): boolean {
	if (entered === null || shown.people !== entered.people) return false;
	const groups = new Set([...Object.keys(shown.counts), ...Object.keys(entered.counts)]);
	return [...groups].every((group) => {
		const [one, other] = [shown, entered].map(({ counts }) => [counts[group] ?? 0].flat());
		return Array.from(
			{ length: Math.max(one!.length, other!.length) },
			(_, at) => (one![at] ?? 0) === (other![at] ?? 0)
		).every(Boolean);
	});
}
