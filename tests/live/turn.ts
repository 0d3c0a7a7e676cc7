/**
 * As much of a TURN client (RFC 8656, over UDP) as tells whether a relay takes a credential: it asks for an allocation,
 * and may ask to reach a peer.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';

export interface TurnAnswer {
	/** 0: granted; else the code of the error. */
	code: number;
	attributes: Map<number, Buffer>;
}

const COOKIE = 0x2112a442;
const ALLOCATE = 0x0003;
const CREATE_PERMISSION = 0x0008;
const USERNAME = 0x0006;
const MESSAGE_INTEGRITY = 0x0008;
const ERROR_CODE = 0x0009;
const XOR_PEER_ADDRESS = 0x0012;
const REALM = 0x0014;
const NONCE = 0x0015;
const REQUESTED_TRANSPORT = 0x0019;
const UDP = Buffer.from([17, 0, 0, 0]);

type Attribute = readonly [type: number, value: Buffer];

/** One relay, asked from a socket of its own; an allocation lasts as long as the socket. */
export class TurnClient {
	#socket = createSocket('udp4');
	#host: string;
	#port: number;

	constructor(host: string, port: number) {
		this.#host = host;
		this.#port = port;
	}

	/** Asks for an allocation. */
	allocate(username: string, credential: string): Promise<TurnAnswer> {
		return this.#signed(ALLOCATE, [[REQUESTED_TRANSPORT, UDP]], username, credential);
	}

	/** Asks to be let through to an IPv4 address, by the allocation that was granted. */
	permit(peer: string, username: string, credential: string): Promise<TurnAnswer> {
		const bytes = Buffer.from(peer.split('.').map(Number));
		const value = Buffer.alloc(8);
		value[1] = 1;
		value.writeUInt16BE(9 ^ (COOKIE >>> 16), 2);
		value.writeUInt32BE((bytes.readUInt32BE() ^ COOKIE) >>> 0, 4);
		return this.#signed(CREATE_PERMISSION, [[XOR_PEER_ADDRESS, value]], username, credential);
	}

	close(): void {
		this.#socket.close();
	}

	/** The first request is refused with the realm and a nonce, by which the second is signed. */
	async #signed(method: number, asked: Attribute[], username: string, credential: string) {
		const { attributes } = await this.#ask(method, asked);
		const [realm, nonce] = [attributes.get(REALM), attributes.get(NONCE)];
		if (!realm || !nonce) throw new Error('the relay asks for no credential');
		const key = createHash('md5').update(`${username}:${realm.toString()}:${credential}`).digest();
		const said: Attribute[] = [
			[USERNAME, Buffer.from(username)],
			[REALM, realm],
			[NONCE, nonce]
		];
		return this.#ask(method, [...asked, ...said], key);
	}

	async #ask(method: number, attributes: readonly Attribute[], key?: Buffer): Promise<TurnAnswer> {
		const id = randomBytes(12);
		const body = Buffer.concat(attributes.map(encoded));
		const header = (length: number) => {
			const bytes = Buffer.alloc(8);
			bytes.writeUInt16BE(method, 0);
			bytes.writeUInt16BE(length, 2);
			bytes.writeUInt32BE(COOKIE, 4);
			return Buffer.concat([bytes, id]);
		};
		let message = Buffer.concat([header(body.length), body]);
		if (key) {
			// The hash is over everything before it, with the length that the message has with it.
			const signed = Buffer.concat([header(body.length + 24), body]);
			const hash = createHmac('sha1', key).update(signed).digest();
			message = Buffer.concat([signed, encoded([MESSAGE_INTEGRITY, hash])]);
		}
		return decoded(await this.#exchange(message, id));
	}

	/** UDP loses what it likes: asked again every half second, ten times. */
	#exchange(message: Buffer, id: Buffer): Promise<Buffer> {
		return new Promise((resolve, reject) => {
			let left = 10;
			const over = () => {
				clearInterval(timer);
				this.#socket.off('message', hear);
			};
			const hear = (answer: Buffer) => {
				if (!answer.subarray(8, 20).equals(id)) return;
				over();
				resolve(answer);
			};
			const send = () => {
				if (left-- > 0) return this.#socket.send(message, this.#port, this.#host);
				over();
				reject(new Error('the relay does not answer'));
			};
			const timer = setInterval(send, 500);
			this.#socket.on('message', hear);
			send();
		});
	}
}

function encoded([type, value]: Attribute): Buffer {
	const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
	bytes.writeUInt16BE(type, 0);
	bytes.writeUInt16BE(value.length, 2);
	value.copy(bytes, 4);
	return bytes;
}

function decoded(message: Buffer): TurnAnswer {
	const attributes = new Map<number, Buffer>();
	for (let at = 20; at + 4 <= message.length;) {
		const length = message.readUInt16BE(at + 2);
		attributes.set(message.readUInt16BE(at), message.subarray(at + 4, at + 4 + length));
		at += 4 + Math.ceil(length / 4) * 4;
	}
	const error = attributes.get(ERROR_CODE);
	return { code: error ? error[2]! * 100 + error[3]! : 0, attributes };
}
