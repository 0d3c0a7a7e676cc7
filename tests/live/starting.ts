/** Starting on a data folder and looking at what comes of it: an app, a sentence, lines in the log. */
import { hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { startApp, type App } from '#server/app.ts';
import { readConfig } from '#server/config.ts';
import { createLog } from '#server/log.ts';
import { StartRefused } from '#server/start-refused.ts';
import { makeMeeting, resident } from './people.ts';
import { folder } from './world.ts';

/** An app on this folder that stops when the test ends. */
export async function start(dir: string, env: NodeJS.ProcessEnv = {}): Promise<App> {
	const config = readConfig({ DATA_DIR: dir, DEMO: 'off', PORT: '0', ...env });
	const app = await startApp(config, createLog('silent'));
	onTestFinished(() => app.stop());
	return app;
}

/** Why a start on this folder ends; the folder is left as it was. */
export async function refusalOf(dir: string): Promise<string> {
	const before = bytesIn(dir);
	const error = await start(dir).then(
		() => new Error('it started'),
		(cause: unknown) => cause
	);
	expect(error).toBeInstanceOf(StartRefused);
	expect(bytesIn(dir)).toEqual(before);
	const { message } = error as Error;
	expect(message).toMatch(/[\u4e00-\u9fff].*。\n[^\n]+[a-z)>]\.$/u);
	return message;
}

/** Everything that matters of a folder; the index of the log, an empty log and the lock say nothing. */
function bytesIn(dir: string): Record<string, string> {
	const files = readdirSync(dir, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !/-shm$|^lock\.db/.test(entry.name))
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((file) => !file.endsWith('-wal') || statSync(file).size > 0);
	return Object.fromEntries(files.map((file) => [file, hash('sha256', readFileSync(file))]));
}

/** A folder in which a meeting was made and the server stopped. */
export async function usedFolder(): Promise<string> {
	const dir = folder();
	const app = await start(dir);
	await makeMeeting(app, [resident('王桂芳')]);
	await app.stop();
	return dir;
}

/** Starts and stops it again; the lines of its log from `warn` on, without the JSON around them. */
export async function said(dir: string, env: NodeJS.ProcessEnv = {}): Promise<string[]> {
	const lines: string[] = [];
	const config = readConfig({ DATA_DIR: dir, DEMO: 'off', PORT: '0', ...env });
	const log = createLog('warn', { write: (line: string) => void lines.push(line) });
	const app = await startApp(config, log);
	onTestFinished(() => app.stop());
	await app.stop();
	return lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
}
