/** The plug is pulled while somebody organises: communities, copies, rehearsals, and what is wiped. */
import { pullPlugsOnOrganiser } from '../live/kill-organiser.ts';
import { grouped, type Prove } from './program.ts';

export const prove: Prove = async ({ size, seed }) => {
	const { kills, deeds, faults } = await pullPlugsOnOrganiser(size === 'full' ? 40 : 3, seed);
	for (const fault of faults.slice(0, 20)) console.error(fault);
	return [
		{
			promise:
				'kill -9 while somebody organises: what was made is there, what was wiped is not, the folder verifies',
			figure: `${kills} kills, ${grouped(deeds)} presses answered, ${faults.length} faults`,
			held: faults.length === 0 && deeds > 0
		}
	];
};
