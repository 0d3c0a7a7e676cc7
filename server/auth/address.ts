/** Whose request it is, for pacing: never stored, never logged. */
import { isIP } from 'node:net';
import type { Config } from '#server/config.ts';

/**
 * The network a request comes from: an IPv4 address, or the first half of an IPv6 one, which is what one
 * household gets. Behind a proxy of ours it is what that proxy saw, the last of the list; the entries before
 * it can be written by anybody.
 */
export function networkOf(config: Config, headers: Headers, connection: string): string {
	const list = config.trustProxy ? (headers.get('x-forwarded-for') ?? '') : '';
	const seen = bare(list.slice(list.lastIndexOf(',') + 1).slice(-100));
	return halved(isIP(seen) === 0 ? bare(connection) : seen);
}

/** Without brackets and port. */
function bare(given: string): string {
	const text = given.trim();
	if (text.startsWith('[')) return text.slice(1).split(']')[0]!;
	return text.split(':').length === 2 ? text.split(':')[0]! : text;
}

function halved(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(address);
	if (mapped) return mapped[1]!;
	if (isIP(address) !== 6) return address;
	const [left = '', right] = address.toLowerCase().split('%')[0]!.split('::');
	const head = left === '' ? [] : left.split(':');
	const tail = right === undefined || right === '' ? [] : right.split(':');
	const zeros =
		right === undefined ? [] : Array<string>(Math.max(0, 8 - head.length - tail.length)).fill('0');
	const groups = [...head, ...zeros, ...tail].slice(0, 4);
	return `${groups.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}
