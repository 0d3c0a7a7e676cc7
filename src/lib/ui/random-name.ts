/** Names that nobody else makes. Only in browsers. */

/** Letters and digits, random, without a secure context too. */
export function randomName(length: number): string {
	const bytes = crypto.getRandomValues(new Uint8Array(length));
	return Array.from(bytes, (byte) => (byte % 36).toString(36)).join('');
}
