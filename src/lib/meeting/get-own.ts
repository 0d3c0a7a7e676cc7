/**
 * Looking things up by a key that somebody sent. `Object.hasOwn` is missing in the web views of
 * older phones, and a plain lookup would find `__proto__`.
 */

const PLAIN = Object.prototype as unknown as Record<string, unknown>;

/** The record's own value under this key, or undefined. */
export function getOwn<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
	const value = record[key];
	// What every object has besides is the same on all of them; asking whose it is costs layered records several reads.
	if (value === undefined || (key !== '__proto__' && value !== (PLAIN[key] as unknown)))
		return value;
	return Object.prototype.hasOwnProperty.call(record, key) ? value : undefined;
}
