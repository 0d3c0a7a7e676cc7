/**
 * The story of the hall's sound told once more over a real LiveKit server: `LIVEKIT_TEST_URL` with `LIVEKIT_TEST_KEY` and
 * `LIVEKIT_TEST_SECRET` say where. Without one it says so, and has proved nothing.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findBrowser } from '../../scripts/browser.mjs';
import type { Prove } from './program.ts';

const root = join(import.meta.dirname, '../..');

export const prove: Prove = async () => {
	const promise = 'The hall’s sound goes over LiveKit as it does from browser to browser';
	const { LIVEKIT_TEST_URL: url, LIVEKIT_TEST_KEY: key, LIVEKIT_TEST_SECRET: secret } = process.env;
	if (!url || !key || !secret)
		return [{ promise, figure: 'skipped: no LiveKit server', held: true }];
	const story = spawn('npx', ['playwright', 'test', 'sound.spec'], {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		env: {
			...process.env,
			...{ YITANG_BROWSER: await findBrowser(), YITANG_ROOT: root },
			...{ VIDEO_ENGINE: 'livekit', LIVEKIT_URL: url },
			...{ LIVEKIT_API_KEY: key, LIVEKIT_API_SECRET: secret }
		}
	});
	const [code] = (await once(story, 'exit')) as [number | null];
	return [{ promise, figure: code === 0 ? 'the story was told' : 'see above', held: code === 0 }];
};
