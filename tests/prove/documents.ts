/** People come to one document, write, delete and go, by chance: what is stored is what they wrote. */
import { writeAtRandom } from '../live/documents-random.ts';
import { grouped, type Prove } from './program.ts';

export const prove: Prove = async ({ size, seed }) => {
	const count = size === 'full' ? 10_000 : 1000;
	const { steps, expected, held, stored } = await writeAtRandom(count, seed);
	const same = [held, stored].every((words) => JSON.stringify(words) === JSON.stringify(expected));
	return [
		{
			promise: 'Joins, leaves and edits by chance: the stored document is what the writers wrote',
			figure: `${grouped(steps)} steps, ${grouped(expected.length)} words left, ${same ? 'all' : 'not all'} stored`,
			held: same && expected.length > 0
		}
	];
};
