/**
 * Under which address people reach this server: the public one, else a name or address of this very
 * machine that they asked for, else its likeliest address on the hall's network.
 *
 * Invariants: a `Host` header is believed only where it names this machine; its port never is.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';
import { isIP } from 'node:net';
import type { Config } from './config.ts';

type Cards = ReturnType<typeof networkInterfaces>;
type Listening = Pick<Config, 'host' | 'publicUrl' | 'https'>;

/**
 * Addresses of this machine's network cards that a browser elsewhere may reach: real cards first, then
 * IPv6, virtual cards and tunnels, and addresses a card gives itself when nobody gave it one. `fe80::`
 * is left out: no address bar takes it without a zone.
 */
export function lanAddresses(cards: Cards = networkInterfaces()): string[] {
	const all = Object.entries(cards).flatMap(([name, addresses]) =>
		(addresses ?? [])
			.filter(({ internal, address }) => !internal && !/^fe[89ab]/iu.test(address))
			.map(({ address }) => ({ address, rank: rank(name, address) }))
	);
	return all.sort((a, b) => a.rank - b.rank).map(({ address }) => address);
}

/** The address of this machine that the hall most likely reaches; null when there is none. */
export function lanAddress(cards?: Cards): string | null {
	return lanAddresses(cards).find((address) => isIP(address) === 4) ?? null;
}

/** Names of cards that end inside this machine or in a tunnel: Linux, macOS, Windows. */
const VIRTUAL =
	/^(?:docker|veth|br-|virbr|vmnet|vboxnet|vnet|lxc|lxd|cni|flannel|cali|podman|kube|dummy|ifb|utun|tun|tap|wg|ppp|tailscale|zt|ham|nordlynx|bridge\d{3}|awdl|llw|anpi|ap\d|gif|stf|vEthernet|VMware|VirtualBox|Hyper-V|ZeroTier|Npcap|Loopback)/iu;
/** 100.64.0.0/10: what carriers and Tailscale hand out; nobody in the hall reaches it. */
const CARRIER = /^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./u;

function rank(card: string, address: string): number {
	if (address.startsWith('169.254.')) return 3;
	if (VIRTUAL.test(card) || CARRIER.test(address)) return 2;
	return isIP(address) === 6 ? 1 : 0;
}

/** True when the server is set to hear this machine alone: no other one reaches it, whatever a page says. */
export function listensOnLoopbackOnly({ host }: Pick<Config, 'host'>): boolean {
	return LOCAL_HOST.test(bracketed(host.toLowerCase()));
}

/** True for a name that a browser uses for the machine it runs on: nobody listens in between. */
export function namesThisMachine(hostname: string): boolean {
	return LOCAL_HOST.test(hostname);
}

/** Every origin under which the hall may reach a server listening on `port`, likeliest first. */
export function hallOrigins(config: Listening, port: number, cards?: Cards): string[] {
	if (listensOnLoopbackOnly(config)) return [];
	const hosts = listenedTo(config.host, cards);
	return hosts.map((host) => originAt(config, host, port));
}

/**
 * Origin for links and QR codes. `port` is where the server listens; `asked` is the host this request
 * named, with or without a port (which is not believed): it counts where it is this machine's own.
 */
export function shareOrigin(
	config: Listening,
	port: number,
	asked?: string | null,
	cards: Cards = cardsLately()
): string {
	if (config.publicUrl) return config.publicUrl;
	const hosts = listenedTo(config.host, cards);
	const own = asked ? nameOf(asked) : null;
	if (own && !listensOnLoopbackOnly(config) && (hosts.includes(own) || ownNames().includes(own)))
		return originAt(config, own, port);
	return originAt(config, hosts[0] ?? 'localhost', port);
}

/** The cards are looked at anew so often, ms: for every page it would be a tenth of what the page costs. */
const CARDS_MS = 1000;
let lately: { cards: Cards; at: number } | null = null;

function cardsLately(): Cards {
	const now = performance.now();
	if (!lately || now - lately.at > CARDS_MS) lately = { cards: networkInterfaces(), at: now };
	return lately.cards;
}

/** The same, for the server as this request addressed it. */
export function shareOriginOf(app: { config: Config; port: number }, url: URL): string {
	return shareOrigin(app.config, app.port, url.host);
}

/** Origin for links that this very machine opens: by the name it asked for, at the port where we listen. */
export function ownOriginOf(
	app: { config: Pick<Config, 'https'>; port: number },
	url: URL
): string {
	return originAt(app.config, url.hostname.replace(/^\[(.*)\]$/u, '$1'), app.port);
}

/**
 * The scheme a proxy of ours says the browser used. Proxies behind proxies make a list; the first word
 * is what the browser spoke. Anything else counts as http.
 */
export function forwardedScheme(header: string | string[] | undefined): 'https' | 'http' {
	const [first = ''] = String(header ?? '').split(',', 1);
	return first.trim().toLowerCase() === 'https' ? 'https' : 'http';
}

/**
 * What the browser speaks. Of an upgrade about which a proxy of ours says nothing, the page that asks for it
 * tells by its own Origin: proxies are told to forward upgrades in a place of their own.
 */
export function schemeOf(
	config: Pick<Config, 'trustProxy' | 'https'>,
	headers: IncomingHttpHeaders
): 'https' | 'http' {
	if (config.https) return 'https';
	if (!config.trustProxy) return 'http';
	const said = headers['x-forwarded-proto'];
	if (said === undefined && headers.upgrade !== undefined)
		return headers.origin?.startsWith('https://') ? 'https' : 'http';
	return forwardedScheme(said);
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

/** Addresses at which a server set to `host` is heard. IPv4 alone for `0.0.0.0`, as Node listens. */
function listenedTo(host: string, cards?: Cards): string[] {
	if (host === '::') return lanAddresses(cards);
	if (host !== '0.0.0.0') return [host.toLowerCase().split('%', 1)[0]!];
	return lanAddresses(cards).filter((address) => isIP(address) === 4);
}

/** What this machine is called, and how its neighbours find it without a name server (mDNS). */
export function ownNames(): string[] {
	const full = hostname().toLowerCase();
	const [short = ''] = full.split('.', 1);
	return [full, short, `${short}.local`].filter((name) => name !== '' && name !== 'localhost');
}

/** The host of a `Host` header without its port and brackets; null when it is none. */
function nameOf(asked: string): string | null {
	if (!URL.canParse(`http://${asked}`)) return null;
	const name = new URL(`http://${asked}`).hostname.replace(/\.$/u, '');
	return name.replace(/^\[(.*)\]$/u, '$1') || null;
}

const bracketed = (host: string) => (isIP(host) === 6 ? `[${host}]` : host);
/** Under which address a server on this machine is reached by this name. */
export const originAt = ({ https }: Pick<Config, 'https'>, host: string, port: number) =>
	new URL(`http${https ? 's' : ''}://${bracketed(host)}:${port}`).origin;

// x-forwarded-proto is missing here on purpose: main.mjs sets it itself.
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];
const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/u;
const LOCAL_HOST = /^(?:localhost|127\.[\d.]+|\[::1\])$/u;
