/**
 * Where a request comes from, as coarse as a hall needs it: everybody behind one router is one network.
 * Used to order those who wait and to tell the desk, never to shut anybody out; not kept.
 */
import { isIP } from 'node:net';
import type { Config } from '#server/config.ts';

type Header = string | string[] | undefined | null;

/**
 * The network of a client: its IPv4 address, or the first half of its IPv6 address; null when it can't be
 * told, as on this machine itself or behind a proxy that the settings don't know. `forwarded` is
 * X-Forwarded-For: its last word is what our own proxy saw.
 */
export function networkOf(
	config: Pick<Config, 'trustProxy'>,
	remote: string | undefined,
	forwarded: Header
): string | null {
	const said = config.trustProxy
		? String(forwarded ?? '')
				.split(',')
				.at(-1)!
				.trim()
		: '';
	const address = (said || (remote ?? '')).replace(/^::ffff:/iu, '');
	const kind = isIP(address);
	if (kind === 0 || address === '::1' || address.startsWith('127.')) return null;
	return kind === 4 ? address : halfOf(address);
}

/** The first four groups, written out: a household or a hall has one such half. */
function halfOf(address: string): string {
	const [head = '', tail] = address.split('%', 1)[0]!.split('::');
	const groups = head.split(':').filter(Boolean);
	const after = (tail ?? '').split(':').filter(Boolean);
	while (tail !== undefined && groups.length + after.length < 8) groups.push('0');
	return [...groups, ...after]
		.slice(0, 4)
		.map((group) => parseInt(group, 16).toString(16))
		.join(':');
}
