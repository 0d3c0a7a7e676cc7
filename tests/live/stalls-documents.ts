/** What costs much at the door of documents: long vectors, and everything asked for again and again. */
import { once } from 'node:events';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import { documentPath, MESSAGE, SYNC } from '#lib/documents/wire.ts';
import type { App } from '#server/app.ts';
import type { Room } from '#server/meeting/room.ts';
import { seeded } from './seeded.ts';

/** Fills the minutes nearly to their limit: 1 MB of text and 20,000 items. Gives the path of their socket. */
export async function fillMinutes(app: App, { meeting }: Room): Promise<string> {
	const chance = seeded(7);
	const document = await app.documents.open(meeting, 'minutes');
	for (let n = 0; n < 100; n++)
		await document.change((doc) => {
			const text = doc.getText('t');
			for (let item = 0; item < 100; item++)
				text.insert(Math.floor(chance() * (text.length + 1)), '食堂要干净离得近别太咸早点开门');
		});
	const long = '食堂要干净。'.repeat(1000);
	for (let n = 0; n < 30; n++) await document.change((doc) => doc.getText('t').insert(0, long));
	return documentPath(meeting, 'minutes', document.epoch);
}

/** "This is what I have" (SyncStep1) with so many clients. */
export function vectorOf(clients: number): Uint8Array {
	const vector = encoding.createEncoder();
	encoding.writeVarUint(vector, clients);
	for (let n = 0; n < clients; n++) {
		encoding.writeVarUint(vector, 4_000_000_000 - n);
		encoding.writeVarUint(vector, 1);
	}
	const message = encoding.createEncoder();
	encoding.writeVarUint(message, MESSAGE.sync);
	encoding.writeVarUint(message, SYNC.step1);
	encoding.writeVarUint8Array(message, encoding.toUint8Array(vector));
	return encoding.toUint8Array(message);
}

/** One connection that says it until it is hung up on. */
export async function sendToDocument(
	url: string,
	headers: Record<string, string>,
	message: Uint8Array
): Promise<void> {
	const ws = new WebSocket(url, { headers });
	ws.on('error', () => {});
	ws.on('message', () => {});
	const closed = once(ws, 'close');
	await Promise.race([once(ws, 'open'), closed]);
	for (let n = 0; n < 12 && ws.readyState === WebSocket.OPEN; n++) ws.send(message);
	const patience = new Promise((resolve) => setTimeout(resolve, 4000));
	await Promise.race([closed, patience]);
	ws.terminate();
}
