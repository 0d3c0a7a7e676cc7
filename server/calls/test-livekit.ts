/**
 * A stand-in for LiveKit's door for servers: takes the requests of the real client library, refuses what is not signed
 * with its key, and remembers rooms. It carries no media.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AccessToken, TokenVerifier } from 'livekit-server-sdk';

export interface StandIn {
	url: string;
	/** `Method room identity`, in the order in which they came. */
	asked: string[];
	/** The last request's body. */
	body: Record<string, unknown>;
	/** What is answered from now on: as it should, an error of its own, or nothing at all. */
	mood: 'well' | 'ill' | 'missing';
	stop(): Promise<void>;
}

export async function standIn(key: string, secret: string): Promise<StandIn> {
	const verifier = new TokenVerifier(key, secret);
	const server = createServer((request, response) => {
		void (async () => {
			let text = '';
			for await (const chunk of request) text += String(chunk);
			const answer = (status: number, body: object) =>
				response
					.writeHead(status, { 'content-type': 'application/json' })
					.end(JSON.stringify(body));
			const token = (request.headers.authorization ?? '').replace('Bearer ', '');
			const known = await verifier.verify(token).catch(() => null);
			if (!known?.video) return answer(401, { code: 'unauthenticated', msg: 'invalid token' });
			if (one.mood === 'ill') return answer(500, { code: 'internal', msg: 'out of order' });
			if (one.mood === 'missing') return answer(404, { code: 'not_found', msg: 'not there' });
			one.body = JSON.parse(text) as Record<string, unknown>;
			const { room, name, identity } = one.body as Record<string, string>;
			const method = request.url!.split('/').at(-1);
			one.asked.push([method, room ?? name, identity].filter(Boolean).join(' '));
			answer(200, {});
		})();
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const one: StandIn = {
		...{ url: `ws://127.0.0.1:${port}`, asked: [], body: {}, mood: 'well' },
		stop: () => {
			server.closeAllConnections();
			return new Promise((resolve) => server.close(() => resolve()));
		}
	};
	return one;
}

/** What LiveKit posts to the address of its webhooks, with the header that signs it. */
export async function posted(key: string, secret: string, event: object) {
	const body = JSON.stringify(event);
	const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
	const token = new AccessToken(key, secret, { ttl: 300 });
	token.sha256 = Buffer.from(hash).toString('base64');
	return { body, authorization: await token.toJwt() };
}
