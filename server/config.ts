// The environment, read and checked once at start; nothing else reads it. A wrong value stops the
// server with a sentence: a meeting must not begin on a setting nobody meant.

import { resolve } from 'node:path';
import { readCallSettings, type CallSettings } from './calls/call-settings.ts';
import { ConfigError } from './config-error.ts';

/** What can be set from outside, and the variable that sets it. */
export interface Config {
	/** YITANG_ROOT: the folder of the program; set by the scripts. */
	root: string;
	/** PORT: 0 lets the system choose a free one, as the tests do. */
	port: number;
	/** HOST: the address listened on; by default every one, so that phones in the hall reach it. */
	host: string;
	/** DATA_DIR: everything that must survive, as an absolute path. */
	dataDir: string;
	/** PUBLIC_URL: the origin people use when it is not this machine's own address; else null. */
	publicUrl: string | null;
	/** HTTPS: whether it serves with a certificate of its own, for the hall's own network. */
	https: boolean;
	/** DEMO: whether an empty server begins with a meeting to try. */
	demo: boolean;
	/** TRUST_PROXY: whether X-Forwarded-* come from a proxy of ours, and may be believed. */
	trustProxy: boolean;
	/** TIME_ZONE: whose clock is on the wall where meetings are held; see `readTimeZone`. */
	timeZone: string;
	/** NEW_KEYS: go on though the keys are gone or others; every printed seat card ends. */
	newKeys: boolean;
	/** ACCEPT_LOSS: go on though the database holds less than was answered "done". */
	acceptLoss: boolean;
	/** LOG_LEVEL: the least important line that is written. */
	logLevel: LogLevel;
	/** VIDEO_…, TURN_…, LIVEKIT_…: who carries sound and pictures; see `readCallSettings`. */
	calls: CallSettings;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/**
 * Reads the settings. An empty value counts as not given, as shells and compose files leave it.
 *
 * @throws {ConfigError} naming the variable, what was given and what is expected
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
	const root = resolve(env.YITANG_ROOT || process.cwd());
	return {
		root,
		port: readPort(env.PORT || '3000'),
		host: readHost(env.HOST || '0.0.0.0'),
		dataDir: resolve(root, env.DATA_DIR || 'data'),
		publicUrl: env.PUBLIC_URL ? readOrigin(env.PUBLIC_URL) : null,
		https: readHttps(env),
		demo: readSwitch('DEMO', env.DEMO || 'on'),
		trustProxy: readSwitch('TRUST_PROXY', env.TRUST_PROXY || 'off'),
		timeZone: readTimeZone(env.TIME_ZONE, env.TZ),
		newKeys: readSwitch('NEW_KEYS', env.NEW_KEYS || 'off'),
		acceptLoss: readSwitch('ACCEPT_LOSS', env.ACCEPT_LOSS || 'off'),
		logLevel: readLogLevel(env.LOG_LEVEL || 'info'),
		calls: readCallSettings(env)
	};
}

function readPort(given: string): number {
	const port = Number(given);
	if (!/^\d+$/.test(given) || port > 65_535)
		throw new ConfigError('PORT', given, 'a whole number from 0 to 65535, such as 3000');
	return port;
}

function readHost(given: string): string {
	if (!/^[\w.:%-]+$/.test(given))
		throw new ConfigError('HOST', given, 'an address or a name, such as 0.0.0.0 or localhost');
	return given;
}

/** The app sits at the root of its origin; a path, a query or a password would be lost silently. */
function readOrigin(given: string): string {
	const url = URL.canParse(given) ? new URL(given) : null;
	const web = url?.protocol === 'http:' || url?.protocol === 'https:';
	if (!url || !web || `${url.origin}/` !== url.href)
		throw new ConfigError(
			'PUBLIC_URL',
			given,
			'a web address without a path, such as https://yitang.example'
		);
	return url.origin;
}

/** Behind a proxy the certificate is the proxy's, and what it says of the scheme would not be asked. */
function readHttps({ HTTPS, PUBLIC_URL, TRUST_PROXY }: NodeJS.ProcessEnv): boolean {
	const on = readSwitch('HTTPS', HTTPS || 'off');
	if (on && (PUBLIC_URL || TRUST_PROXY === 'on'))
		throw new ConfigError('HTTPS', 'on', '"off" behind a proxy, which has the certificate');
	return on;
}

function readSwitch(variable: string, given: string): boolean {
	if (given !== 'on' && given !== 'off') throw new ConfigError(variable, given, '"on" or "off"');
	return given === 'on';
}

/**
 * What the server writes for everybody says the time of the place. Machines in data centres keep UTC, so
 * a machine's own zone counts only where somebody has set it.
 */
function readTimeZone(given: string | undefined, machine: string | undefined): string {
	if (given && !isTimeZone(given))
		throw new ConfigError('TIME_ZONE', given, 'the name of a time zone, such as Asia/Shanghai');
	return given || (machine && isTimeZone(machine) ? machine : 'Asia/Shanghai');
}

function isTimeZone(name: string): boolean {
	try {
		return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
	} catch {
		return false;
	}
}

function readLogLevel(given: string): LogLevel {
	const level = LOG_LEVELS.find((known) => known === given);
	if (!level) throw new ConfigError('LOG_LEVEL', given, `one of ${LOG_LEVELS.join(', ')}`);
	return level;
}
