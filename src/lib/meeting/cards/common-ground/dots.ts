// The picture: each person a dot, moved to the nearest of 41 × 41 places, people in the same place
// counted together. So coarse, a dot is no longer somebody's exact list of answers (rule G11).

import type { Point } from './axes.ts';
import type { GroundDot } from './ground.ts';

const REACH = 20;

/** Both axes on one scale; the largest group left of the middle, the next (or it) above. */
export function dotsOf(points: readonly Point[], groups: readonly number[]): GroundDot[] {
	const widest = points.reduce((far, { x, y }) => Math.max(far, Math.abs(x), Math.abs(y)), 0) || 1;
	const turnX = meanOf(points, groups, 0, 'x') > 0 ? -1 : 1;
	const turnY = meanOf(points, groups, groups.includes(1) ? 1 : 0, 'y') < 0 ? -1 : 1;
	const dots = new Map<string, GroundDot>();
	points.forEach((point, at) => {
		const x = step((point.x * turnX * REACH) / widest);
		const y = step((point.y * turnY * REACH) / widest);
		const group = groups[at]!;
		const key = `${group},${x},${y}`;
		const people = (dots.get(key)?.people ?? 0) + 1;
		dots.set(key, { x, y, group, people });
	});
	return [...dots.values()].sort((a, b) => a.group - b.group || a.x - b.x || a.y - b.y);
}

function meanOf(
	points: readonly Point[],
	groups: readonly number[],
	group: number,
	axis: keyof Point
): number {
	return points.reduce((sum, point, at) => sum + (groups[at] === group ? point[axis] : 0), 0);
}

/** The nearest whole step; never −0. */
function step(value: number): number {
	return Math.round(value) || 0;
}
