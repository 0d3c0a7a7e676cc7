/** Phones that write while the line is down, and over a bad one: what they wrote is there, once. */
import { writeOffline } from '../live/offline.ts';
import { grouped, type Prove } from './program.ts';

export const prove: Prove = async ({ size, seed }) => {
	const { phones, written, refused, count, lost, twice, folds } = await writeOffline(
		size === 'full' ? 500 : 50,
		seed
	);
	const held = refused + lost + twice === 0 && count.cards === written && folds;
	return [
		{
			promise: 'A dead and then a bad line: every card that was written is there, once',
			figure: `${grouped(phones)} phones, ${grouped(written)} cards, ${lost} lost, ${twice} twice`,
			held
		}
	];
};
