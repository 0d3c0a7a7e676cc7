/** Somebody who types a gist line into the minutes of the built app, over a raw socket. */
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { minutesFragment, NODE } from '#lib/documents/minutes.ts';
import { documentPath, MESSAGE, SYNC, type DocumentPlace } from '#lib/documents/wire.ts';

/** The minutes' place, as a browser asks for it. */
export async function placeOf(
	origin: string,
	code: string,
	cookie: string
): Promise<DocumentPlace> {
	const answer = await fetch(`${origin}/m/${code}/document/minutes`, { headers: { cookie } });
	if (!answer.ok) throw new Error(`the minutes: ${answer.status} ${await answer.text()}`);
	return (await answer.json()) as DocumentPlace;
}

/** Marks in what typists write: `~`, two digits for who, five for which. */
export const MARK = /~(\d{2})(\d{5})/g;

export class Typist {
	/** When each line was typed, ms. */
	readonly typedAt: number[] = [];
	readonly ready: Promise<void>;
	refused = '';
	#n: number;
	#doc = new Y.Doc();
	#words = new Y.XmlText();
	#ws: WebSocket;

	constructor(n: number, origin: string, cookie: string, place: DocumentPlace) {
		this.#n = n;
		const path = documentPath(place.meeting, 'minutes', place.epoch);
		this.#ws = new WebSocket(origin.replace('http', 'ws') + path, {
			headers: { origin, cookie },
			perMessageDeflate: false
		});
		this.ready = new Promise((resolve, reject) => {
			this.#ws.on('message', (data: Buffer) => this.#heard(data, resolve));
			this.#ws.on('close', (code) => reject(new Error(`the minutes closed with ${code}`)));
			this.#ws.on('error', reject);
		});
		this.#ws.on('open', () => this.#send(SYNC.step1, Y.encodeStateVector(this.#doc)));
	}

	/** Writes the line anew. */
	type(): void {
		const who = String(this.#n).padStart(2, '0');
		const which = String(this.typedAt.length).padStart(5, '0');
		this.#change(() => {
			this.#words.delete(0, this.#words.length);
			this.#words.insert(0, `居民们说：一楼的用房先办老年食堂。~${who}${which}`);
		});
		this.typedAt.push(performance.now());
	}

	close(): void {
		this.#ws.removeAllListeners('close');
		this.#ws.terminate();
	}

	#change(edit: () => void): void {
		const vector = Y.encodeStateVector(this.#doc);
		this.#doc.transact(edit);
		this.#send(SYNC.update, Y.encodeStateAsUpdate(this.#doc, vector));
	}

	#send(kind: number, bytes: Uint8Array): void {
		const encoder = encoding.createEncoder();
		encoding.writeVarUint(encoder, MESSAGE.sync);
		encoding.writeVarUint(encoder, kind);
		encoding.writeVarUint8Array(encoder, bytes);
		this.#ws.send(encoding.toUint8Array(encoder));
	}

	#heard(data: Buffer, ready: () => void): void {
		if (data[0] === MESSAGE.notice) this.refused = data.subarray(2).toString();
		if (data[0] !== MESSAGE.sync || data[1] !== SYNC.step2) return;
		const slot = new Y.XmlElement(NODE.gist);
		slot.setAttribute('id', `w${this.#n}`);
		slot.insert(0, [this.#words]);
		this.#change(() => {
			const fragment = minutesFragment(this.#doc);
			fragment.insert(fragment.length, [slot]);
		});
		ready();
	}
}
