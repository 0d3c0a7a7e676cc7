/** A board that somebody has as a file, checked in the browser alone: nothing of it is sent anywhere. */
import { paperLines } from '#lib/meeting/ballots/paper-entries.ts';
import {
	auditFile,
	boardLines,
	type BoardFault,
	type BoardFile
} from '#lib/meeting/ballots/secret-board.ts';
import { fromBase64url, fromHex, toHex } from './byte-encoding.ts';

const ALGORITHM = { name: 'RSA-PSS', hash: 'SHA-384', saltLength: 48 };

/** What is not so in it. Throws where the browser gives no cryptography (an insecure page), and only there. */
export async function checkBoard(file: BoardFile): Promise<BoardFault[]> {
	const keys = await Promise.all(file.keys.map(readKey));
	const signed = new Set<string>();
	for (const { token, key, signature } of file.ballots) {
		const by = keys[key];
		if (!by) continue;
		if (await isSigned(by, token, signature)) signed.add(`${token} ${signature}`);
	}
	const inOrder = [...file.ballots].sort((one, other) => (one.token < other.token ? -1 : 1));
	const digests = new Map<string, string>();
	for (const lines of [boardLines(inOrder), paperLines(file.papers ?? [])])
		digests.set(lines, await digestOf(lines));
	return auditFile(file, {
		digest: (lines) => digests.get(lines) ?? '',
		isSigned: (_key, token, signature) => signed.has(`${token} ${signature}`)
	});
}

async function digestOf(text: string): Promise<string> {
	const bytes = new TextEncoder().encode(text);
	return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** Null where it is no key: then it has signed nothing. */
async function readKey(key: string): Promise<CryptoKey | null> {
	const { subtle } = crypto;
	try {
		return await subtle.importKey('spki', fromBase64url(key), ALGORITHM, false, ['verify']);
	} catch {
		return null;
	}
}

async function isSigned(key: CryptoKey, token: string, signature: string): Promise<boolean> {
	try {
		return await crypto.subtle.verify(ALGORITHM, key, fromBase64url(signature), fromHex(token));
	} catch {
		return false;
	}
}
