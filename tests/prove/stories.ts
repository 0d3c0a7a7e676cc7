/** The stories in real browsers that are too long for the tests: rounds of cards in all their ways, common ground, secret cards, captions. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from '../../scripts/browser.mjs';
import type { Prove } from './program.ts';

interface Told {
	stats?: { expected: number; unexpected: number; flaky: number };
}

export const prove: Prove = async () => {
	const dir = mkdtempSync(join(tmpdir(), 'yitang-stories-'));
	const report = join(dir, 'report.json');
	const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
	const child = spawn(process.execPath, [cli, 'test', '--project=rare'], {
		stdio: ['ignore', 'inherit', 'inherit'],
		cwd: join(import.meta.dirname, '../..'),
		env: {
			...process.env,
			...{ YITANG_STORIES: 'all', YITANG_BROWSER: await findBrowser() },
			...{ YITANG_BROWSER_REPORT: report, YITANG_ROOT: join(import.meta.dirname, '../..') }
		}
	});
	const [code] = (await once(child, 'close')) as [number | null];
	const { stats } = JSON.parse(readFileSync(report, 'utf8')) as Told;
	rmSync(dir, { recursive: true });
	const { expected = 0, unexpected = 0, flaky = 0 } = stats ?? {};
	return [
		{
			promise: 'the long stories are told to their end, each at the first try',
			figure: `${expected} told, ${unexpected + flaky} not`,
			held: code === 0 && expected > 0
		}
	];
};
