/**
 * Attaches the live part to an HTTP server, the same in production and in development. Upgrades to
 * WebSocket are routed by path; every other is not taken up, and the request answered as any other.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { DOCUMENTS_PATH } from '#lib/documents/wire.ts';
import { LIVE_PATH } from '#lib/meeting/wire.ts';
import { schemeOf } from './addresses.ts';
import type { App } from './app.ts';
import { sessionsOf } from './auth/cookies.ts';
import { originAllowed } from './auth/origin.ts';
import { callerOf } from './auth/meeting-access.ts';
import { networkOf } from './auth/network.ts';
import { faultId } from './log.ts';
import type { UpgradeContext } from './meeting/upgrade-context.ts';

/**
 * Whether a request asks for the one protocol that we change to. A server need not take an offer up (RFC 9110,
 * 7.8): `h2c`, which curl and proxies offer beside HTTP/1.1, is answered over HTTP/1.1.
 */
export function isUpgrade({ method, headers }: IncomingMessage): boolean {
	const offers = (headers.upgrade ?? '').toLowerCase().split(',');
	return method === 'GET' && offers.some((offer) => offer.trim() === 'websocket');
}

/** Handles an upgrade to WebSocket; false when the path is not ours. Never throws: what fails is told as 500. */
export function handleUpgrade(
	app: App,
	request: IncomingMessage,
	socket: Duplex,
	head: Buffer
): boolean {
	// Before anything else: a connection that breaks while it is looked at must not end the process.
	socket.on('error', () => socket.destroy());
	const failed = (cause: unknown) => {
		app.log.error({ err: cause, id: faultId() }, 'an upgrade failed');
		refuseUpgrade(socket, '500 Internal Server Error');
	};
	try {
		return upgrade(app, request, socket, head, failed);
	} catch (cause) {
		failed(cause);
		return true;
	}
}

function upgrade(
	app: App,
	request: IncomingMessage,
	socket: Duplex,
	head: Buffer,
	failed: (cause: unknown) => void
): boolean {
	const url = addressOf(request);
	if (!url) {
		refuseUpgrade(socket, '400 Bad Request');
		return true;
	}
	const document = url.pathname.startsWith(DOCUMENTS_PATH);
	if (!document && url.pathname !== LIVE_PATH) return false;
	if (!originAllowed(request.headers.origin, request.headers.host, app.config.publicUrl)) {
		refuseUpgrade(socket, '403 Forbidden');
		return true;
	}
	if (app.stopping) {
		refuseUpgrade(socket, '503 Service Unavailable');
		return true;
	}
	upgradeContext(app, request, url.searchParams.get('m') ?? '')
		.then((who) => {
			if (socket.destroyed) return;
			if (app.stopping) refuseUpgrade(socket, '503 Service Unavailable');
			else if (document) app.documentGateway.upgrade(request, socket, head, url, who);
			else app.liveGateway.upgrade(request, socket, head, who);
		})
		.catch(failed);
	return true;
}

/** The address asked for; null when it is none, which must not end the process (F35). */
function addressOf(request: IncomingMessage): URL | null {
	try {
		return new URL(request.url ?? '/', 'http://yitang');
	} catch {
		return null;
	}
}

/** Says no to an upgrade and closes. */
export function refuseUpgrade(socket: Duplex, status: string, words = ''): void {
	socket.end(
		`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
			`Content-Length: ${Buffer.byteLength(words)}\r\n\r\n${words}`
	);
}

/** Where no WebSocket of ours is. */
export function refuseUnknown(socket: Duplex): void {
	refuseUpgrade(
		socket,
		'404 Not Found',
		'404 这个地址没有实时连接。There is no live connection at this address.\n'
	);
}

async function upgradeContext(
	app: App,
	request: IncomingMessage,
	address: string
): Promise<UpgradeContext> {
	const https = schemeOf(app.config, request.headers) === 'https';
	const asked = app.monotonic();
	const came = await sessionsOf(app.sessions, request.headers.cookie, https);
	const sessions = [came.seat, came.account, came.display].filter((one) => one !== null);
	return {
		address,
		...callerOf(came),
		network: networkOf(
			app.config,
			request.socket.remoteAddress,
			request.headers['x-forwarded-for']
		),
		sessions: sessions.map(({ id }) => id),
		asked,
		held: sessions.map(({ id, secretHash }) => ({ id, secretHash })),
		expiresAt: Math.min(Infinity, ...sessions.map(({ expiresAt }) => expiresAt))
	};
}
