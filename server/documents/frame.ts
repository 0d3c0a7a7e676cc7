/** Messages as whole WebSocket frames: made once, written to as many sockets as there are. */
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { MESSAGE, SYNC, type Notice } from '#lib/documents/wire.ts';
import { FRAME, frameFor } from '#server/whole-frame.ts';

/** A message, written by `write`. */
function message(write: (encoder: encoding.Encoder) => void): Buffer {
	const encoder = encoding.createEncoder();
	write(encoder);
	return frameOf(encoding.toUint8Array(encoder));
}

function syncMessage(kind: number, bytes: Uint8Array): Buffer {
	return message((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.sync);
		encoding.writeVarUint(encoder, kind);
		encoding.writeVarUint8Array(encoder, bytes);
	});
}

/** A change, for those who read. */
export const updateFrame = (update: Uint8Array) => syncMessage(SYNC.update, update);

/** What somebody who has this much is missing. */
export const missingFrame = (doc: Y.Doc, vector: Uint8Array) =>
	syncMessage(SYNC.step2, Y.encodeStateAsUpdate(doc, vector));

/** "What do you have that I have not?" */
export const askFrame = (doc: Y.Doc) => syncMessage(SYNC.step1, Y.encodeStateVector(doc));

/** So many changes of this connection are on disk. */
export const savedFrame = (count: number) =>
	message((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.saved);
		encoding.writeVarUint(encoder, count);
	});

export const noticeFrame = (notice: Notice) =>
	message((encoder) => {
		encoding.writeVarUint(encoder, MESSAGE.notice);
		encoding.writeVarString(encoder, notice);
	});

/** One caret as the server tells it. */
export interface AwarenessEntry {
	client: number;
	clock: number;
	/** JSON. */
	state: string;
}

/** Carets; without any, a sign of life that every y-websocket understands. */
export const awarenessFrame = (lines: readonly AwarenessEntry[]) =>
	message((encoder) => {
		const inner = encoding.createEncoder();
		encoding.writeVarUint(inner, lines.length);
		for (const { client, clock, state } of lines) {
			encoding.writeVarUint(inner, client);
			encoding.writeVarUint(inner, clock);
			encoding.writeVarString(inner, state);
		}
		encoding.writeVarUint(encoder, MESSAGE.awareness);
		encoding.writeVarUint8Array(encoder, encoding.toUint8Array(inner));
	});

function frameOf(bytes: Uint8Array): Buffer {
	const { frame, at } = frameFor(FRAME.binary, bytes.length);
	frame.set(bytes, at);
	return frame;
}
