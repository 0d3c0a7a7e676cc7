/** A line between a phone and the server that can be dead in two ways. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** `ends`: whoever comes is hung up on before a word. `silent`: nothing gets through, nothing ends. */
type Way = 'whole' | 'ends' | 'silent';

/** Stands between a phone and the server. */
export async function lineTo(origin: string) {
	const server = createServer();
	const wss = new WebSocketServer({ noServer: true });
	const here = new Set<WebSocket>();
	let way: Way = 'whole';
	let wayOf = new Map<WebSocket, Way>();
	let saw: () => void = () => {};
	let brought: (what: string) => void = () => {};
	server.on('upgrade', (request: IncomingMessage, socket, head) => {
		wss.handleUpgrade(request, socket, head, (phone) => {
			here.add(phone);
			saw();
			if (way === 'ends') return phone.close();
			const headers = { origin, cookie: request.headers.cookie ?? '' };
			const upstream = new WebSocket(origin.replace('http', 'ws') + request.url!, { headers });
			const lost = () => wayOf.get(phone) === 'silent';
			phone.on('message', (raw) => (lost() ? saw() : upstream.send(String(raw))));
			upstream.on('message', (raw) => {
				if (lost()) return;
				phone.send(String(raw));
				brought(String(raw));
			});
			phone.on('close', () => upstream.close());
			upstream.on('close', () => lost() || phone.close());
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		stop() {
			for (const phone of here) phone.terminate();
			server.close();
		},
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		/** What is silent stays so for those who hang on it. */
		become(next: Way) {
			if (next === 'silent') wayOf = new Map([...here].map((phone) => [phone, next]));
			way = next;
		},
		hangUp: () => here.forEach((phone) => phone.close()),
		/** Resolves when the server has sent this. */
		brings: (wanted: string) =>
			new Promise<void>((resolve) => (brought = (what) => what === wanted && resolve())),
		/** Resolves when somebody tries again, or speaks into the void. */
		tried: () => new Promise<void>((resolve) => (saw = resolve))
	};
}
