/** A socket opened by hand, with headers that no browser would send. */
import { WebSocket } from 'ws';

/** What a socket is told when it has asked for the room, or the code it is closed with. */
export function heard(
	origin: string,
	path: string,
	headers: Record<string, string>
): Promise<string> {
	const ws = new WebSocket(origin.replace('http', 'ws') + path, {
		headers: { origin, ...headers }
	});
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error(`nothing came of ${path}`)), 60_000);
		const done = (what: string) => {
			clearTimeout(timer);
			ws.terminate();
			resolve(what);
		};
		ws.on('message', (data) => {
			const text = String(data as Buffer);
			// Engine.io opens with `0`; then the room is asked for, and `40` or `44` answers.
			if (text.startsWith('0')) ws.send('40');
			else if (text.startsWith('4')) done(text);
		});
		ws.on('close', (code, reason) => done(`${code} ${String(reason)}`));
		ws.on('error', reject);
	});
}
