/**
 * Looking things up by a key that somebody sent. `Object.hasOwn` is missing in the web views of
 * older phones, and a plain lookup would find `__proto__`.
 */

/** The record's own value under this key, or undefined. */
export function getOwn<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
	return Object.prototype.hasOwnProperty.call(record, key) ? record[key] : undefined;
}
