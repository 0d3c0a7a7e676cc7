/** Under which address people reach this server: the public one, else the hall's own network. */
import { networkInterfaces } from 'node:os';
import type { Config } from './config.ts';

/** The first IPv4 address of a real network card; null when there is none. */
export function lanAddress(): string | null {
	for (const cards of Object.values(networkInterfaces()))
		for (const card of cards ?? [])
			if (card.family === 'IPv4' && !card.internal) return card.address;
	return null;
}

/** Origin for links and QR codes; `port` is where the server listens. */
export function shareOrigin(config: Config, port: number): string {
	if (config.publicUrl) return config.publicUrl;
	const host = config.host === '0.0.0.0' || config.host === '::' ? lanAddress() : config.host;
	return `http://${host ?? 'localhost'}:${port}`;
}

/** The same, for the server as this request addressed it. */
export function shareOriginOf(config: Config, url: URL): string {
	return shareOrigin(config, Number(url.port) || (url.protocol === 'https:' ? 443 : 80));
}

/**
 * True when the request was made on this very machine. A proxy beside us looks the same, so whatever
 * came through one, or could have, does not count.
 */
export function onThisMachine(
	config: Config,
	request: { headers: Headers; url: string },
	clientAddress: string
): boolean {
	if (config.trustProxy || config.publicUrl) return false;
	if (FORWARDED.some((name) => request.headers.has(name))) return false;
	const { hostname } = new URL(request.url);
	return LOOPBACK.test(clientAddress) && LOCAL_HOST.test(hostname);
}

// x-forwarded-proto is missing here on purpose: main.mjs sets it itself.
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/u;
const LOCAL_HOST = /^(?:localhost|127\.[\d.]+|\[::1\])$/u;
