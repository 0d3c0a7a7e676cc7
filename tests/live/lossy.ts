/**
 * A bad line between phones and the server: frames of our messages are dropped, doubled, held back
 * behind the next one, and now and then the line is cut. Same seed, same misfortunes.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';

export interface Misfortune {
	drop: number;
	double: number;
	swap: number;
	cut: number;
}

/** Starts the bad line in front of `origin`; returns its own origin and what ends or mends it. */
export async function badLine(origin: string, random: () => number, misfortune: Misfortune) {
	const server = createServer();
	const wss = new WebSocketServer({ noServer: true });
	const open = new Set<WebSocket>();
	let mended = false;

	/** Passes frames on; only socket.io messages suffer, the transport's own pings do not. */
	function pass(from: WebSocket, to: WebSocket): void {
		let held: string | null = null;
		const send = (data: string) => to.readyState === WebSocket.OPEN && to.send(data);
		from.on('message', (raw) => {
			const data = String(raw);
			const dice = mended || !data.startsWith('42') ? 1 : random();
			const { drop, double, swap, cut } = misfortune;
			if (dice < drop) return;
			if (dice < drop + swap && held === null) {
				held = data;
				return;
			}
			send(data);
			if (held !== null) send(held);
			held = null;
			if (dice < drop + swap + double) send(data);
			else if (dice < drop + swap + double + cut) from.terminate();
		});
	}

	server.on('upgrade', (request: IncomingMessage, socket, head) => {
		wss.handleUpgrade(request, socket, head, (phone) => {
			const { cookie } = request.headers;
			const upstream = new WebSocket(origin.replace('http', 'ws') + request.url!, {
				headers: { origin, ...(cookie ? { cookie } : {}) }
			});
			open.add(phone).add(upstream);
			pass(upstream, phone);
			const early: string[] = [];
			phone.on(
				'message',
				(raw) => upstream.readyState === WebSocket.CONNECTING && early.push(String(raw))
			);
			upstream.on('open', () => {
				for (const data of early) upstream.send(data);
				pass(phone, upstream);
			});
			for (const [one, other] of [
				[phone, upstream],
				[upstream, phone]
			] as const) {
				one.on('close', () => other.terminate());
				one.on('error', () => other.terminate());
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	return {
		origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
		mend: () => (mended = true),
		async stop() {
			for (const ws of open) ws.terminate();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}
