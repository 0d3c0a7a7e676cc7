// The outline round the dots of a group, for the picture.

export type Spot = { x: number; y: number };

/** Corners of the smallest convex outline, counter-clockwise; one or two spots are their own outline. No spot twice. */
export function hullOf(spots: readonly Spot[]): Spot[] {
	const sorted = [...spots].sort((a, b) => a.x - b.x || a.y - b.y);
	if (sorted.length < 3) return sorted;
	const half = (list: readonly Spot[]) => {
		const edge: Spot[] = [];
		for (const spot of list) {
			while (edge.length > 1 && turn(edge.at(-2)!, edge.at(-1)!, spot) <= 0) edge.pop();
			edge.push(spot);
		}
		return edge.slice(0, -1);
	};
	return [...half(sorted), ...half([...sorted].reverse())];
}

/** Above 0 where the way a → b → c turns left. */
function turn(a: Spot, b: Spot, c: Spot): number {
	return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}
