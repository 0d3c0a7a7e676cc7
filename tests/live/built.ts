/** The built server as `npm start` runs it, pages and all, in a process of its own; and who is signed in there. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { SERVER_ENV, SERVER_FLAGS } from '../../scripts/commands.mjs';

const root = join(import.meta.dirname, '../..');

export interface Built {
	child: ChildProcess;
	port: number;
	origin: string;
	/** What it has printed so far, on both channels. */
	output(): string;
	/** Resolves with the exit code when it has ended; null after a signal. */
	ended: Promise<number | null>;
	stop(): Promise<void>;
}

/** Starts it on a data folder and a free port of this machine alone. Rejects when it does not listen. */
export function startBuilt(dataDir: string, env: NodeJS.ProcessEnv = {}): Promise<Built> {
	const child = spawn(process.execPath, [...SERVER_FLAGS, 'server/main.mjs'], {
		cwd: root,
		env: {
			...SERVER_ENV,
			...process.env,
			...{ NODE_ENV: 'production', PORT: '0', HOST: '127.0.0.1', PUBLIC_URL: '' },
			...{ DATA_DIR: dataDir, LOG_LEVEL: 'warn', YITANG_ROOT: root },
			...env
		},
		stdio: ['ignore', 'pipe', 'pipe', 'ipc']
	});
	let said = '';
	for (const channel of [child.stdout!, child.stderr!])
		channel.setEncoding('utf8').on('data', (words: string) => (said += words));
	const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
	return new Promise((resolve, reject) => {
		void ended.then((code) => reject(Object.assign(new Error(said), { code })));
		child.once('message', (message) => {
			const { port } = message as { port: number };
			const stop = async () => {
				child.kill('SIGTERM');
				await ended;
			};
			const origin = `http://127.0.0.1:${port}`;
			resolve({ child, port, origin, output: () => said, ended, stop });
		});
	});
}

/** Whoever owns the demo meeting. */
export interface Demo {
	/** The organiser's cookie. */
	cookie: string;
	login: string;
	/** The part of the meeting's address that nobody guesses. */
	address: string;
	/** The organiser's community, whose meeting it is. */
	community: string;
}

/** Theirs. */
export const PASSWORD = 'canteen-Walnut-ferry-7731-lantern';

/** Makes the first account with the link that was printed; the demo meeting is theirs then. */
export async function demoMeeting({ origin, output }: Built): Promise<Demo> {
	const [, address = ''] = /\/m\/([a-z0-9]{10})\/watch/.exec(output()) ?? [];
	const [, token = ''] = /\/welcome#(\S+)/.exec(output()) ?? [];
	const name = '周雅琴';
	const login = 'zhou-yaqin';
	const answer = await fetch(`${origin}/welcome`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin, accept: 'text/html' },
		body: new URLSearchParams({ token, name, login, password: PASSWORD })
	});
	const [cookie] = answer.headers.getSetCookie();
	if (answer.status !== 303 || !cookie) throw new Error(`no account was made: ${answer.status}`);
	const own = { cookie: cookie.split(';')[0]! };
	const list = await (await fetch(`${origin}/communities`, { headers: own })).text();
	const [, community] = /"\/communities\/([\w-]+)"/.exec(list) ?? [];
	if (!community) throw new Error('the organiser has no community');
	return { ...own, login, address, community };
}
