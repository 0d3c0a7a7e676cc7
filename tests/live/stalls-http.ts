/** Requests that cost much, to the built server with a large meeting on it: what each holds the loop for. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { demoMeeting, startBuilt } from './built.ts';
import { fillLarge } from './large-meeting.ts';

/** Address of the module that watches a loop. */
export const LOOP_WATCH = pathToFileURL(join(import.meta.dirname, 'loop-watch.mjs')).href;

/** What is done to the server, and who watches it. */
export interface HttpStalls {
	attacks: [string, () => Promise<unknown>][];
	child: Awaited<ReturnType<typeof startBuilt>>['child'];
	stop(): Promise<void>;
}

/** The large meeting has about six events for each turn. */
export async function httpStalls(seats: number, turns: number): Promise<HttpStalls> {
	const dataDir = mkdtempSync(join(tmpdir(), 'yitang-large-'));
	const { address, events } = await fillLarge(dataDir, seats, turns);
	const built = await startBuilt(dataDir, {
		LOG_LEVEL: 'fatal',
		NODE_OPTIONS: `--import=${LOOP_WATCH}`
	});
	const { origin } = built;
	const { cookie } = await demoMeeting(built);
	const get = async (path: string, headers: Record<string, string> = {}) => {
		const answer = await fetch(origin + path, { headers, redirect: 'manual' });
		await answer.arrayBuffer();
		// Nothing is measured where there is nothing.
		if (answer.status === 404) throw new Error(`${path} is not there`);
	};
	const post = (path: string, body: string, headers: Record<string, string> = {}) =>
		fetch(origin + path, {
			...{ method: 'POST', redirect: 'manual', body },
			headers: { ...FORM, origin, accept: 'text/html', ...headers }
		}).then((answer) => answer.arrayBuffer());
	const times = (count: number, what: (n: number) => Promise<unknown>) => () =>
		Promise.all(Array.from({ length: count }, (_, n) => what(n)));
	const r = `/r/${address}`;
	const large = `${seats} seats, ${events} events`;
	const files = ['docx', 'pdf', 'md', 'json'].map((format): [string, () => Promise<unknown>] => [
		`${format} of ${large}, asked for by 10`,
		times(10, () => get(`${r}/export.${format}`))
	]);
	return {
		child: built.child,
		attacks: [
			[`the record of ${large}, its page and data`, times(2, () => get(r))],
			['record.json, asked for by 20', times(20, () => get(`${r}/record.json`))],
			['events.json, asked for by 20', times(20, () => get(`${r}/events.json`))],
			['the watch page, asked for by 20', times(20, () => get(`/m/${address}/watch`))],
			...files,
			[
				'Accept-Language of 15 KB, 40 times',
				times(40, (n) => get('/', { 'accept-language': LANGUAGES[n % LANGUAGES.length]! }))
			],
			[
				'cookies of 15 KB, 40 times',
				times(40, (n) =>
					get('/', { cookie: n % 2 ? 'a=b;'.repeat(3800) : `x=${'%41'.repeat(5000)}` })
				)
			],
			[
				'addresses with 5,000 parameters, 40 times',
				times(40, (n) => get(`/join?${n % 2 ? 'a&'.repeat(7000) : 'code=1&'.repeat(2000)}`))
			],
			[
				'If-None-Match of 15 KB, 40 times',
				times(40, (n) =>
					get(r, { 'if-none-match': n % 2 ? ' '.repeat(15_000) : '"a",'.repeat(3700) })
				)
			],
			['forms of 250,000 fields, 10 times', times(10, () => post('/join', 'a&'.repeat(250_000)))],
			[
				'forms of one field of 500 KB, 10 times',
				times(10, (n) =>
					post('/join', `code=${n % 2 ? '%CC%81'.repeat(80_000) : 'x'.repeat(500_000)}`)
				)
			],
			[
				'a roll of 60,000 brackets pasted, 5 times',
				times(5, () => post('/meetings/new', `roll=${'('.repeat(60_000)}`, { cookie }))
			],
			[
				'a roll of 1,900 people pasted, 3 times',
				times(3, () =>
					post('/meetings/new', `title=a&matter=b&roll=${encodeURIComponent(PEOPLE)}`, { cookie })
				)
			],
			[
				'passwords of 400 KB whose signs Unicode puts in order, 5 times',
				times(5, () => post('/signin', `login=x&password=a${'%EF%BE%9E%CC%81'.repeat(40_000)}`))
			],
			[
				'logins of 1.8 MB that would be said back, 3 times',
				times(3, () => post('/signin', `login=${'%E2%80%B9'.repeat(200_000)}&password=x`))
			],
			[
				'200 wrong passwords at once',
				times(200, (n) => post('/signin', `login=zhou-yaqin&password=wrong-${n}`))
			]
		],
		async stop() {
			await built.stop();
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const PEOPLE = Array.from({ length: 1900 }, (_, n) => `王甲${n}\t${n % 30}号楼\t代表`).join('\n');
const LANGUAGES = [
	'zh,'.repeat(5000),
	`${' '.repeat(15_000)}q`,
	`zh;q=${'1.'.repeat(7000)}`,
	`zh${'-a'.repeat(7000)}`,
	';q=0.1'.repeat(2500)
];
