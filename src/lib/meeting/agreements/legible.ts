/** Whether what was handed in as a signature is one: enough strokes, or one's own name. Rule [AG6]; pure. */
import { normalized } from '../words.ts';
import { FIELD, MOST_POINTS } from './agreements.ts';

/** Shorter is a slip of the finger, in points of the field. */
const SHORTEST = 60;

/** Strokes of whole points on the field, long enough together to be a name. */
export function isDrawn(strokes: readonly (readonly number[])[]): boolean {
	let [points, length] = [0, 0];
	for (const stroke of strokes) {
		if (stroke.length % 2 !== 0) return false;
		for (let at = 0; at < stroke.length; at += 2) {
			const [x, y] = [stroke[at]!, stroke[at + 1]!];
			if (x > FIELD.width || y > FIELD.height) return false;
			points += 1;
			if (at > 0) length += Math.hypot(x - stroke[at - 2]!, y - stroke[at - 1]!);
		}
	}
	return points <= MOST_POINTS && length >= SHORTEST;
}

const bare = (name: string) => normalized(name, 'NFKC').replace(/\s/gu, '').toLowerCase();

/** The name as it stands on the roll, however it is spaced. */
export function isOwnName(typed: string, name: string): boolean {
	return bare(typed) !== '' && bare(typed) === bare(name);
}
