/**
 * A browser of another engine under automation, as far as it is there: Firefox by WebDriver BiDi over its own port,
 * WebKit by its driver. What both are asked is the same, in the words of the page.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { freePort } from '../bench/servers.ts';

export type EngineName = 'firefox' | 'webkit';

/** What a driver can do. */
interface Driver {
	name: string;
	go(url: string): Promise<void>;
	cookie(name: string, value: string, host: string): Promise<void>;
	/** The value of an expression, as text. */
	evaluate(expression: string): Promise<unknown>;
	picture(): Promise<Buffer>;
	close(): Promise<void>;
}

export interface Engine extends Pick<Driver, 'name' | 'evaluate' | 'picture' | 'close'> {
	/** Opens an address, with the session of a seat. */
	open(url: string, cookie?: string): Promise<void>;
	/** Waits for what is true in the page. */
	until(expression: string): Promise<void>;
	/** Presses the button that says this. */
	press(words: string): Promise<void>;
	/** Types into a field. */
	type(selector: string, words: string): Promise<void>;
}

const PATIENCE_MS = 20_000;
const PHONE = { width: 390, height: 844 };

/** Starts it; null where this machine has none. */
export async function startEngine(name: EngineName): Promise<Engine | null> {
	const driver = await (name === 'firefox' ? firefox() : webkit());
	if (!driver) return null;
	const until = async (expression: string) => {
		const from = performance.now();
		while (!(await driver.evaluate(`Boolean(${expression})`))) {
			if (performance.now() - from > PATIENCE_MS) throw new Error(`in vain: ${expression}`);
			await sleep(100);
		}
	};
	return {
		...driver,
		until,
		async open(url, cookie) {
			const [key, value] = cookie?.split('=') ?? [];
			// A cookie is set where one is.
			if (key && value) {
				await driver.go(new URL('/health', url).href);
				await driver.cookie(key, value, new URL(url).hostname);
			}
			await driver.go(url);
		},
		async press(words) {
			const button = `[...document.querySelectorAll('button')].find((one) => one.textContent.trim() === ${JSON.stringify(words)})`;
			await until(button);
			await driver.evaluate(`${button}.click()`);
		},
		async type(selector, words) {
			await driver.evaluate(`(() => {
				const field = document.querySelector(${JSON.stringify(selector)});
				field.focus();
				document.execCommand('insertText', false, ${JSON.stringify(words)});
			})()`);
		}
	};
}

function program(name: string): string | undefined {
	const folders = (process.env.PATH ?? '').split(delimiter);
	return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

async function ended(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill('SIGKILL');
	await new Promise((resolve) => child.once('exit', resolve));
}

async function firefox(): Promise<Driver | null> {
	const path = program('firefox-esr') ?? program('firefox');
	if (!path) return null;
	const profile = mkdtempSync(join(tmpdir(), 'yitang-firefox-'));
	const args = ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port=0'];
	const child = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'] });
	const address = await new Promise<string>((resolve, reject) => {
		let said = '';
		child.stderr.on('data', (words: Buffer) => {
			said += words.toString();
			const [, found] = /WebDriver BiDi listening on (ws:\S+)/.exec(said) ?? [];
			if (found) resolve(found);
		});
		child.once('exit', () => reject(new Error(said)));
	});
	const socket = new WebSocket(`${address}/session`);
	await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
	const waiting = new Map<number, (message: { error?: string; message?: string }) => void>();
	socket.on('message', (data: Buffer) => {
		const message = JSON.parse(data.toString()) as { id: number; error?: string; message?: string };
		waiting.get(message.id)?.(message);
	});
	let n = 0;
	async function ask<Result>(method: string, params: object): Promise<Result> {
		const id = (n += 1);
		const answered = new Promise<{ error?: string; message?: string; result?: Result }>((resolve) =>
			waiting.set(id, resolve)
		);
		socket.send(JSON.stringify({ id, method, params }));
		const { error, message, result } = await answered;
		if (error) throw new Error(`${method}: ${message}`);
		return result!;
	}
	interface Session {
		capabilities: { browserName: string; browserVersion: string };
	}
	const { capabilities } = await ask<Session>('session.new', { capabilities: {} });
	const tree = await ask<{ contexts: { context: string }[] }>('browsingContext.getTree', {});
	const { context } = tree.contexts[0]!;
	await ask('browsingContext.setViewport', { context, viewport: PHONE });
	return {
		name: `Firefox ${capabilities.browserVersion}`,
		go: async (url) => {
			await ask('browsingContext.navigate', { context, url, wait: 'complete' });
		},
		cookie: async (name, value, domain) => {
			const cookie = { name, value: { type: 'string', value }, domain, path: '/', httpOnly: true };
			await ask('storage.setCookie', { cookie });
		},
		async evaluate(expression) {
			const params = { expression, target: { context }, awaitPromise: true };
			interface Said {
				type: string;
				result?: { value?: unknown };
				exceptionDetails?: { text: string };
			}
			const said = await ask<Said>('script.evaluate', params);
			if (said.exceptionDetails) throw new Error(said.exceptionDetails.text);
			return said.result?.value;
		},
		async picture() {
			const { data } = await ask<{ data: string }>('browsingContext.captureScreenshot', {
				context
			});
			return Buffer.from(data, 'base64');
		},
		async close() {
			socket.close();
			await ended(child);
			rmSync(profile, { recursive: true, force: true });
		}
	};
}

async function webkit(): Promise<Driver | null> {
	const path = program('WebKitWebDriver');
	const screen = program('Xvfb');
	if (!path || !screen) return null;
	const port = await freePort();
	const display = `:${port}`;
	const wall = spawn(screen, [display, '-screen', '0', '1280x1024x24'], { stdio: 'ignore' });
	const env = { ...process.env, DISPLAY: display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
	const child = spawn(path, [`--port=${port}`], { env, stdio: 'ignore' });
	const root = `http://127.0.0.1:${port}/session`;
	async function ask<Value>(method: string, way: string, body?: object): Promise<Value> {
		const asked = { method, ...(body ? { body: JSON.stringify(body) } : {}) };
		const answer = await fetch(root + way, asked);
		const { value } = (await answer.json()) as {
			value: Value & { error?: string; message?: string };
		};
		if (!answer.ok) throw new Error(`${way}: ${value.message}`);
		return value;
	}
	interface Session {
		sessionId: string;
		capabilities: { browserVersion: string };
	}
	const capabilities = { alwaysMatch: { acceptInsecureCerts: false } };
	const from = performance.now();
	let session: Session | null = null;
	while (!session)
		session = await ask<Session>('POST', '', { capabilities }).catch(async (cause: unknown) => {
			if (performance.now() - from > PATIENCE_MS) {
				await Promise.all([ended(child), ended(wall)]);
				throw cause;
			}
			return sleep(200, null);
		});
	const at = `/${session.sessionId}`;
	await ask('POST', `${at}/window/rect`, { ...PHONE, x: 0, y: 0 });
	return {
		name: `WebKitGTK ${session.capabilities.browserVersion}`,
		go: (url) => ask('POST', `${at}/url`, { url }),
		cookie: (name, value) =>
			ask('POST', `${at}/cookie`, { cookie: { name, value, path: '/', httpOnly: true } }),
		evaluate: (expression) =>
			ask('POST', `${at}/execute/sync`, { script: `return (${expression})`, args: [] }),
		picture: async () => Buffer.from(await ask<string>('GET', `${at}/screenshot`), 'base64'),
		async close() {
			await ask('DELETE', at).catch(() => null);
			await Promise.all([ended(child), ended(wall)]);
		}
	};
}
