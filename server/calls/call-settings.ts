/**
 * Which engine carries sound and pictures, and by which servers: read once at start. Half a configuration stops the
 * start with a sentence, because it would show only when somebody at home cannot be heard.
 */
import { ConfigError, hiddenSecret } from '#server/config-error.ts';

export interface TurnSettings {
	/** `turn:host:port?transport=udp`, as browsers take them. */
	urls: string[];
	/** coturn's `static-auth-secret`. */
	secret: string;
	/** How long a credential opens an allocation, seconds. */
	lifetime: number;
}

export interface LivekitSettings {
	/** `wss://host`, what browsers and this server connect to. */
	url: string;
	key: string;
	secret: string;
}

export interface CallSettings {
	/** mesh: browsers connect with each other; livekit: by a server of its own; off: nothing is carried. */
	engine: 'mesh' | 'livekit' | 'off';
	/** Video seats in one call, at most. */
	seats: number;
	/** Relay for browsers that find no way to each other; null: none. Only for the mesh, LiveKit has its own. */
	turn: TurnSettings | null;
	/** Null unless the engine is LiveKit. */
	livekit: LivekitSettings | null;
}

const ENGINES = ['mesh', 'livekit', 'off'] as const;
/** More pictures than these a laptop does not decode (design: measured with 8). */
const MOST_SEATS = 8;
/** LiveKit's own server refuses to start with a shorter one. */
const LIVEKIT_SECRET = 32;
const TURN_SECRET = 16;
const LIVEKIT = ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'] as const;

/** @throws {ConfigError} naming the variable, what was given (of a secret its length) and what is expected */
export function readCallSettings(env: NodeJS.ProcessEnv): CallSettings {
	const given = LIVEKIT.find((name) => env[name]);
	if (given && !env.VIDEO_ENGINE)
		throw new ConfigError('VIDEO_ENGINE', '', `"livekit" to use ${given}, or "mesh" to leave it`);
	const named = env.VIDEO_ENGINE || 'mesh';
	const engine = ENGINES.find((one) => one === named);
	if (!engine) throw new ConfigError('VIDEO_ENGINE', named, '"mesh", "livekit" or "off"');
	return {
		engine,
		seats: readWhole('VIDEO_SEATS', env.VIDEO_SEATS || '6', 2, MOST_SEATS),
		turn: readTurn(env),
		livekit: engine === 'livekit' ? readLivekit(env) : null
	};
}

function readTurn(env: NodeJS.ProcessEnv): TurnSettings | null {
	const urls = (env.TURN_URLS ?? '').split(/[\s,]+/).filter(Boolean);
	const secret = env.TURN_SECRET ?? '';
	if (urls.length === 0 && secret === '') {
		if (env.TURN_LIFETIME) throw new ConfigError('TURN_URLS', '', 'set where TURN_LIFETIME is');
		return null;
	}
	if (urls.length === 0) throw new ConfigError('TURN_URLS', '', 'set where TURN_SECRET is');
	const expected = 'addresses such as turn:turn.example.org:3478, or turns: with a comma between';
	for (const url of urls)
		if (!isTurn(url)) throw new ConfigError('TURN_URLS', env.TURN_URLS!, expected);
	if (secret.length < TURN_SECRET)
		throw new ConfigError(
			'TURN_SECRET',
			hiddenSecret(secret),
			`coturn's static-auth-secret, of at least ${TURN_SECRET} characters`
		);
	const lifetime = readWhole('TURN_LIFETIME', env.TURN_LIFETIME || '3600', 60, 86_400);
	return { urls, secret, lifetime };
}

/** RFC 7065: a scheme, a host, perhaps a port and a transport; no `//`, no name, no password. */
function isTurn(url: string): boolean {
	const found = /^turns?:(?:[\w.-]+|\[[\da-f:.]+\])(?::(\d+))?(?:\?transport=(?:udp|tcp))?$/i.exec(
		url
	);
	const port = Number(found?.[1] ?? 3478);
	return found !== null && port > 0 && port <= 65_535;
}

function readLivekit(env: NodeJS.ProcessEnv): LivekitSettings {
	const { LIVEKIT_URL: url = '', LIVEKIT_API_KEY: key = '', LIVEKIT_API_SECRET: secret = '' } = env;
	if (!isSocketOrigin(url))
		throw new ConfigError('LIVEKIT_URL', url, 'an address such as wss://livekit.example.org');
	if (!/^[\w-]{3,100}$/.test(key))
		throw new ConfigError('LIVEKIT_API_KEY', key, "the key's name in LiveKit's configuration");
	if (secret.length < LIVEKIT_SECRET)
		throw new ConfigError(
			'LIVEKIT_API_SECRET',
			hiddenSecret(secret),
			`the secret of that key, of at least ${LIVEKIT_SECRET} characters`
		);
	return { url: url.replace(/\/$/, ''), key, secret };
}

function isSocketOrigin(given: string): boolean {
	const url = URL.canParse(given) ? new URL(given) : null;
	if (url?.protocol !== 'ws:' && url?.protocol !== 'wss:') return false;
	return url.href === `${url.protocol}//${url.host}/`;
}

function readWhole(variable: string, given: string, min: number, max: number): number {
	const number = Number(given);
	if (!/^\d+$/.test(given) || number < min || number > max)
		throw new ConfigError(variable, given, `a whole number from ${min} to ${max}`);
	return number;
}
