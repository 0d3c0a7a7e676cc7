/**
 * Personal links and seat cards: one token per seat, made from a key that lives outside the database
 * and outside backups. Whoever steals the database cannot sit down as somebody else.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export class Links {
	#key: Buffer;

	/** Reads the key below the data folder, or makes it (mode 0600). */
	constructor(dataDir: string) {
		const folder = join(dataDir, 'keys');
		const file = join(folder, 'links.key');
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		if (!existsSync(file))
			writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
		this.#key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
		if (this.#key.length !== 32)
			throw new Error(`${file} is damaged; restore it or remove it (all seat cards change)`);
	}

	/** The token of one seat, 128 bits, the same every time so that cards can be printed again. */
	token(meeting: string, seat: string): string {
		return this.#mac(meeting, seat).subarray(0, 16).toString('base64url');
	}

	/** Whether a token opens this seat. */
	opens(meeting: string, seat: string, token: string): boolean {
		const given = Buffer.from(token, 'base64url');
		return given.length === 16 && timingSafeEqual(given, this.#mac(meeting, seat).subarray(0, 16));
	}

	/** 32 secret bytes for another purpose; no `purpose` is a meeting's id, for it ends in a colon. */
	derive(purpose: string, text: string): Buffer {
		return createHmac('sha256', this.#key).update(`${purpose}: ${text}`).digest();
	}

	/** The token of a meeting's display link; another one when its `round` changed. */
	displayToken(meeting: string, round: number): string {
		return this.token(meeting, `display ${round}`);
	}

	/** The six digits that a big screen with this id shows when it asks for this code. */
	pairingNumber(id: string, code: string): string {
		const number = this.#mac('pairing', JSON.stringify([id, code])).readUInt32BE(0) % 1_000_000;
		return String(number).padStart(6, '0');
	}

	#mac(meeting: string, seat: string): Buffer {
		return createHmac('sha256', this.#key).update(`${meeting} ${seat}`).digest();
	}
}
