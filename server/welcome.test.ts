import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startApp } from './app.ts';
import { readConfig } from './config.ts';
import { seedDemo } from './demo/seed.ts';
import { createLog } from './log.ts';
import { welcome } from './welcome.ts';

/** What the start prints for a server that listens on 4321. */
async function printed(env: NodeJS.ProcessEnv): Promise<string> {
	const dataDir = mkdtempSync(join(tmpdir(), 'yitang-'));
	const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error', ...env });
	const app = await startApp(config, createLog('error'));
	onTestFinished(async () => {
		await app.stop();
		rmSync(dataDir, { recursive: true, force: true });
	});
	app.port = 4321;
	await seedDemo(app);
	return welcome(app);
}

it('HOST=127.0.0.1: the start promises no hall, and draws no code that no phone can open', async () => {
	const lines = await printed({ HOST: '127.0.0.1' });
	expect(lines).toContain('http://localhost:4321');
	expect(lines).toContain('HOST is 127.0.0.1');
	for (const promise of ["hall's network", 'Wi-Fi', 'Scan']) expect(lines).not.toContain(promise);
});

it('behind a public address the start names that one, also where only the proxy hears it', async () => {
	const lines = await printed({ HOST: '127.0.0.1', PUBLIC_URL: 'https://yitang.example' });
	expect(lines).toContain('for everybody: https://yitang.example');
	expect(lines).toContain('Scan as seat 2');
	expect(lines).not.toContain('HOST is');
});
