/** A micro-vote in a full hall: everybody votes within one second, then all see the result. */
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import type { Crowd, Step } from './crowd.ts';
import { kb, ms } from './figures.ts';
import { clock, type Reading } from './meter.ts';
import type { Bench } from './parts.ts';
import { prepare, type Prepared } from './prepare.ts';
import { startServer, type Measured } from './servers.ts';
import { p50, p99 } from './storm.ts';

interface OpenVote {
	acks: number[];
	/** From the chair's press to the last screen that shows the result, ms; of several votes. */
	results: number[];
	/** Of each screen, for one whole vote. */
	bytes: number;
	during: Reading;
}

/** Everybody once in a second, several votes one after the other; the chair is the last screen. */
async function voting(
	crowd: Crowd,
	server: Measured,
	room: Prepared,
	votes: number
): Promise<OpenVote> {
	const chair = room.people.length;
	const desk = { ...room.chair, desk: true } as const;
	const people = [...room.people, desk].map((person) => ({ ...person, code: room.code }));
	await crowd.join(people, await server.target(room.code));
	await sleep(1300);
	const press = async (command: object) => {
		const { refused, sentAt } = await crowd.send(chair, command);
		if (refused.length > 0) throw new Error(refused[0]);
		return sentAt;
	};
	const acks: number[] = [];
	const results: number[] = [];
	await Promise.all([crowd.mark(), server.child.mark()]);
	for (let round = 0; round < votes; round++) {
		const draft = {
			question: '您对“办老年食堂”的态度',
			settings: { kind: 'scale', seconds: null }
		};
		await press({ type: 'ballots.prepare', item: null, draft });
		const vote = await server.child.ask<string>('vote', { code: room.code });
		await press({ type: 'ballots.open', vote });
		const plan = room.people.map((_, n): Step => {
			const screen = (n * 7919) % room.people.length;
			const { seat } = room.people[screen]!;
			const choice = [['agree', 'accept', 'reserve', 'disagree'][n % 4]!];
			const ballot = `ballotofround${round}number${String(n).padStart(5, '0')}`;
			const at = (n / room.people.length) * 1000;
			return { screen, at, command: { type: 'ballots.cast', vote, seat, ballot, choice } };
		});
		const seen = await crowd.storm(clock() + 100, plan);
		if (seen.refused.length > 0) throw new Error(seen.refused[0]);
		acks.push(...seen.times);
		await sleep(1500); // the last turnout is told within a second
		const { copy } = await server.target(room.code);
		const shown = crowd.watch(copy!.seq + 1);
		await crowd.counts();
		const sentAt = await press({ type: 'ballots.close', vote });
		results.push((await shown) - sentAt);
	}
	const during = await server.child.read();
	return { acks, results, bytes: (await crowd.counts()).bytes / people.length / votes, during };
}

/** Votes of a full hall: what an ack takes, and the result on the last screen. */
export async function votesPart(bench: Bench, phones: number, votes: number): Promise<void> {
	const dataDir = join(bench.folder, 'votes');
	const [room] = await prepare(dataDir, 1, phones);
	const server = await startServer('ours', { dataDir });
	await server.settled();
	const seen = await voting(bench.crowd, server, room!, votes);
	await bench.crowd.leave();
	await server.child.end();
	const size = String(phones);
	bench.add(
		{
			size,
			figure: `${phones} votes in 1 s, ${votes} times: ack p50 / p99`,
			values: [`${ms(p50(seen.acks))} / ${ms(p99(seen.acks))}`],
			target: 'p99 ≤ 50 ms',
			met: p99(seen.acks) <= 50
		},
		{
			size,
			figure: 'the result on the last screen p50 / worst',
			values: [`${ms(p50(seen.results))} / ${ms(Math.max(...seen.results))}`],
			target: '≤ 400 ms',
			met: Math.max(...seen.results) <= 400
		},
		{ size, figure: 'bytes a phone for one vote', values: [kb(seen.bytes)] },
		{ size, figure: 'server CPU a vote', values: [ms(seen.during.cpu / votes)] }
	);
	bench.log(`${phones} votes: ack p99 ${ms(p99(seen.acks))}, result in ${ms(p50(seen.results))}`);
}
