/**
 * The files of a ZIP archive that somebody chose, unpacked a little at a time.
 *
 * Invariants: what comes out is counted, whatever the archive says about itself; nobody waits for more than one
 * small piece at a time, so that the page goes on.
 */
import { Inflate } from 'fflate';

/** Together: the words of a list of 2,000 people with thirty columns are a tenth of it. */
const LARGEST = 24_000_000;
/** A byte becomes a thousand at most. */
const PIECE = 4096;
const MOST_FILES = 10_000;
/** So long the page waits at once, ms. */
const AT_ONCE = 12;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_LENGTH = 22;
const ENCRYPTED = 1;

/** There is more in it than anybody can want to read here. */
export class TooLarge extends Error {
	override name = 'TooLarge';
}

/** Lets the page go on when it has waited for a moment; asked again and again by what takes long. */
export function breathing(): () => Promise<void> | undefined {
	let since = performance.now();
	return () => {
		if (performance.now() - since < AT_ONCE) return undefined;
		return new Promise((resolve) =>
			setTimeout(() => {
				since = performance.now();
				resolve();
			})
		);
	};
}

interface Entry {
	method: number;
	/** Where its own heading stands, and how long it is packed. */
	at: number;
	packed: number;
}

export class Archive {
	#bytes: Uint8Array;
	#view: DataView;
	#entries = new Map<string, Entry>();
	#left = LARGEST;
	#breathe = breathing();

	/** Throws where the bytes are no archive, or one that nobody can open. */
	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
		this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#list();
	}

	/**
	 * The words of this file; null where there is none.
	 *
	 * @throws {TooLarge} when all that was read is more than a list can be
	 */
	async read(name: string): Promise<string | null> {
		const entry = this.#entries.get(name);
		if (!entry) return null;
		if (this.#view.getUint32(entry.at, true) !== LOCAL) throw new Error('no file is there');
		const names = this.#view.getUint16(entry.at + 26, true);
		const from = entry.at + 30 + names + this.#view.getUint16(entry.at + 28, true);
		const packed = this.#bytes.subarray(from, from + entry.packed);
		const pieces = entry.method === 8 ? await this.#unpacked(packed) : [this.#counted(packed)];
		const whole = new Uint8Array(await new Blob(pieces as BlobPart[]).arrayBuffer());
		const wide =
			(whole[0] === 0xff && whole[1] === 0xfe) || (whole[0] === 0xfe && whole[1] === 0xff);
		return new TextDecoder(wide ? (whole[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(
			whole
		);
	}

	async #unpacked(packed: Uint8Array): Promise<Uint8Array[]> {
		const pieces: Uint8Array[] = [];
		const inflate = new Inflate((piece) => void pieces.push(this.#counted(piece)));
		for (let at = 0; at < packed.length; at += PIECE) {
			await this.#breathe();
			inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
		}
		return pieces;
	}

	#counted(piece: Uint8Array): Uint8Array {
		this.#left -= piece.length;
		if (this.#left < 0) throw new TooLarge();
		return piece;
	}

	/** What is in it, by the list at its end. */
	#list(): void {
		const view = this.#view;
		let end = this.#bytes.length - END_LENGTH;
		while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
		const count = view.getUint16(end + 10, true);
		let at = view.getUint32(end + 16, true);
		if (count > MOST_FILES) throw new TooLarge();
		for (let n = 0; n < count; n++) {
			if (view.getUint32(at, true) !== ENTRY) throw new Error('the list is damaged');
			if (view.getUint16(at + 8, true) & ENCRYPTED) throw new Error('it asks for a password');
			const names = view.getUint16(at + 28, true);
			const name = new TextDecoder().decode(this.#bytes.subarray(at + 46, at + 46 + names));
			this.#entries.set(name, {
				method: view.getUint16(at + 10, true),
				packed: view.getUint32(at + 20, true),
				at: view.getUint32(at + 42, true)
			});
			at += 46 + names + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
		}
	}
}
