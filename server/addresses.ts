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
