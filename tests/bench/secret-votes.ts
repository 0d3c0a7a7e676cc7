/** 秘密 in a full hall: everybody is given a blind ballot, and hands it in at the door that knows nobody. */
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { finishToken, newToken } from '#lib/live/blind-token.ts';
import type { BoardBallot } from '#lib/meeting/ballots/ballots.ts';
import type { Step } from './crowd.ts';
import { ms } from './figures.ts';
import { clock } from './meter.ts';
import type { Bench } from './parts.ts';
import { prepare } from './prepare.ts';
import { startServer } from './servers.ts';
import { p50, p99 } from './storm.ts';

/** Lines to the door at once: a browser has one, a hall has hundreds. */
const LINES = 50;

export async function secretVotesPart(bench: Bench, phones: number): Promise<void> {
	const dataDir = join(bench.folder, 'secret-votes');
	const [room] = await prepare(dataDir, 1, phones);
	const server = await startServer('ours', { dataDir });
	await server.settled();
	const { people, chair, code, addressKey } = room!;
	const screens = [...people, { ...chair, desk: true as const }];
	const all = screens.map((person) => ({ ...person, code }));
	const target = await server.target(code);
	await bench.crowd.join(all, target);
	await sleep(1300);
	const press = async (command: object) => {
		const { refused } = await bench.crowd.send(people.length, command);
		if (refused.length > 0) throw new Error(refused[0]);
	};
	const settings = { kind: 'scale', secrecy: 'secret', seconds: null };
	await press({
		type: 'ballots.prepare',
		item: null,
		draft: { question: '您对现在的物业满意吗', settings }
	});
	const vote = await server.child.ask<string>('vote', { code });
	await press({ type: 'ballots.open', vote });
	const key = await server.child.ask<string>('blindKey', { code });
	bench.log(`${phones} ballots are blinded here, as browsers do`);
	const own = [];
	for (const person of people) own.push({ seat: person.seat, token: await newToken(key) });
	const plan = own.map(({ seat, token }, screen): Step => {
		return {
			screen,
			at: 0,
			command: { type: 'ballots.token', vote, seat, blinded: token.blinded }
		};
	});
	await server.child.mark();
	const from = clock() + 100;
	const given = await bench.crowd.storm(from, plan);
	if (given.refused.length > 0) throw new Error(given.refused[0]);
	const issuing = given.lastAt - from;
	const issuedIn = await server.child.read();
	const signed = await server.child.ask<Record<string, string>>('issued', { code });
	const ballots: (BoardBallot & { vote: string })[] = [];
	for (const { seat, token } of own)
		ballots.push({
			...{ vote, token: token.token, key: 0, choice: ['agree'] },
			signature: await finishToken(key, token, signed[seat]!)
		});
	await server.child.mark();
	const origin = `http://127.0.0.1:${server.port}`;
	const began = clock();
	const times: number[] = [];
	await Promise.all(
		Array.from({ length: LINES }, async (_, line) => {
			for (let n = line; n < ballots.length; n += LINES) {
				const at = clock();
				// A browser says by itself from which page it comes.
				const answer = await fetch(`${origin}/ballot/${addressKey}`, {
					method: 'POST',
					headers: { 'content-type': 'application/json', origin },
					body: JSON.stringify(ballots[n])
				});
				const said = await answer.text();
				if (!said.includes('"receipt"')) throw new Error(`a ballot was refused: ${said}`);
				times.push(clock() - at);
			}
		})
	);
	const casting = clock() - began;
	const castIn = await server.child.read();
	await bench.crowd.leave();
	await server.child.end();
	const size = String(phones);
	const delay = Math.max(issuedIn.delay, castIn.delay);
	bench.add(
		{
			size,
			figure: `${phones} blind ballots given at once, and handed in over ${LINES} lines`,
			values: [`${ms(issuing)} + ${ms(casting)}`],
			target: '≤ 2 s in all',
			met: issuing + casting <= 2000
		},
		{
			size,
			figure: 'event-loop delay meanwhile p99',
			values: [ms(delay)],
			target: '≤ 50 ms',
			met: delay <= 50
		},
		{
			size,
			figure: 'an answer at the door p50 / p99',
			values: [`${ms(p50(times))} / ${ms(p99(times))}`]
		},
		{ size, figure: 'server CPU', values: [ms(issuedIn.cpu + castIn.cpu)] }
	);
	bench.log(`${phones} secret ballots: given in ${ms(issuing)}, cast in ${ms(casting)}`);
}
