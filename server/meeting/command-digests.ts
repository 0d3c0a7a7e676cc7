/**
 * Whether two commands that came under one id say the same, kept without keeping what they say.
 *
 * Invariant: nobody can try words against what lies in the database or its backups; a plain hash of a short text, kept
 * beside a session, would be that text to whoever tries enough of them, also after it was erased. A page's form keeps
 * its id over a restart, so its key is this installation's own, which lies outside both. A socket sends a command again
 * and never another one under its id: there the key is of this start, and nothing of the words is left after it.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { canonical } from '#lib/meeting/canonical.ts';
import type { Store } from '#server/db/store.ts';
import type { Command } from '#lib/meeting/registry.ts';

/** Characters of a digest that say by which key it was made; the others are the digest itself. */
const KEY_NAME = 8;
/** A digest in the table: base64url of 256 bits. */
const LENGTH = 43;

interface NamedKey {
	name: string;
	secret: Buffer;
}

export class CommandDigests {
	#lasting: NamedKey;
	#ofThisStart: NamedKey = named(randomBytes(32));

	/** `sign`: by this installation's own key, the same each time (Ed25519). */
	constructor(sign: (text: string) => string) {
		this.#lasting = named(createHash('sha256').update(sign('digests of commands')).digest());
	}

	/** The digest to keep of what was said; `socket`: by a phone's line, not by a page's form. */
	of(said: { as: string; command: Command }, socket: boolean): string {
		const { name, secret } = socket ? this.#ofThisStart : this.#lasting;
		const digest = createHmac('sha256', secret).update(canonical(said)).digest('base64url');
		return name + digest.slice(0, LENGTH - KEY_NAME);
	}

	/** Blanks what other keys have made: those of starts before, and plain ones of an earlier release. Once, at the start. */
	async forgetOthers(store: Pick<Store, 'write'>): Promise<void> {
		const names = [this.#lasting.name, this.#ofThisStart.name];
		const sql = `UPDATE answer SET digest = '' WHERE digest <> '' AND substr(digest, 1, ${KEY_NAME}) NOT IN (?, ?)`;
		await store.write([{ sql, args: names }]);
	}

	/** Whether the command kept as `stored` may be the one of `digest`; of another start it is taken to be. */
	areSame(stored: string, digest: string): boolean {
		const known = [this.#lasting.name, this.#ofThisStart.name].includes(nameOf(stored));
		return stored === digest || !known;
	}
}

function named(secret: Buffer): NamedKey {
	const name = createHmac('sha256', secret).update('name').digest('base64url').slice(0, KEY_NAME);
	return { name, secret };
}

function nameOf(digest: string): string {
	return digest.slice(0, KEY_NAME);
}
