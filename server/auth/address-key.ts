/**
 * The unguessable part of a meeting's public addresses: `/r/<key>`, `/m/<key>/watch`, `/join?code=<key>`.
 * Whoever was given one may read what is public; nobody finds one by trying.
 */
import { randomBytes } from 'node:crypto';

/** No letter that is read as another, so that it can be typed from paper. */
const ALPHABET = '23456789abcdefghijkmnpqrstuvwxyz';
/** 50 random bits: short enough for a QR code that is read at eight metres. */
const LENGTH = 10;
const FORM = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`, 'u');

/** A fresh key. */
export function newAddressKey(): string {
	return Array.from(randomBytes(LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** Whether this has the form of a key. */
export function isAddressKey(text: string): boolean {
	return FORM.test(text);
}
