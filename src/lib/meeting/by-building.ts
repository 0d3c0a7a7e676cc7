/** People or seats by building, where one chooses among many. */

/** In the order in which the buildings come; whoever has none stands under ''. */
export function byBuilding<T>(
	all: readonly T[],
	buildingOf: (one: T) => string
): [building: string, here: T[]][] {
	const found = new Map<string, T[]>();
	for (const one of all) {
		const building = buildingOf(one);
		const here = found.get(building);
		if (here) here.push(one);
		else found.set(building, [one]);
	}
	return [...found];
}
