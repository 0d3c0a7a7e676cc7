/** Files packed into one: lists, the dossier. */
import { strToU8, zip, type AsyncZippable } from 'fflate';

/** Files by their names, with folders. */
export type Files = Record<string, string | Uint8Array>;

/** The earliest time that an archive knows. */
const EARLIEST = Date.UTC(1980, 0, 2);

/**
 * An archive of texts and bytes, packed in threads of its own. All its entries are of one time, `at`, so that the same
 * words are the same bytes.
 */
export function archive(files: Readonly<Files>, at: number): Promise<Uint8Array> {
	const mtime = Math.max(at, EARLIEST);
	const entries: AsyncZippable = Object.fromEntries(
		Object.entries(files).map(([name, file]) => [
			name,
			[typeof file === 'string' ? strToU8(file) : file, { mtime }]
		])
	);
	return new Promise((resolve, reject) => {
		zip(entries, (error, bytes) => (error ? reject(error) : resolve(bytes)));
	});
}
