/** What a page shows of somebody on a community's roll who may be chosen. */
import type { Listed } from './community-roll.ts';

export interface Choosable {
	id: string;
	name: string;
	building: string;
	title: string;
}

/** Everybody, as they are chosen from. */
export function choosable(roll: readonly Listed[]): Choosable[] {
	return roll.map(({ id, entry: { name, building, title } }) => ({ id, name, building, title }));
}
