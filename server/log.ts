// The server's log: one JSON line each, on standard output. It is read by whoever runs the machine,
// who need not know who was in a meeting: names, words and keys never reach it. Lines name meetings,
// seats and error ids; the masks below catch what slips through.

import pino, { type DestinationStream } from 'pino';
import type { LogLevel } from './config.ts';

export type Log = pino.Logger;

/** Keys of ours and of Node's requests under which something private may lie. */
const PRIVATE = [
	'authorization',
	'body',
	'cookie',
	'"set-cookie"',
	'label',
	'name',
	'names',
	'password',
	'phone',
	'secret',
	'text',
	'token'
];
const DEPTHS = ['', '*.', '*.*.'];

/** Addresses that open something by themselves: a personal link names its seat's key. */
const KEY_IN_PATH = /^(\/s\/)[^/]+/;

/**
 * @param level the least important line that is written
 * @param to where to; standard output unless a test listens
 */
export function createLog(level: LogLevel, to?: DestinationStream): Log {
	return pino(
		{
			level,
			base: undefined, // One process on one machine: its number and name are noise.
			timestamp: pino.stdTimeFunctions.isoTime,
			formatters: { level: (label) => ({ level: label }) },
			serializers: { path: (path: unknown) => String(path).replace(KEY_IN_PATH, '$1…') },
			redact: {
				paths: DEPTHS.flatMap((depth) => PRIVATE.map((key) => join(depth, key))),
				censor: '…'
			}
		},
		to
	);
}

/** `*.` + `"set-cookie"` is written `*["set-cookie"]`. */
function join(depth: string, key: string): string {
	return key.startsWith('"') ? `${depth.replace(/\.$/, '')}[${key}]` : depth + key;
}

/** A short number by which a person and the log mean the same failure. */
export function faultId(): string {
	return crypto.getRandomValues(new Uint32Array(1))[0]!.toString(36);
}
