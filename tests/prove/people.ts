/** Meetings by chance over bad lines, at a store at hand and at one that is late and fails: they stay one meeting. */
import { isDeepStrictEqual } from 'node:util';
import {
	AT_HAND,
	handsBySeat,
	meetAtRandom,
	OVER_A_LINE,
	type ToldStory
} from '../live/people-at-random.ts';
import { grouped, type Prove } from './program.ts';

export const prove: Prove = async ({ size, seed }) => {
	const meetings = size === 'full' ? 40 : 3;
	const rows = [];
	for (const [store, kept] of [
		['a store at hand', AT_HAND],
		['a store that is late and fails', OVER_A_LINE]
	] as const) {
		let answered = 0;
		const parted: number[] = [];
		for (let n = 0; n < meetings; n++) {
			const story = await meetAtRandom(seed + n, kept);
			answered += story.answered.length;
			if (!isOne(story)) parted.push(seed + n);
		}
		for (const one of parted) console.error(`seed ${one}, ${store}: not one meeting any more`);
		rows.push({
			promise: `People by chance over bad lines, ${store}: every screen and the journal tell one story`,
			figure: `${meetings} meetings, ${grouped(answered)} answered, ${parted.length} fell apart`,
			held: parted.length === 0 && answered > 0
		});
	}
	return rows;
};

function isOne({ journal, room, head, seq, phones, answered, verdict }: ToldStory): boolean {
	const same = (state: object) => isDeepStrictEqual(plain(state), plain(journal));
	return (
		[room, ...phones.map(({ state }) => state)].every(same) &&
		phones.every((phone) => phone.head === head) &&
		answered.every((at) => at <= seq) &&
		[...handsBySeat(journal).values()].every((n) => n === 1) &&
		verdict.ok
	);
}

/** As it would be stored: what is not there and what is undefined are the same. */
const plain = (state: object): unknown => JSON.parse(JSON.stringify(state));
