/** Damaged Yjs updates do no harm. */
import { offerDamaged } from '../live/damaged-updates.ts';
import { grouped, type Prove } from './program.ts';

export const prove: Prove = async ({ size, seed }) => {
	const { tried, taken, faults } = offerDamaged(size === 'full' ? 160_000 : 5000, seed);
	for (const fault of faults.slice(0, 20)) console.error(fault);
	return [
		{
			promise: 'Damaged Yjs updates: what is taken finds its place and can be read again',
			figure: `${grouped(tried)} updates, ${grouped(taken)} taken, ${faults.length} faults`,
			held: faults.length === 0 && taken > 0
		}
	];
};
