/**
 * Where a request comes from, as coarse as a hall or a household: everybody behind one router is one network.
 * Orders those who wait, paces who tries passwords and codes, tells the desk; it shuts nobody out and is
 * never stored or logged.
 */
import { isIP } from 'node:net';
import type { RequestEvent } from '@sveltejs/kit';
import type { Config } from '#server/config.ts';

type Header = string | string[] | undefined | null;

/**
 * The network of a client: its IPv4 address, or the first half of its IPv6 address; null when it can't be
 * told, as on this machine itself or behind a proxy that the settings don't know. `forwarded` is
 * X-Forwarded-For: its last word is what our own proxy saw; those before it anybody can write.
 */
export function networkOf(
	config: Pick<Config, 'trustProxy'>,
	remote: string | undefined,
	forwarded: Header
): string | null {
	const list = config.trustProxy ? String(forwarded ?? '') : '';
	const said = bare(list.slice(list.lastIndexOf(',') + 1).slice(-100));
	const seen = isIP(said) === 0 ? bare(remote ?? '') : said;
	const address = seen.replace(/^::ffff:(?=\d+\.)/iu, '');
	const kind = isIP(address);
	if (kind === 0 || address === '::1' || address.startsWith('127.')) return null;
	return kind === 4 ? address : halfOf(address);
}

/** The network of whoever sent this request. */
export function networkOfRequest(
	event: Pick<RequestEvent, 'locals' | 'request' | 'getClientAddress'>
): string | null {
	const forwarded = event.request.headers.get('x-forwarded-for');
	return networkOf(event.locals.app.config, event.getClientAddress(), forwarded);
}

/** Without the brackets and the port that some proxies write. */
function bare(given: string): string {
	const text = given.trim();
	if (text.startsWith('[')) return text.slice(1).split(']', 1)[0]!;
	return text.split(':').length === 2 ? text.split(':', 1)[0]! : text;
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
