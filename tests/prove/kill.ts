/** The plug is pulled again and again: under commands, at chosen points of a COMMIT, under writers. */
import { pullPlugs } from '../live/kill.ts';
import { pullPlugsOnWriters } from '../live/kill-documents.ts';
import { pullPlugsOnVoters } from '../live/kill-votes.ts';
import { grouped, type Prove } from './program.ts';

export const prove: Prove = async ({ size, seed }) => {
	const cycles = size === 'full' ? 100 : 5;
	const rows = [];
	for (const [when, times] of [
		[undefined, cycles],
		['before', Math.ceil(cycles / 4)],
		['after', Math.ceil(cycles / 4)]
	] as const) {
		const { acknowledged, lost, twice, verdict } = await pullPlugs(times, seed, when);
		rows.push({
			promise: `kill -9 ${when ? `${when} a COMMIT` : 'in bursts'}: what was answered is there, once`,
			figure: `${times} kills, ${grouped(acknowledged)} answered, ${lost} lost, ${twice} twice`,
			held: lost + twice === 0 && verdict.ok
		});
	}
	const { saved, lost, twice, whole } = await pullPlugsOnWriters(cycles, seed);
	rows.push({
		promise: 'kill -9 under ten writers: every word shown as saved is on disk, once',
		figure: `${cycles} kills, ${grouped(saved)} words, ${lost} lost, ${twice} twice`,
		held: lost + twice === 0 && whole
	});
	const votes = size === 'full' ? 1000 : 5;
	const voted = await pullPlugsOnVoters(votes, seed);
	rows.push({
		promise: 'kill -9 while people vote: each is counted once, as they were last told',
		figure: `${grouped(votes)} kills, ${grouped(voted.acknowledged)} answered, ${voted.lost} lost, ${voted.wrong} wrong`,
		held: voted.lost + voted.wrong + voted.faults.length === 0
	});
	return rows;
};
